import { expect, test } from 'vitest';
import { parseMatter } from './matter.ts';
import { withoutBlanks } from './to-fill.ts';

/** A front matter without what is blank in it: its values, and the lines of what waits to be filled in. */
function read(yaml: string, body = 'Text.\n', file = '') {
  const matter = parseMatter('fr.md', yaml, 1).value!;
  const filled = withoutBlanks(matter, body, new TextEncoder().encode(file));
  const waiting = Object.entries(filled.waiting ?? {}).map(([path, [line]]) => `${path} ${line}`);
  return { value: JSON.parse(JSON.stringify(filled.value)) as unknown, waiting, filled };
}

test('blank texts count as not written, and wait at their place', () => {
  const { value, waiting } = read('title: ""\nsummary: " "\nchanges: "x"\nversion: 001\n');
  expect(value).toEqual({ changes: 'x', version: '001' });
  expect(waiting).toEqual(['waiting.title 1', 'waiting.summary 2']);
});

const ENTRIES = `timeline:
  - at: 2026-03-04T10:00:00Z
    title: ""
    text: ""
  - at: 2026-03-04T10:10:00Z
    title: "B"
    text: ""
  - at: 2026-03-04T10:20:00Z
    title: ""
  - at: 2026-03-04T10:30:00Z
  - at: 2026-03-04T10:40:00Z
    title: ""
    text: "E"
`;

test('an entry that nobody has begun is left out, and one that is begun loses its blank text', () => {
  const { value, waiting, filled } = read(ENTRIES);
  expect(value).toEqual({
    timeline: [
      { at: '2026-03-04T10:10:00Z', title: 'B' },
      { at: '2026-03-04T10:30:00Z' },
      { at: '2026-03-04T10:40:00Z', title: '', text: 'E' },
    ],
  });
  expect(waiting).toEqual([
    'waiting.2026-03-04T10:00:00Z 3',
    'waiting.2026-03-04T10:00:00Z.text 4',
    'waiting.2026-03-04T10:10:00Z.text 7',
    'waiting.2026-03-04T10:20:00Z 9',
  ]);
  // Places are those of the file, whatever was left out above.
  expect([filled.place('timeline.0.title')[0], filled.keyPlace('timeline.2.text')[0]]).toEqual([6, 13]);
  expect(filled.origin('timeline.2.text').line).toBe(13);
  expect(filled.place('title')).toEqual(filled.place('title'));
});

test('a timeline in which nothing is begun is none', () => {
  expect(read('timeline:\n  - at: 2026-03-04T10:00:00Z\n    title: ""\n').value).toEqual({});
  expect(read('timeline: ""\n').value).toEqual({});
  expect(read('timeline: words\n').value).toEqual({ timeline: 'words' });
  expect(read('timeline: [words]\n').value).toEqual({ timeline: ['words'] });
});

test('of actions, the last ones may be missing', () => {
  const { value, waiting } = read('actions:\n  - text: ""\n  - text: "B"\n  - text: ""\n  - text: " "\n');
  expect(value).toEqual({ actions: [{ text: '' }, { text: 'B' }] });
  expect(waiting).toEqual(['waiting.actions.0 2', 'waiting.actions.2 4', 'waiting.actions.3 5']);
  expect(read('actions:\n  - text: ""\n').value).toEqual({});
  expect(read('actions: [words]\n').value).toEqual({ actions: ['words'] });
});

test.each([
  ['', '---\nversion: 001\n---\n<!-- The original -->\n', true],
  ['\n', '<!-- The original -->', true],
  ['Text.\n', '<!-- The original -->\n', false],
  ['', '---\nversion: 001\n---\n', false],
])('a body that is only the original in a comment waits: %j', (body, file, isWaiting) => {
  expect(read('version: 001\n', body, file).waiting).toEqual(isWaiting ? ['waiting.body 1'] : []);
});

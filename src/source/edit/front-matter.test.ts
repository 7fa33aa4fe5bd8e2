import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { decode } from '../decode.ts';
import { editFrontMatter } from './front-matter.ts';
import type { Edit } from './front-matter.ts';
import type { WrittenItem } from './write-yaml.ts';
import { split } from '../split.ts';

const REPORT = `---
title: "Uploads fail" # seen by customers
version: 001
# When it happened:
timeline:
  - at: 2026-05-07T14:05:00Z
    title: "Some uploads fail"
    # the second alert

# What we do about it:
actions:
  - text: "Test it"
---

Body.
`;

const ENTRY: Edit = {
  kind: 'append',
  key: 'timeline',
  item: {
    at: '2026-05-07T14:40:00Z',
    state: 'identified',
    title: 'A "gateway": found',
    text: 'Taken out.\n',
  },
};

test('an entry goes below the last one, comments and blank lines stay', () => {
  const edited = editFrontMatter(REPORT, [
    { kind: 'set', key: 'version', value: '002', after: 'title' },
    { kind: 'set', key: 'changes', value: 'Cause: found', after: 'version' },
    ENTRY,
  ]);
  expect(edited).toBe(`---
title: "Uploads fail" # seen by customers
version: 002
changes: "Cause: found"
# When it happened:
timeline:
  - at: 2026-05-07T14:05:00Z
    title: "Some uploads fail"
    # the second alert
  - at: 2026-05-07T14:40:00Z
    state: identified
    title: "A \\"gateway\\": found"
    text: |
      Taken out.

# What we do about it:
actions:
  - text: "Test it"
---

Body.
`);
});

test('line ends and byte order mark are those of the file', () => {
  const edited = editFrontMatter(`\uFEFF${REPORT.replaceAll('\n', '\r\n')}`, [ENTRY]);
  expect(edited.startsWith('\uFEFF---\r\n')).toBe(true);
  expect(edited.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test.each([
  ['timeline: [{at: x, title: y}] # all', 'timeline: [{at: x, title: y}, {at: z, title: "new"}] # all'],
  ['timeline: [ ]', 'timeline: [{at: z, title: "new"} ]'],
  ['timeline:\n- at: x', 'timeline:\n- at: x\n- at: z\n  title: "new"'],
  ['timeline:\n    -   at: x', 'timeline:\n    -   at: x\n    -   at: z\n        title: "new"'],
  ['timeline:\n -\n  at: x', 'timeline:\n -\n  at: x\n - at: z\n   title: "new"'],
  [
    'timeline:\n- at: x\n\n- at: y\n\n\n# end',
    'timeline:\n- at: x\n\n- at: y\n\n- at: z\n  title: "new"\n\n\n# end',
  ],
  [
    'timeline:\n- text: |+\n    a\n\n\nb: c',
    'timeline:\n- text: |+\n    a\n\n\n- at: z\n  title: "new"\nb: c',
  ],
  ['timeline:\n- text: |\n    a\n\n\nb: c', 'timeline:\n- text: |\n    a\n- at: z\n  title: "new"\n\n\nb: c'],
])('%j becomes %j', (before, after) => {
  const edit: Edit = { kind: 'append', key: 'timeline', item: { at: 'z', title: 'new' } };
  expect(editFrontMatter(`---\n${before}\n---\n`, [edit])).toBe(`---\n${after}\n---\n`);
});

test.each([
  ['title: a\nchanges: x # n\nb: c', 'title: a\nb: c'],
  ['title: a\nchanges: |\n  x\n\n  # y\n    # n\n# m\nb: c', 'title: a\n# m\nb: c'],
  ['title: a\nb: c\nchanges: x', 'title: a\nb: c'],
  ['{changes: x, title: a}', '{title: a}'],
  ['{title: a, changes: x, b: c}', '{title: a, b: c}'],
  ['{title: a, changes: x}', '{title: a}'],
  ['title: a', 'title: a'],
])('%j without its changes: %j', (before, after) => {
  expect(editFrontMatter(`---\n${before}\n---\n`, [{ kind: 'remove', key: 'changes' }])).toBe(
    `---\n${after}\n---\n`,
  );
});

test.each([
  ["version: '001' # n", "version: '002' # n"],
  ['version: "001"', 'version: "002"'],
  ['version:  001', 'version:  002'],
  ['version: # none', 'version: 002 # none'],
  ['version:\n  001 # n', 'version:\n  002 # n'],
  ['version: |- # n\n  001\n\n# c\nb: c', 'version: "002" # n\n\n# c\nb: c'],
  ['{title: a, b: c}', '{title: a, version: 002, b: c}'],
  ['  title: a\n  b: c', '  title: a\n  version: 002\n  b: c'],
])('%j gets its version: %j', (before, after) => {
  const edit: Edit = { kind: 'set', key: 'version', value: '002', after: 'title' };
  expect(editFrontMatter(`---\n${before}\n---\n`, [edit])).toBe(`---\n${after}\n---\n`);
});

const set = (key: string, more: Partial<Extract<Edit, { kind: 'set' }>> = {}): Edit => ({
  kind: 'set',
  key,
  value: 'x',
  after: 'title',
  ...more,
});

test.each<[string, string, Edit]>([
  ['a file that is edited has front matter', 'Text.\n', set('title')],
  ['a file that is edited has front matter', '---\ntitle: a\n', set('title')],
  ['front matter that is edited has been read before', '---\ntitle: [a\n---\n', set('title')],
  ['front matter that is edited has been read before', '---\n- a\n---\n', set('title')],
  ['`title` is a text', '---\ntitle: [a]\n---\n', set('title')],
  ['there is a key `title`', '---\nversion: 001\n---\n', set('changes')],
  ['`planned` holds keys of its own', '---\nplanned: a\n---\n', set('end', { within: 'planned' })],
  ['`planned` holds keys of its own', '---\ntitle: a\n---\n', set('end', { within: 'planned' })],
  ['`timeline` is a list', '---\ntimeline: a\n---\n', ENTRY],
  ['`timeline` is a list', '---\ntitle: a\n---\n', ENTRY],
  [
    'an entry that is removed has been read before',
    '---\ntimeline: [{at: a}]\n---\n',
    { kind: 'remove-item', key: 'timeline', index: 1 },
  ],
  [
    'an entry that is removed has been read before',
    '---\ntitle: a\n---\n',
    { kind: 'remove-item', key: 'timeline', index: 0 },
  ],
])('%s, or nothing is edited: %j', (message, text, edit) => {
  expect(() => editFrontMatter(text, [edit])).toThrow(message);
});

test.each([
  [0, 'timeline:\n\n  - at: a\n    # n\n\n  - at: b\n', 'timeline:\n\n  - at: b\n'],
  [1, 'timeline:\n  - at: a\n\n  - at: b\n    # n\n\n# m\n', 'timeline:\n  - at: a\n\n# m\n'],
  [1, 'timeline:\n- at: a\n# m\n- at: b\nc: d\n', 'timeline:\n- at: a\n# m\nc: d\n'],
  [0, 'timeline: [{at: a}, {at: b}]\n', 'timeline: [{at: b}]\n'],
  [1, 'timeline: [{at: a}, {at: b} ]\n', 'timeline: [{at: a} ]\n'],
  [0, 'timeline: [ {at: a} ]\n', 'timeline: [  ]\n'],
])('without entry %i, %j is %j', (index, before, after) => {
  const edit: Edit = { kind: 'remove-item', key: 'timeline', index };
  expect(editFrontMatter(`---\n${before}---\n`, [edit])).toBe(`---\n${after}---\n`);
});

/* Files as people write them: any style, comments and blank lines anywhere, any line end. */

const comment = fc.constantFrom('', '', ' # note: [x]', '  # "quoted" \u2028 line');
const filler = fc.array(fc.constantFrom('', '  ', '# a comment', '#', '    # indented - at: x'), {
  maxLength: 3,
});
const word = fc.constantFrom(
  'x',
  'a b',
  'web-frontend',
  '001',
  '11:45',
  'true',
  'C#',
  "it's",
  '~',
  'é “ü” 日本',
);
/** Commands refuse control characters; no file may have them. */
const prose = fc.oneof(
  word,
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll(/[^\P{Cc}\n\t]/gu, '')),
);

/** A scalar in one of the ways YAML has for it, with what it means. */
const scalar = fc.oneof(
  word.map((value) => value),
  prose.map((value) => JSON.stringify(value)),
  word.map((value) => `'${value.replaceAll("'", "''")}'`),
);
const inBlock = (indent: string) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(scalar, comment).map(([value, note]) => value + note) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('|', '|-', '|+', '>', '>-', '|2'),
          comment,
          fc.array(word, { minLength: 1, maxLength: 3 }),
          fc.nat(2),
        )
        .map(
          ([mark, note, lines, blank]) =>
            `${mark}${note}\n${lines.map((line) => `${indent}  ${line}`).join(`\n${'\n'.repeat(blank)}`)}${'\n'.repeat(blank)}`,
        ),
    },
  );

const blockEntry = (indent: string, gap: number) => {
  const inner = `${indent} ${' '.repeat(gap)}`;
  return fc
    .tuple(scalar, inBlock(inner), fc.boolean(), comment, filler)
    .map(
      ([at, title, hasServices, note, between]) =>
        `${indent}-${' '.repeat(gap)}at: ${at}${note}\n${between.map((line) => `${line}\n`).join('')}` +
        `${hasServices ? `${inner}services: {web: down}${note}\n` : ''}${inner}title: ${title}`,
    );
};
const flowEntry = fc.tuple(scalar, fc.boolean()).map(([at, wide]) => {
  const value = at.startsWith('"') || at.startsWith("'") ? at : JSON.stringify(at);
  return wide ? `{ at: ${value} , title: "y" }` : `{at: ${value}}`;
});
const timeline = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '  ', '    '), fc.integer({ min: 1, max: 4 }))
    .chain(([indent, gap]) =>
      fc
        .array(fc.tuple(blockEntry(indent, gap), filler), { minLength: 1, maxLength: 4 })
        .map(
          (entries) =>
            `timeline:\n${entries.map(([entry, between]) => [entry, ...between].join('\n')).join('\n')}`,
        ),
    ),
  fc
    .tuple(fc.array(flowEntry, { maxLength: 3 }), fc.boolean(), fc.boolean(), comment)
    .map(([entries, isLong, hasComma, note]) => {
      const gap = isLong ? `${note}\n   ` : ' ';
      const comma = hasComma && entries.length > 0 ? ',' : '';
      return `timeline: [${gap}${entries.join(`,${gap}`)}${comma}${gap}]${note}`;
    }),
);
const matter = fc
  .tuple(
    inBlock(''),
    inBlock(''),
    fc.option(inBlock('')),
    timeline,
    fc.array(filler, { minLength: 5, maxLength: 5 }),
    fc.boolean(),
  )
  .map(([title, version, changes, entries, gaps, timelineFirst]) => {
    const keys = [
      `title: ${title}`,
      `version: ${version}`,
      ...(changes === null ? [] : [`changes: ${changes}`]),
    ];
    const parts = timelineFirst ? [entries, ...keys] : [...keys, entries, 'tags: [a, b]'];
    return parts.flatMap((part, index) => [part, ...(gaps[index] ?? [])]).join('\n');
  });
const file = fc
  .tuple(
    matter,
    fc.constantFrom('', '\uFEFF'),
    fc.constantFrom('\n', '\r\n', 'mixed'),
    fc.constantFrom('', 'Body.\n', '\n\n---\n\n- at: x'),
    fc.nat(),
  )
  .map(([yaml, mark, lineEnd, body, seed]) => {
    let turn = seed;
    const lf = `---\n${yaml}\n---${seed % 3 === 0 ? ' ' : ''}\n${body}`;
    return mark + lf.replaceAll('\n', () => (lineEnd === 'mixed' ? (turn++ % 2 ? '\n' : '\r\n') : lineEnd));
  });

const item: fc.Arbitrary<WrittenItem> = fc.record(
  {
    at: fc.constantFrom('2026-05-07T14:40:00Z', '2026-05-07 14:40 Europe/Paris'),
    state: fc.constantFrom('monitoring', 'in-progress'),
    services: fc.constantFrom({ web: 'partial_outage' }, { 'web-1': 'operational', api: 'major_outage' }),
    title: prose,
    text: fc.oneof(
      prose,
      fc
        .array(fc.oneof(prose, fc.constantFrom('', ' ', '    code', '\ttab', '---', '# Heading', '- item')), {
          maxLength: 5,
        })
        .map((lines) => `${lines.join('\n')}\n`),
    ),
  },
  { requiredKeys: ['at', 'title'] },
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  item.map((value): Edit => ({ kind: 'append', key: 'timeline', item: value })),
  fc
    .tuple(fc.constantFrom('version', 'changes', 'last_update'), fc.oneof(prose, fc.constant('002')))
    .map(([key, value]): Edit => ({ kind: 'set', key, value, after: 'version' })),
  fc.constantFrom('changes', 'last_update', 'tags').map((key): Edit => ({ kind: 'remove', key })),
);

type Values = Record<string, unknown>;

/** What the report reader makes of a file; undefined if it accepts none of it. */
function read(text: string): { values: Values; body: string } | undefined {
  const decoded = decode('en.md', new TextEncoder().encode(text), 1_000_000).value;
  const halves = decoded === undefined ? undefined : split('en.md', decoded).value;
  const value = halves?.matter.value?.value;
  return halves && value ? { values: value as Values, body: halves.body } : undefined;
}

/** Ends of texts are trimmed by the schema, and mean nothing. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value as Values).map(([key, inner]) => [key, plain(inner)]));
}

function editValues(values: Values, edits: readonly Edit[]): Values {
  return edits.reduce((before, each) => {
    if (each.kind === 'set') return { ...before, [each.key]: each.value };
    if (each.kind === 'append')
      return { ...before, [each.key]: [...(before[each.key] as unknown[]), each.item] };
    const { [each.key]: _gone, ...rest } = before;
    return rest;
  }, values);
}

test('what is read after an edit is what was read before, edited; every line but the edited ones stays', () => {
  const reached = { block: 0, flow: 0, crlf: 0, mark: 0, replaced: 0, added: 0, removed: 0 };
  fc.assert(
    fc.property(file, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
      const before = read(text);
      fc.pre(before !== undefined);
      const edited = editFrontMatter(text, edits);
      const after = read(edited);
      expect(after, edited).toBeDefined();
      expect(plain(after!.values)).toEqual(plain(editValues(before!.values, edits)));
      expect(after!.body).toBe(before!.body);
      reached[/^timeline: \[/m.test(text) ? 'flow' : 'block'] += 1;
      if (text.includes('\r\n')) reached.crlf += 1;
      if (text.startsWith('\uFEFF')) reached.mark += 1;
      for (const each of edits)
        if (each.kind === 'set') reached[each.key in before!.values ? 'replaced' : 'added'] += 1;
        else if (each.kind === 'remove' && each.key in before!.values) reached.removed += 1;
      expect(edited.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
      // A flow list and a replaced text change within lines; everything else only adds lines.
      if (edits.every((each) => each.kind === 'append') && !/^timeline: \[/m.test(text)) {
        expect(isSubsequence(text.split('\n'), edited.split('\n')), edited).toBe(true);
      }
      // A key that is taken away takes the notes on its lines along.
      if (edits.some(({ kind }) => kind === 'remove')) return;
      const notes = (whole: string) => whole.match(/# (?:note|"quoted"|a comment)/g);
      expect(notes(edited)).toEqual(notes(text));
    }),
    runs(1_000),
  );
  for (const [kind, count] of Object.entries(reached)) expect(count, kind).toBeGreaterThan(50);
});

test('an entry that is taken out again leaves the file as it was, whatever it looked like', () => {
  const reached = { block: 0, flow: 0 };
  fc.assert(
    fc.property(file, item, (text, value) => {
      const before = read(text);
      fc.pre(before !== undefined);
      const { length } = before!.values['timeline'] as unknown[];
      const added = editFrontMatter(text, [{ kind: 'append', key: 'timeline', item: value }]);
      const back = editFrontMatter(added, [{ kind: 'remove-item', key: 'timeline', index: length }]);
      // The new entry is set apart by a blank line, which a text below `|+` takes for its own.
      if (text.includes('|+')) expect(plain(read(back)!.values)).toEqual(plain(before!.values));
      else expect(back).toBe(text);
      reached[/^timeline: \[/m.test(text) ? 'flow' : 'block'] += 1;
    }),
    runs(500),
  );
  expect(Math.min(reached.block, reached.flow)).toBeGreaterThan(50);
});

test('an entry anywhere is taken out, and nothing else', () => {
  fc.assert(
    fc.property(file, fc.nat(3), (text, at) => {
      const before = read(text);
      fc.pre(before !== undefined);
      const timeline = before!.values['timeline'] as unknown[];
      fc.pre(timeline.length > 1);
      const index = at % timeline.length;
      const after = read(editFrontMatter(text, [{ kind: 'remove-item', key: 'timeline', index }]));
      const others = timeline.filter((_, place) => place !== index);
      expect(plain(after!.values)).toEqual(plain({ ...before!.values, timeline: others }));
      expect(after?.body).toBe(before!.body);
    }),
    runs(500),
  );
});

test.each([
  ['planned: {start: a, end: b} # plan', 'planned: {start: a, end: 2020-09-21T01:00:00Z} # plan'],
  ['planned:\n  start: a\n  end: "b" # local', 'planned:\n  start: a\n  end: "2020-09-21T01:00:00Z" # local'],
  ['planned:\n  end: b\n  start: a', 'planned:\n  end: 2020-09-21T01:00:00Z\n  start: a'],
])('%j has another end: %j', (before, after) => {
  const value = '2020-09-21T01:00:00Z';
  const edit: Edit = { kind: 'set', within: 'planned', key: 'end', value, after: 'start' };
  expect(editFrontMatter(`---\n${before}\nend: c\n---\n`, [edit])).toBe(`---\n${after}\nend: c\n---\n`);
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  return part.every((line) => {
    at = whole.indexOf(line, at) + 1;
    return at > 0;
  });
}

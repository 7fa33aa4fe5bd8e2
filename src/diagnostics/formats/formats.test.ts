import { expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import { fromVFileMessage, toVFileMessage } from '../message.ts';
import { displayWidth, makeVisible } from './display.ts';
import { formatDiagnostics } from './formats.ts';
import { formatPretty } from './pretty.ts';

const SOURCE = [
  '---',
  'timeline:',
  '  - at: 2026-03-04T10:00:00Z',
  '    title: "A"',
  '  - at: 2026-03-04T10:00:00Z',
].join('\n');
const FILE = 'incidents/2026-03-04-dns/de.md';

const problem: Diagnostic = {
  code: 'INC202',
  severity: 'error',
  place: { file: FILE, line: 5, column: 9, end: { line: 5, column: 29 } },
  message: 'There are two entries at this instant',
  hint: { text: 'Give one of them another second.' },
  related: [{ place: { file: FILE, line: 3, column: 9 }, message: 'the other entry' }],
};

const pretty = (diagnostic: Diagnostic, source = SOURCE, width = 100) =>
  formatPretty([diagnostic], () => source, { colour: false, width });

test('a picture has no frame, whatever its bytes are', () => {
  const message = diagnose('INC020', { file: 'incidents/2026-03-04-dns/graph.png', line: 1, column: 1 });
  const said = formatPretty([message], () => '\u0089PNG\n\u001a not a picture', { colour: false });
  expect(said).not.toMatch(/PNG\n|│/);
  const text = { ...message, place: { ...message.place, file: 'incidents/2026-03-04-dns/en.md' } };
  expect(formatPretty([text], () => 'a\0b', { colour: false })).not.toContain('│');
  expect(formatPretty([text], () => 'words', { colour: false })).toContain('1 │ words');
});

test('the look of a diagnostic', () => {
  expect(pretty(problem)).toBe(`${FILE}:5:9  error INC202  There are two entries at this instant
  3 │   - at: 2026-03-04T10:00:00Z
  5 │   - at: 2026-03-04T10:00:00Z
    │         ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
  hint     Give one of them another second.
  related  3:9 the other entry

1 error in 1 file
`);
});

test('no diagnostics print nothing', () => {
  expect(formatPretty([], () => undefined, { colour: true })).toBe('');
});

test('neither a file that cannot be shown nor a place after the end has a frame', () => {
  const bare = formatPretty([problem], () => undefined, { colour: false });
  expect(bare).not.toContain('│');
  expect(pretty({ ...problem, place: { ...problem.place, line: 99 }, related: [] })).not.toContain('│');
});

test('the mark is below the place, whatever comes before it', () => {
  const at = (source: string, column: number) => {
    const lines = pretty(
      {
        ...problem,
        place: { file: FILE, line: 1, column, end: { line: 1, column: column + 1 } },
        related: [],
      },
      source,
    ).split('\n');
    return displayWidth(lines[2]!.slice(0, lines[2]!.indexOf('▔'))) - displayWidth('  1 │ ');
  };
  expect(at('abc', 3)).toBe(2);
  expect(at('\tab', 2)).toBe(2);
  expect(at('障害x', 3)).toBe(4);
  expect(at('e\u0301x', 3)).toBe(1);
  expect(at('👩‍🚒x', '👩‍🚒x'.length)).toBe(2);
  expect(at('🇩🇪 ❤️ x', '🇩🇪 ❤️ x'.length)).toBe(6);
  expect(at('1️⃣x', '1️⃣x'.length)).toBe(2);
  expect(at('می\u200cx', 4)).toBe(2);
  expect(at('ｶﾞx', 3)).toBe(2);
  expect(at('한글x', 3)).toBe(4);
});

test('a long line is cut around its place, and its frame no wider than asked for', () => {
  const source = `${'a'.repeat(300)}HERE${'b'.repeat(300)}`;
  const said = pretty(
    { ...problem, place: { file: FILE, line: 1, column: 301, end: { line: 1, column: 305 } }, related: [] },
    source,
    80,
  );
  const [line = '', mark = ''] = said.split('\n').filter((each) => each.includes('│'));
  expect(line.slice(mark.indexOf('▔'), mark.indexOf('▔') + 4)).toBe('HERE');
  expect(
    Math.max(
      ...said
        .split('\n')
        .filter((each) => each.includes('│'))
        .map(displayWidth),
    ),
  ).toBeLessThanOrEqual(80);
});

test.each(['障', 'e\u0301', '👩‍🚒', '\t'])(
  'a long line of %j is cut so that its mark is below its place',
  (letter) => {
    for (const after of [0, 3, 200]) {
      const before = letter.repeat(100);
      const source = `${before}HERE${letter.repeat(after)}`;
      const column = before.length + 1;
      const place = { file: FILE, line: 1, column, end: { line: 1, column: column + 4 } };
      for (const width of [44, 80, 120]) {
        const frame = pretty({ ...problem, place, related: [] }, source, width)
          .split('\n')
          .filter((each) => each.includes('│'));
        const [line = '', mark = ''] = frame;
        expect(displayWidth(line.slice(0, line.indexOf('HERE')))).toBe(
          displayWidth(mark.slice(0, mark.indexOf('▔'))),
        );
        expect(mark).toMatch(/ ▔{4}$/);
        expect(Math.max(...frame.map(displayWidth))).toBeLessThanOrEqual(width);
      }
    }
  },
);

test.each([44, 80, 120])('sentences are broken between words in %i columns, places never', (width) => {
  const message = 'The end of the planned maintenance is before its start, and both are in the future';
  const long = { ...problem, message, hint: { text: `${message}.` } };
  const said = pretty(long, SOURCE, width);
  expect(said.split('\n')[0]).toContain(`${FILE}:5:9`);
  expect(said.replaceAll(/\s+/g, ' ')).toContain(`error INC202 ${message} `);
  expect(said.replaceAll(/\s+/g, ' ')).toContain(`hint ${message}. `);
  expect(Math.max(...said.split('\n').map(displayWidth))).toBeLessThanOrEqual(width);
  const piped = formatPretty([long], () => SOURCE, { colour: false });
  expect(piped.split('\n')[0]).toBe(`${FILE}:5:9  error INC202  ${message}`);
});

test('a place that is wider than the terminal has its line for itself, unchanged', () => {
  const file = `incidents/2026-03-04-e\u0301/${'x'.repeat(60)}.md`;
  const [first, second] = pretty({ ...problem, place: { ...problem.place, file } }, '', 44).split('\n');
  expect(first).toBe(`${file}:5:9`);
  expect(second).toMatch(/^ {2}error INC202/);
  const short = 'incidents/2026-03-04-e\u0301/de.md';
  expect(pretty({ ...problem, place: { ...problem.place, file: short } }, '', 60)).toContain(
    `${short}:5:9  error`,
  );
});

test('nothing a writer typed reaches the terminal as a command', () => {
  const nasty = 'a\u001b[2Jb\u202ec\u0007';
  const said = pretty(
    {
      ...problem,
      message: nasty,
      hint: { text: nasty },
      place: { file: FILE, line: 1, column: 1 },
      related: [],
    },
    nasty,
  );
  // eslint-disable-next-line no-control-regex
  expect(said.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(makeVisible('\u001b')).toBe('␛');
});

test('colours are only used on request', () => {
  const coloured = formatPretty([problem], () => SOURCE, { colour: true });
  expect(coloured).toContain('\u001b[');
  // eslint-disable-next-line no-control-regex
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(pretty(problem));
});

const program = { version: '1.2.3', home: 'https://example.com/press' };
const context = { readSource: () => SOURCE, colour: false, program };

test('workflow commands escape what would end them', () => {
  const hostile = {
    ...problem,
    message: '100%: a,b\r\n::error::x',
    place: { ...problem.place, file: 'a,b:c%.md' },
  };
  const said = formatDiagnostics('github', [hostile], context);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  expect(said).toContain(
    '::error file=a%2Cb%3Ac%25.md,line=5,col=9,endLine=5,endColumn=29,title=INC202::100%25: a,b%0D%0A::error::x%0A',
  );
});

test('SARIF names its rules, places and related places', () => {
  const log = JSON.parse(
    formatDiagnostics('sarif', [problem, { ...problem, code: 'INC220', severity: 'warning' }], context),
  );
  const [run] = log.runs;
  expect(run.tool.driver).toMatchObject({
    name: 'incident-press',
    version: '1.2.3',
    informationUri: 'https://example.com/press',
  });
  expect(run.tool.driver.rules.map(({ helpUri }: { helpUri: string }) => helpUri)).toEqual([
    'https://example.com/press/blob/v1.2.3/docs/diagnostics/INC202.md',
    'https://example.com/press/blob/v1.2.3/docs/diagnostics/INC220.md',
  ]);
  expect(
    run.results.map(({ ruleId, ruleIndex, level }: { ruleId: string; ruleIndex: number; level: string }) => [
      run.tool.driver.rules[ruleIndex].id === ruleId,
      level,
    ]),
  ).toEqual([
    [true, 'error'],
    [true, 'warning'],
  ]);
  expect(run.results[0].relatedLocations[0].physicalLocation.region).toEqual({
    startLine: 3,
    startColumn: 9,
  });
});

test('JSON has the diagnostics unchanged', () => {
  expect(JSON.parse(formatDiagnostics('json', [problem], context))).toEqual({
    version: 2,
    diagnostics: [problem],
  });
});

test.each([
  problem,
  { ...problem, severity: 'warning' as const, place: { file: FILE, line: 1, column: 1 } },
  {
    ...problem,
    hint: {
      text: 'Write `x`.',
      write: { place: { file: FILE, line: 5, column: 9, end: { line: 5, column: 29 } }, text: 'x' },
    },
  },
])('a message of vfile and back is the same diagnostic', (diagnostic) => {
  expect(fromVFileMessage(toVFileMessage(diagnostic))).toEqual(diagnostic);
  expect(toVFileMessage(diagnostic).fatal).toBe(diagnostic.severity === 'error');
});

test('SARIF ends a message with one full stop, where it quotes an exception too', () => {
  const quoting = { ...problem, message: 'The template fails: Nothing to see.' };
  const log = JSON.parse(formatDiagnostics('sarif', [problem, quoting], context));
  const texts = log.runs[0].results.map(({ message }: { message: { text: string } }) => message.text);
  expect(texts[1]).toMatch(/^The template fails: Nothing to see\. \S/);
  for (const text of texts) expect(text).not.toContain('..');
});

test('GitLab gets each problem at its lines, with a name of its own that lines above do not change', () => {
  const format = (diagnostics: readonly Diagnostic[]) =>
    JSON.parse(
      formatDiagnostics('gitlab', diagnostics, {
        colour: false,
        readSource: () => SOURCE,
        program: { name: 'incident-press', version: '1.0.0', url: 'https://example.com/' },
      } as never),
    ) as { fingerprint: string }[];
  const [first, second] = format([problem, { ...problem, severity: 'warning' }]);
  expect(first).toMatchObject({
    check_name: 'INC202',
    severity: 'major',
    location: { path: FILE, lines: { begin: 5, end: 5 } },
  });
  expect(second).toMatchObject({ severity: 'minor' });
  expect(second?.fingerprint).not.toBe(first?.fingerprint);
  const moved = { ...problem, place: { file: FILE, line: 9, column: 9 } };
  expect(format([moved])[0]?.fingerprint).toBe(first?.fingerprint);
});

import { parseDocument } from 'yaml';
import { expect, test } from 'vitest';
import { problemsIn } from '../testing.ts';
import { parseFailsafe } from './parse-document.ts';

/** YAML with keys that are there twice, in every kind of map. */
const REPEATED = [
  'a: 1\nb: 2\na: 3\n',
  'a: 1\n"a": 2\na: 3\n',
  'list:\n  - {a: 1, b: 2, a: 3}\n  - a: 1\n    a: 2\na: x\nlist: y\n',
  '? {a: 1, a: 2}\n: b\n',
  '? [a]\n: 1\n? [a]\n: 2\n',
  ': 1\n: 2\n',
  '<<: 1\n<<: 2\n',
  'a: 1\nb: {a: 1}\n',
];

test.each(REPEATED)('keys that are there twice are those that the package finds: %j', (yaml) => {
  const theirs = parseDocument(yaml, { schema: 'failsafe', prettyErrors: false }).errors;
  const startsOf = (errors: typeof theirs) => errors.map(({ code, pos }) => [code, pos[0]]);
  const sorted = theirs.toSorted((a, b) => a.pos[0] - b.pos[0]);
  expect(startsOf(parseFailsafe(yaml)?.errors as typeof theirs)).toEqual(startsOf(sorted));
  expect(parseFailsafe(yaml, false)?.errors).toEqual([]);
});

test('errors of others keep their stacks', () => {
  const before = Error.stackTraceLimit;
  expect(parseFailsafe('a: "b\n')?.errors).toHaveLength(1);
  expect(Error.stackTraceLimit).toBe(before);
});

test('of thousands of mistakes in front matter, a hundred are told', async () => {
  const problems = await problemsIn(`---\ntitle: x\n${'severity: x\n'.repeat(5_000)}---\nText.\n`);
  expect(problems.filter(({ code }) => code === 'INC107')).toHaveLength(100);
});

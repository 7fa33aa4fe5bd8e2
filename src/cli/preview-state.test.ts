import { expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { OutputFile, OutputPath } from '../model/file.ts';
import { showFiles } from './preview-state.ts';

const file = (path: string, body: string): OutputFile => ({ path: path as OutputPath, body });
const problem = (severity: Diagnostic['severity']): Diagnostic => ({
  code: 'INC115',
  severity,
  place: { file: 'incidents/a/en.md', line: 1, column: 1 },
  message: 'no',
});
const bodies = (files: ReadonlyMap<string, OutputFile>) =>
  [...files.values()].map(({ path, body }) => [path, body]);

test('a build without errors replaces everything', () => {
  const { files, good } = showFiles(
    { files: [file('b', '2')], diagnostics: [problem('warning')] },
    new Map([['a', file('a', '1')]]),
  );
  expect(bodies(files)).toEqual([['b', '2']]);
  expect(good).toBe(files);
});

test('with errors, what was built is shown over the last good site', () => {
  const good = new Map([file('a', '1'), file('b', '1')].map((each) => [each.path as string, each]));
  const partly = showFiles({ files: [file('b', '2')], diagnostics: [problem('error')] }, good);
  expect(bodies(partly.files)).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
  expect(partly.good).toBe(good);
  const nothing = showFiles({ files: [], diagnostics: [problem('error')] }, partly.good);
  expect(bodies(nothing.files)).toEqual([
    ['a', '1'],
    ['b', '1'],
  ]);
});

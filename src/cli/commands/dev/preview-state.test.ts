import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { PreviewFiles } from '../../../host/preview/server.ts';
import type { OutputFile, OutputPath } from '../../../model/file.ts';
import { NO_FILES, showFiles } from './preview-state.ts';

const file = (path: string, body: string): OutputFile => ({ path: path as OutputPath, body });
const problem = (severity: Diagnostic['severity']): Diagnostic => ({
  code: 'INC115',
  severity,
  place: { file: 'incidents/a/en.md', line: 1, column: 1 },
  message: 'no',
});
const bodies = (files: PreviewFiles) => ['a', 'b', 'c'].map((path) => files.get(path)?.body);
const sound = (...files: OutputFile[]) => showFiles({ files, diagnostics: [] }, NO_FILES);

test('a build without errors replaces everything', () => {
  const { files, good } = showFiles(
    { files: [file('b', '2')], diagnostics: [problem('warning')] },
    sound(file('a', '1')).good,
  );
  expect(bodies(files)).toEqual([undefined, '2', undefined]);
  expect(good).toBe(files);
  expect(NO_FILES.isEmpty).toBe(true);
  expect(files.isEmpty).toBe(false);
});

test('with errors, what was built is shown over the last good site', () => {
  const { good } = sound(file('a', '1'), file('b', '1'));
  const partly = showFiles({ files: [file('b', '2')], diagnostics: [problem('error')] }, good);
  expect(bodies(partly.files)).toEqual(['1', '2', undefined]);
  expect(partly.good).toBe(good);
  const nothing = showFiles({ files: [], diagnostics: [problem('error')] }, partly.good);
  expect(bodies(nothing.files)).toEqual(['1', '1', undefined]);
  expect(nothing.files.isEmpty).toBe(false);
  expect(showFiles({ files: [], diagnostics: [problem('error')] }, NO_FILES).files.isEmpty).toBe(true);
});

test('of a thousand files, each is found', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `page-${index}`);
  const { files } = sound(...names.map((name) => file(name, name)));
  expect(names.filter((name) => files.get(name)?.body !== name)).toEqual([]);
});

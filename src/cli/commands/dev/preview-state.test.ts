import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { PreviewFiles } from '../../../host/preview/server.ts';
import { NO_FILES, showFiles } from './preview-state.ts';

/** A build that made these files. */
function built(files: Readonly<Record<string, string>>, ...diagnostics: readonly Diagnostic[]) {
  const made = Object.keys(files).map((path) => ({ path, sha256: '', size: 0 }));
  return {
    made: made.slice(1),
    unchanged: made.slice(0, 1),
    bodyOf: (path: string) => Promise.resolve(Buffer.from(files[path] ?? 'made of nothing')),
    diagnostics,
  };
}
const problem = (severity: Diagnostic['severity']): Diagnostic => ({
  code: 'INC115',
  severity,
  place: { file: 'incidents/a/en.md', line: 1, column: 1 },
  message: 'no',
  hint: undefined,
  related: undefined,
});
const bodies = (files: PreviewFiles) =>
  Promise.all(['a', 'b', 'c'].map(async (path) => (await files.get(path)?.())?.toString()));
const sound = (files: Readonly<Record<string, string>>) => showFiles(built(files), NO_FILES);

test('a build without errors replaces everything', async () => {
  const { files, good } = showFiles(built({ b: '2' }, problem('warning')), sound({ a: '1' }).good);
  expect(await bodies(files)).toEqual([undefined, '2', undefined]);
  expect(good).toBe(files);
  expect(NO_FILES.isEmpty).toBe(true);
  expect(files.isEmpty).toBe(false);
});

test('with errors, what was built is shown over the last good site', async () => {
  const { good } = sound({ a: '1', b: '1' });
  const partly = showFiles(built({ b: '2' }, problem('error')), good);
  expect(await bodies(partly.files)).toEqual(['1', '2', undefined]);
  expect(partly.good).toBe(good);
  const nothing = showFiles(built({}, problem('error')), partly.good);
  expect(await bodies(nothing.files)).toEqual(['1', '1', undefined]);
  expect(nothing.files.isEmpty).toBe(false);
  expect(showFiles(built({}, problem('error')), NO_FILES).files.isEmpty).toBe(true);
});

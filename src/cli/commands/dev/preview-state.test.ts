import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { startShowing } from './preview-state.ts';
import type { ShownSite, ShownState } from './preview-state.ts';

/** A state with these files; the page of a file that has a problem shows it when it is made. */
function state(
  files: Readonly<Record<string, string>>,
  diagnostics: readonly Diagnostic[] = [],
  ofPages: Readonly<Record<string, Diagnostic>> = {},
): ShownState {
  const fileAt = (path: string) => {
    const [body, wrong] = [files[path], ofPages[path]];
    return Promise.resolve(body === undefined ? undefined : { body, diagnostics: wrong ? [wrong] : [] });
  };
  return { diagnostics, isEmpty: Object.keys(files).length === 0, fileAt };
}
const problem = (severity: Diagnostic['severity'], line = 1): Diagnostic => ({
  code: 'INC115',
  severity,
  place: { file: 'incidents/a/en.md', line, column: 1 },
  message: 'no',
  hint: undefined,
  related: undefined,
});
const bodies = ({ files }: ShownSite) => Promise.all(['a', 'b', 'c'].map(files.get));
const start = (onProblem: () => void = () => expect.fail('nothing is wrong')) => startShowing(onProblem);

test('a state without errors replaces everything', async () => {
  const shown = start();
  expect(shown.files.isEmpty()).toBe(true);
  shown.show(state({ a: '1' }));
  expect(await bodies(shown)).toEqual(['1', undefined, undefined]);
  shown.show(state({ b: '2' }, [problem('warning')]));
  expect(await bodies(shown)).toEqual([undefined, '2', undefined]);
  expect(shown.files.isEmpty()).toBe(false);
});

test('with errors, everything that can be built is shown over the last good site', async () => {
  const shown = start();
  shown.show(state({ a: '1', b: '1' }));
  shown.show(state({ b: '2' }, [problem('error')]));
  expect(await bodies(shown)).toEqual(['1', '2', undefined]);
  shown.show(state({}, [problem('error')]));
  expect(await bodies(shown)).toEqual(['1', '1', undefined]);
  expect(shown.files.isEmpty()).toBe(false);
  const never = start();
  never.show(state({}, [problem('error')]));
  expect(never.files.isEmpty()).toBe(true);
});

test('a page whose rendering reveals an error stays as it was, and the error is reported once', async () => {
  let told = 0;
  const shown = start(() => (told += 1));
  shown.show(state({ a: '1', b: '1' }));
  const broken = state({ a: '2', b: '2', c: '2' }, [], { a: problem('error', 7), b: problem('warning', 8) });
  shown.show(broken);
  expect(await bodies(shown)).toEqual(['1', '2', '2']);
  expect(await bodies(shown)).toEqual(['1', '2', '2']);
  expect(told).toBe(2);
  expect(shown.diagnostics().map(({ place }) => place.line)).toEqual([7, 8]);
  // It was never good: the one before it is still used for what comes next.
  shown.show(state({ a: '3' }, [], { a: problem('error') }));
  expect(await bodies(shown)).toEqual(['1', undefined, undefined]);
  shown.show(state({ a: '4' }));
  expect(await bodies(shown)).toEqual(['4', undefined, undefined]);
  expect(shown.diagnostics()).toEqual([]);
});

import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-types';
import { actionsAt } from './actions.ts';
import { fileOf, FRENCH, ORIGINAL, SITE } from '../../test/editor/view.ts';

const WRONG = (SITE[ORIGINAL] ?? '').replace('version: 001', 'version: 1').replace('severity:', 'severty:');

const line = (number: number) => ({
  start: { line: number, character: 0 },
  end: { line: number, character: 99 },
});

function applied({ edit }: Pick<CodeAction, 'edit'>, text: string, uri: string): string {
  const document = TextDocument.create(uri, 'markdown', 1, text);
  return TextDocument.applyEdits(document, edit?.changes?.[uri] ?? []);
}

test('the edit of a hint is offered at its problem', async () => {
  const file = await fileOf(ORIGINAL, WRONG);
  const [fix, ...others] = actionsAt(file, line(3), ['quickfix']);
  expect(others).toEqual([]);
  expect(fix).toMatchObject({ title: 'Write it with three digits: `001`', isPreferred: true });
  expect(fix?.diagnostics).toHaveLength(1);
  const text = applied(fix ?? {}, WRONG, file.site.uriOf(ORIGINAL));
  expect(text).toBe(WRONG.replace('version: 1', 'version: 001'));
  expect(actionsAt(file, line(1), ['quickfix'])).toEqual([]);
});

test('one action fixes everything in a file that has only one remedy', async () => {
  const file = await fileOf(ORIGINAL, WRONG);
  const [all] = actionsAt(file, line(1), ['source.fixAll']);
  expect(applied(all ?? {}, WRONG, file.site.uriOf(ORIGINAL))).toBe(SITE[ORIGINAL]);
  const sound = await fileOf(ORIGINAL);
  expect(actionsAt(sound, line(1), ['source.fixAll'])).toEqual([]);
});

test('adding an entry is offered in the original of a report, and resolving it while it is open', async () => {
  const titles = async (path: string, text?: string) =>
    actionsAt(await fileOf(path, text), line(0), ['source']).map(({ title }) => title);
  expect(await titles(ORIGINAL)).toEqual([
    'Add an update now',
    'Resolve this report now',
    'Preview this report',
  ]);
  const over = SITE[ORIGINAL]?.replace('state: identified', 'state: resolved');
  expect(await titles(ORIGINAL, over)).toEqual(['Add an update now', 'Preview this report']);
  expect(await titles(FRENCH)).toEqual(['Preview this report']);
  expect(await titles('site.yaml')).toEqual([]);
});

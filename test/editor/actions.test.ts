import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  ExecuteCommandRequest,
  ShowDocumentRequest,
} from 'vscode-languageserver-protocol/node';
import type { Range, ShowDocumentParams, TextEdit } from 'vscode-languageserver-protocol/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from '../run.ts';
import { startEditor } from './client.ts';
import type { Editor } from './client.ts';
import { ORIGINAL, SITE } from './view.ts';

const TEXT = SITE[ORIGINAL] ?? '';
const TOP: Range = { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };

let editor: Editor;
let applied: readonly TextEdit[] = [];
let shown: ShowDocumentParams | undefined;

beforeAll(async () => {
  const site = makeFolder();
  for (const [path, text] of Object.entries(SITE)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  editor = await startEditor(site, { workspace: { applyEdit: true } });
  editor.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
    applied = edit.changes?.[editor.uri(ORIGINAL)] ?? [];
    return { applied: true };
  });
  editor.connection.onRequest(ShowDocumentRequest.type, (params) => {
    shown = params;
    return { success: true };
  });
  await editor.open(ORIGINAL);
});

afterAll(() => editor.end());

test('a mistake in unsaved text is mended with one key', async () => {
  const wrong = TEXT.replace('version: 001', 'version: 1');
  await editor.change(ORIGINAL, wrong);
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: editor.uri(ORIGINAL) },
    range: TOP,
    context: { diagnostics: [], only: ['quickfix'] },
  });
  const [action] = actions ?? [];
  if (!action || !('edit' in action)) throw new Error('there is no fix');
  expect(withEdits(wrong, action.edit?.changes?.[editor.uri(ORIGINAL)] ?? [])).toBe(TEXT);
});

test('an update is written into the buffer, and its headline selected to be typed over', async () => {
  await editor.change(ORIGINAL, TEXT);
  await run('incident-press.addUpdate');
  const text = withEdits(TEXT, applied);
  const added = text.split('\n').filter((line) => !TEXT.split('\n').includes(line));
  expect(added).toEqual([
    expect.stringMatching(/^ {2}- at: 2026-12-0\dT\d\d:\d\d:\d\dZ$/),
    '    title: "Identified"',
  ]);
  expect(selected(text, shown?.selection)).toBe('Identified');
});

test('a report is resolved with a headline that the editor asked for', async () => {
  shown = undefined;
  await run('incident-press.resolve', 'Mail arrives again');
  const text = withEdits(TEXT, applied);
  expect(text).toContain('    state: resolved\n    title: "Mail arrives again"\n');
  expect(shown).toBeUndefined();
});

test('a report with mistakes is left as it is, and that is said', async () => {
  applied = [];
  await editor.change(ORIGINAL, TEXT.replace('services: [mail]', 'services: [nothing]'));
  await run('incident-press.addUpdate');
  expect(applied).toEqual([]);
  expect(editor.messages.at(-1)).toMatch(/^2024-05-01-mail has errors, and was left as it is/);
});

function run(command: string, ...more: string[]): Promise<unknown> {
  return editor.connection.sendRequest(ExecuteCommandRequest.type, {
    command,
    arguments: [editor.uri(ORIGINAL), ...more],
  });
}

function withEdits(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('file:///a', 'markdown', 1, text), [...edits]);
}

function selected(text: string, range: Range | undefined): string | undefined {
  return range && TextDocument.create('file:///a', 'markdown', 1, text).getText(range);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  CompletionRequest,
  DefinitionRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  RenameRequest,
} from 'vscode-languageserver-protocol/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from '../run.ts';
import { startEditor } from './client.ts';
import type { Editor } from './client.ts';
import { cursorIn, ORIGINAL, SITE } from './view.ts';

const TEXT = SITE[ORIGINAL] ?? '';

let editor: Editor;

beforeAll(async () => {
  const site = makeFolder();
  for (const [path, text] of Object.entries(SITE)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  editor = await startEditor(site);
  await editor.open(ORIGINAL);
});

afterAll(() => editor.end());

test('all that an editor may ask is answered about the unsaved text', async () => {
  const { connection } = editor;
  const { text, position } = cursorIn(TEXT.replace('services: [mail]', 'services: [mail, w‸]'));
  await editor.change(ORIGINAL, text);
  const textDocument = { uri: editor.uri(ORIGINAL) };
  const items = await connection.sendRequest(CompletionRequest.type, { textDocument, position });
  expect(items).toMatchObject([{ label: 'web', detail: 'Web shop' }]);
  await editor.change(ORIGINAL, TEXT);
  const service = { textDocument, position: { line: 5, character: 12 } };
  expect(await connection.sendRequest(HoverRequest.type, service)).toMatchObject({
    contents: { value: '**Mail**, now: partial outage' },
  });
  expect(await connection.sendRequest(DefinitionRequest.type, service)).toMatchObject({
    uri: editor.uri('site.yaml'),
  });
  expect(await connection.sendRequest(PrepareRenameRequest.type, service)).toMatchObject({
    start: { character: 11 },
  });
  const renamed = await connection.sendRequest(RenameRequest.type, { ...service, newName: 'post' });
  expect(Object.keys(renamed?.changes ?? {})).toContain(editor.uri('site.yaml'));
  await expect(connection.sendRequest(RenameRequest.type, { ...service, newName: 'web' })).rejects.toThrow(
    '`web` is already the service Web shop',
  );
  const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
  expect(symbols).toMatchObject([{ name: 'timeline' }, { name: 'Impact' }]);
  expect(await connection.sendRequest(FoldingRangeRequest.type, { textDocument })).toHaveLength(4);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument, range });
  expect(hints).toMatchObject([{ label: '+1 h' }]);
});

test('the preview shows the page of the report, at the entry of the cursor', async () => {
  const address: unknown = await editor.connection.sendRequest(ExecuteCommandRequest.type, {
    command: 'incident-press.preview',
    arguments: [editor.uri(ORIGINAL), 8],
  });
  expect(address).toMatch(/^http:\/\/localhost:\d+\/en\/incidents\/2024-05-01-mail\/#t-20240501T100000Z$/);
  const page = await fetch(String(address));
  expect(await page.text()).toContain('id="t-20240501T100000Z"');
});

test('a file of no site is left alone', async () => {
  const uri = 'untitled:Untitled-1';
  const found = await editor.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: { line: 0, character: 0 },
  });
  expect(found).toBeNull();
});

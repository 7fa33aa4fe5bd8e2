/*
 * Starts the program that a site has among its packages as a language server, and adds what needs a window: an
 * input for a headline, and the preview beside the text, which follows the cursor.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

const PROGRAM = 'node_modules/incident-press/lib/cli/main.js';
/** In a clone of the program itself. */
const OWN_PROGRAM = 'lib/cli/main.js';

/** @type {Map<string, LanguageClient>} */
const clients = new Map();

/** @param {vscode.ExtensionContext} context */
export async function activate(context) {
  const preview = startPreview();
  const register = (/** @type {string} */ name, /** @type {() => unknown} */ run) =>
    context.subscriptions.push(vscode.commands.registerCommand(`incident-press.${name}`, run));
  register('update', () => write('incident-press.addUpdate', 'What is new'));
  register('end', () => write('incident-press.resolve', 'How it ended'));
  register('show', () => preview.show());
  register('restart', async () => {
    await stopAll();
    await startAll();
  });
  context.subscriptions.push(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => preview.follow(textEditor)),
    vscode.workspace.onDidChangeWorkspaceFolders(startAll),
  );
  await startAll();
}

/** Ends all servers. */
export async function deactivate() {
  await stopAll();
}

async function stopAll() {
  const all = [...clients.values()];
  clients.clear();
  await Promise.all(all.map((client) => client.stop()));
}

async function startAll() {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  await Promise.all(folders.map(startIn));
}

/** @param {vscode.WorkspaceFolder} folder */
async function startIn(folder) {
  const root = folder.uri.fsPath;
  if (clients.has(root)) return;
  const program = [PROGRAM, OWN_PROGRAM].map((path) => join(root, path)).find((path) => existsSync(path));
  if (program === undefined) {
    if (existsSync(join(root, 'site.yaml')))
      void vscode.window.showWarningMessage(
        'incident-press is not installed in this folder. Run `npm ci`, then “incident-press: Restart the Language Server”.',
      );
    return;
  }
  const pattern = `${root.replaceAll('\\', '/')}/{site.yaml,incidents/**/*.md,templates/**}`;
  const client = new LanguageClient(
    'incident-press',
    'incident-press',
    {
      command: process.execPath,
      args: [program, 'lsp'],
      transport: TransportKind.stdio,
      options: { cwd: root, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    },
    { documentSelector: [{ scheme: 'file', pattern }], workspaceFolder: folder },
  );
  clients.set(root, client);
  await client.start();
}

/** @param {vscode.TextEditor} editor */
function clientOf({ document }) {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return folder && clients.get(folder.uri.fsPath);
}

/**
 * Asks for a headline and has the server write the entry.
 * @param {string} command
 * @param {string} prompt
 */
async function write(command, prompt) {
  const editor = vscode.window.activeTextEditor;
  const client = editor && clientOf(editor);
  if (!editor || !client) return;
  const headline = await vscode.window.showInputBox({ prompt });
  if (headline === undefined || headline.trim() === '') return;
  await ask(client, command, editor, headline);
}

/**
 * @param {LanguageClient} client
 * @param {string} command
 * @param {vscode.TextEditor} editor
 * @param {string | number} more
 * @returns {Promise<unknown>}
 */
function ask(client, command, { document }, more) {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  return client.sendRequest('workspace/executeCommand', { command, arguments: [uri, more] });
}

/** The preview in a column beside the text; it goes to the entry of the cursor without loading the page anew. */
function startPreview() {
  /** @type {vscode.WebviewPanel | undefined} */
  let panel;
  let shown = '';
  const addressOf = async (/** @type {vscode.TextEditor} */ editor) => {
    const client = clientOf(editor);
    const address =
      client && (await ask(client, 'incident-press.preview', editor, editor.selection.active.line));
    return typeof address === 'string' ? address : undefined;
  };
  const go = async (/** @type {vscode.TextEditor} */ editor) => {
    const address = await addressOf(editor);
    if (!panel || address === undefined || address === shown) return;
    shown = address;
    await panel.webview.postMessage(address);
  };
  return {
    show: async () => {
      const editor = vscode.window.activeTextEditor;
      const address = editor && (await addressOf(editor));
      if (!editor || address === undefined) return;
      panel?.dispose();
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      panel = vscode.window.createWebviewPanel('incident-press.preview', 'Preview', column, {
        enableScripts: true,
      });
      panel.onDidDispose(() => (panel = undefined));
      shown = address;
      panel.webview.html = pageAround(address);
    },
    follow: (/** @type {vscode.TextEditor} */ editor) => (panel ? go(editor) : undefined),
  };
}

/** @param {string} address */
function pageAround(address) {
  const origin = new URL(address).origin;
  const policy = `default-src 'none'; frame-src ${origin}; script-src 'unsafe-inline'; style-src 'unsafe-inline'`;
  return `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; background: Canvas; }</style>
<iframe title="Preview" src="${address.replaceAll('"', '%22')}"></iframe>
<script>addEventListener('message', ({ data }) => { document.querySelector('iframe').src = data; });</script>`;
}

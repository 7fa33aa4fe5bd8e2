import { resolve } from 'node:path';
import {
  createConnection,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
} from 'vscode-languageserver/node';
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { packageHome, packageInfo } from '../../../host/package-info.ts';
import { EXIT } from '../../world.ts';
import type { World } from '../../world.ts';
import { pathOfUri, uriOfFile } from './addresses.ts';
import { startPublisher } from './publisher.ts';
import { answerRequests, CAPABILITIES } from './requests.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import { startSites } from './sites.ts';
import type { Sites } from './sites.ts';

/**
 * Talks to an editor over standard input and output; if `named` is given, only about the site in that folder.
 */
export function startServer(named: string | undefined, world: World): void {
  const connection = createConnection(process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const fail = failureTeller(connection, world);
  const site = named === undefined ? undefined : resolve(world.cwd, named);
  const sites = startSites(site, (root) => openTold(root, connection, (error) => void fail(error)));
  let able = { hasSnippets: false };
  connection.onInitialize((params) => {
    const item = params.capabilities.textDocument?.completion?.completionItem;
    able = { hasSnippets: item?.snippetSupport === true };
    return initialize(params, sites, world);
  });
  connection.onShutdown(sites.close);
  endOnCrash(fail);
  followDocuments(documents, sites);
  answerRequests(connection, documents, sites, () => able);
  documents.listen(connection);
  connection.listen();
}

function initialize({ workspaceFolders, rootUri }: InitializeParams, sites: Sites, world: World) {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  const folders = uris.flatMap((uri) => pathOfUri(uri) ?? []);
  for (const folder of folders.length > 0 ? folders : [world.cwd]) sites.open(folder);
  const result: InitializeResult = {
    capabilities: CAPABILITIES,
    serverInfo: { name: 'incident-press', version: packageInfo().version },
  };
  return result;
}

/** A site whose problems are sent to the editor. */
function openTold(root: string, connection: Connection, onFailure: (error: unknown) => void): Session {
  const { home } = packageHome();
  const { version } = packageInfo();
  const addresses = {
    uriOf: (path: string) => uriOfFile(root, path),
    docsOf: (code: string) => `${home}/blob/v${version}/docs/diagnostics/${code}.md`,
  };
  const { publish } = startPublisher((told) => void connection.sendDiagnostics(told));
  return openSession(root, addresses, { onDiagnostics: publish, onFailure });
}

/** After an unexpected error nothing can be relied on; editors restart a server that has ended. */
function endOnCrash(fail: (error: unknown) => Promise<void>): void {
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.once(event, (error) => void fail(error).finally(() => process.exit(EXIT.bug)));
}

/** While a text is open in the editor, it is used in place of the file on disk. */
function followDocuments(documents: TextDocuments<TextDocument>, sites: Sites): void {
  documents.onDidChangeContent(({ document }) => {
    const meant = sites.meant(document.uri);
    const { uri, version } = document;
    meant?.session.hold(meant.path, { document: { uri, version }, text: document.getText() });
  });
  documents.onDidClose(({ document }) => {
    const meant = sites.meant(document.uri);
    meant?.session.hold(meant.path, undefined);
  });
}

/**
 * A bug in the program must neither go unnoticed nor lose anything: the server writes no files by itself, and
 * earlier problems stay listed. Each bug is reported once.
 */
function failureTeller(connection: Connection, { stderr }: World): (error: unknown) => Promise<void> {
  const told = new Set<string>();
  return async (error) => {
    const bug = error instanceof Error ? error : new Error(String(error));
    stderr.write(`${bug.stack ?? bug.message}\n`);
    if (told.has(bug.message)) return;
    told.add(bug.message);
    const message =
      `This is a bug in incident-press, and not your fault: ${bug.message}. Your text is untouched, but ` +
      `problems may be missing until the next change. Please report it at ${packageHome().bugs}.`;
    await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
  };
}

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
} from 'vscode-languageserver-protocol/node';
import { MAIN } from '../run.ts';

/** An editor without a window, which talks to the compiled server over standard input and output. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly result: InitializeResult;
  readonly uri: (path: string) => string;
  /** Opens a file, with another text than the one on the disk if one is given. */
  readonly open: (path: string, text?: string) => Promise<readonly Diagnostic[]>;
  /** Puts a text in place of the whole file, or of a part of it; gives what is said of it then. */
  readonly change: (path: string, text: string, range?: Range) => Promise<readonly Diagnostic[]>;
  readonly close: (path: string) => Promise<void>;
  /** What was last said of a file. */
  readonly problems: (path: string) => readonly Diagnostic[];
  /** Every file about which something was said last, with it. */
  readonly all: () => ReadonlyMap<string, readonly Diagnostic[]>;
  /** Ends once a question about what was said is answered with yes. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** What the person was told in a message. */
  readonly messages: readonly string[];
  /** Ends the server as an editor does; gives its exit code. */
  readonly end: () => Promise<number | null>;
  /** Ends it as the system would; gives what was heard of it. */
  readonly kill: () => Promise<void>;
}

const CLOCK = pathToFileURL(join(import.meta.dirname, '../clock.mjs')).href;

/** Starts the server for a site, as an editor does that has its folder open. */
export async function startEditor(
  site: string,
  capabilities: ClientCapabilities = {},
  env: NodeJS.ProcessEnv = {},
): Promise<Editor> {
  const child = spawn(process.execPath, [MAIN, 'lsp', '--stdio'], {
    cwd: site,
    env: { PATH: process.env['PATH'], NODE_OPTIONS: `--import=${CLOCK}`, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const heard = listen(connection);
  connection.listen();
  const rootUri = pathToFileURL(site).href;
  const result = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'site' }],
    capabilities,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    result,
    ...documentsOf(site, connection, heard),
    all: () => heard.said,
    until: heard.until,
    messages: heard.messages,
    end: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      connection.dispose();
    },
  };
}

type Heard = ReturnType<typeof listen>;

function listen(connection: ProtocolConnection) {
  const said = new Map<string, readonly Diagnostic[]>();
  const versions = new Map<string, number | undefined>();
  const messages: string[] = [];
  const waiting = new Set<() => void>();
  const hear = () => {
    for (const look of waiting) look();
  };
  connection.onNotification(PublishDiagnosticsNotification.type, (told: PublishDiagnosticsParams) => {
    said.set(told.uri, told.diagnostics);
    versions.set(told.uri, told.version);
    hear();
  });
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    messages.push(message);
    hear();
  });
  const until = (isSo: () => boolean) =>
    new Promise<void>((done) => {
      const look = () => {
        if (!isSo()) return;
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
    });
  return { said, versions, messages, until };
}

function documentsOf(site: string, connection: ProtocolConnection, { said, versions, until }: Heard) {
  let version = 0;
  const uri = (path: string) => pathToFileURL(join(site, path)).href;
  const problems = (path: string) => said.get(uri(path)) ?? [];
  const answered = async (path: string, number: number) => {
    await until(() => versions.get(uri(path)) === number);
    return problems(path);
  };
  return {
    uri,
    problems,
    open: async (path: string, text = readFileSync(join(site, path), 'utf8')) => {
      const number = (version += 1);
      const textDocument = { uri: uri(path), languageId: 'markdown', version: number, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      return answered(path, number);
    },
    change: async (path: string, text: string, range?: Range) => {
      const number = (version += 1);
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uri(path), version: number },
        contentChanges: [range ? { range, text } : { text }],
      });
      return answered(path, number);
    },
    close: (path: string) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, {
        textDocument: { uri: uri(path) },
      }),
  };
}

import {
  CodeActionKind,
  ErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import type {
  ApplyWorkspaceEditResult,
  Connection,
  ExecuteCommandParams,
  ServerCapabilities,
  TextDocuments,
  TextEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { actionsAt, COMMANDS } from '../../../editor/actions.ts';
import { definitionAt } from '../../../editor/definition.ts';
import { hoverAt } from '../../../editor/hover.ts';
import { hintsIn } from '../../../editor/inlay.ts';
import { pageOfLine } from '../../../editor/preview.ts';
import { renameableAt, renameAt } from '../../../editor/rename.ts';
import { foldsIn, symbolsIn } from '../../../editor/symbols.ts';
import { completionsAt } from '../../../editor/completion.ts';
import type { Completing, FileView } from '../../../editor/view.ts';
import { Refused } from '../../../host/refused.ts';
import { startPreviews } from './preview.ts';
import type { Previews } from './preview.ts';
import { changeByCommand, isReportCommand } from './report-commands.ts';
import type { Session } from './session.ts';
import type { Meant, Sites } from './sites.ts';

/** What the server can do. */
export const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll, CodeActionKind.Source],
  },
  completionProvider: { triggerCharacters: [':', ' ', '(', '/', '#', '[', '{', ',', '-'] },
  hoverProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  definitionProvider: true,
  renameProvider: { prepareProvider: true },
  inlayHintProvider: true,
  executeCommandProvider: { commands: Object.values(COMMANDS) },
};

/** Answers an editor's requests about the files that it has open. */
export function answerRequests(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  sites: Sites,
  able: () => Completing,
): void {
  const previews = startPreviews();
  const fileOf = (uri: string) => fileView(uri, documents, sites);
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    // The edits are for the text as it was when last checked.
    await sites.meant(textDocument.uri)?.session.settled();
    const file = fileOf(textDocument.uri);
    return file && actionsAt(file, range, context.only);
  });
  connection.onCompletion(({ textDocument, position }) => {
    const file = fileOf(textDocument.uri);
    return file && completionsAt(file, position, able());
  });
  answerLooks(connection, fileOf);
  answerRenames(connection, fileOf);
  connection.onExecuteCommand((params) => execute(params, connection, { documents, sites, previews }));
}

/** Requests that only read a text. */
function answerLooks(connection: Connection, fileOf: (uri: string) => FileView | undefined): void {
  connection.onHover(({ textDocument, position }) => {
    const file = fileOf(textDocument.uri);
    return file && hoverAt(file, position);
  });
  connection.onDefinition(({ textDocument, position }) => {
    const file = fileOf(textDocument.uri);
    return file && definitionAt(file, position);
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const file = fileOf(textDocument.uri);
    return file && symbolsIn(file);
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const file = fileOf(textDocument.uri);
    return file && foldsIn(file);
  });
  connection.languages.inlayHint.on(({ textDocument }) => {
    const file = fileOf(textDocument.uri);
    return file && hintsIn(file);
  });
}

function answerRenames(connection: Connection, fileOf: (uri: string) => FileView | undefined): void {
  connection.onPrepareRename(({ textDocument, position }) => {
    const file = fileOf(textDocument.uri);
    return file && renameableAt(file, position);
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const file = fileOf(textDocument.uri);
    const renaming = file && renameAt(file, position, newName);
    if (!renaming) return undefined;
    if ('refused' in renaming) return new ResponseError(ErrorCodes.InvalidParams, renaming.refused);
    if (renaming.note !== undefined) void tell(connection, MessageType.Info, renaming.note);
    return renaming.edit;
  });
}

/** Shows a message that needs no answer. */
function tell(connection: Connection, type: MessageType, message: string): Promise<void> {
  return connection.sendNotification(ShowMessageNotification.type, { type, message });
}

interface Opened {
  readonly documents: TextDocuments<TextDocument>;
  readonly sites: Sites;
  readonly previews: Previews;
}

/** A file as the editor has it; undefined if it belongs to no site or is not open. */
function fileView(uri: string, documents: TextDocuments<TextDocument>, sites: Sites): FileView | undefined {
  const meant = sites.meant(uri);
  const document = documents.get(uri);
  return meant && document
    ? { site: meant.session.view(), path: meant.path, text: document.getText() }
    : undefined;
}

/** Carries out a command; if it cannot be done, the editor shows why. */
async function execute(
  { command, arguments: given = [] }: ExecuteCommandParams,
  connection: Connection,
  { documents, sites, previews }: Opened,
): Promise<string | undefined> {
  const [uri, more] = given as readonly unknown[];
  const meant = typeof uri === 'string' ? sites.meant(uri) : undefined;
  if (typeof uri !== 'string' || !meant) return undefined;
  try {
    await meant.session.settled();
    if (command === COMMANDS.preview) {
      const file = fileView(uri, documents, sites);
      return await preview({ session: meant.session, previews }, file, more, connection);
    }
    if (isReportCommand(command))
      await write(meant, { command, uri, headline: typeof more === 'string' ? more : undefined }, connection);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await tell(connection, MessageType.Error, `${error.message}. ${error.hint}`);
  }
  return undefined;
}

interface Writing {
  readonly command: string;
  readonly uri: string;
  readonly headline: string | undefined;
}

async function write(
  meant: Meant,
  { command, uri, headline }: Writing,
  connection: Connection,
): Promise<void> {
  const { edits, select } = await changeByCommand(meant, command, headline);
  const { applied } = await applyEdits(connection, uri, edits);
  if (applied && select && headline === undefined)
    await connection.window.showDocument({ uri, selection: select, takeFocus: true }).catch(() => undefined);
}

/**
 * The address of a report's page in the preview. An editor that names the line of its cursor shows the page
 * itself, beside the text; for any other a browser is opened.
 */
async function preview(
  { session, previews }: { readonly session: Session; readonly previews: Previews },
  file: FileView | undefined,
  line: unknown,
  connection: Connection,
): Promise<string | undefined> {
  const page = file && pageOfLine(file, typeof line === 'number' ? line : 0);
  if (page === undefined) return undefined;
  const address = (await previews.addressOf(session.root)) + page;
  if (typeof line !== 'number') await connection.window.showDocument({ uri: address, external: true });
  return address;
}

function applyEdits(
  connection: Connection,
  uri: string,
  edits: readonly TextEdit[],
): Promise<ApplyWorkspaceEditResult> {
  return connection.workspace.applyEdit({ changes: { [uri]: [...edits] } });
}

import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import { formatVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { FETCH_POINTERS, isPointer } from '../source/pictures.ts';
import { readEditionData } from './data.ts';
import { dataFault, fragmentFault } from './fragment/fragment.ts';
import type { PublishedEdition } from './ledger.ts';
import { snapshotNames } from './paths.ts';
import { restoring, restoringLineEnds } from './restore.ts';

/** One frozen version. Its files are undefined if it was redacted. */
export interface Snapshot {
  readonly line: PublishedEdition;
  readonly files: { readonly source: string; readonly html: string; readonly edition: Edition } | undefined;
}

/** The published folder of a text: the files that no version has used yet, by name. */
interface TextFolder {
  readonly folder: string;
  /** The file that writers edit. */
  readonly live: string;
  readonly files: Map<string, SourceFile>;
}

/** Reads the files of a version, checks each against its hash, and removes them from the folder's list. */
export function readSnapshot(line: PublishedEdition, text: TextFolder): Outcome<Snapshot> {
  const names = snapshotNames(line.version);
  const missing = { line, files: undefined };
  if (line.redacted !== undefined) {
    const left = Object.values(names).filter((name) => text.files.delete(name));
    return { value: missing, diagnostics: left.map((name) => leftOver(name, line, text)) };
  }
  const [source, html, data] = [
    readFrozen(names.source, line.source, line, text),
    readFrozen(names.article, line.article, line, text),
    readFrozen(names.data, line.data, line, text),
  ];
  const edition = data.value === undefined ? undefined : readEditionData(data.value, text.live);
  const diagnostics = [source, html, data].flatMap((each) => each.diagnostics);
  if (data.value !== undefined && !edition) diagnostics.push(unknownFormat(text.folder + names.data));
  if (source.value === undefined || html.value === undefined || !edition)
    return { value: missing, diagnostics };
  const [inArticle, inData] = [fragmentFault(html.value), dataFault(edition, html.value)];
  if (inArticle !== undefined) diagnostics.push(notToBeServed(text.folder + names.article, inArticle));
  else if (inData !== undefined) diagnostics.push(notToBeServed(text.folder + names.data, inData));
  if (inArticle !== undefined || inData !== undefined) return { value: missing, diagnostics };
  return { value: { line, files: { source: source.value, html: html.value, edition } }, diagnostics };
}

function readFrozen(
  name: string,
  hash: string,
  { version }: PublishedEdition,
  { folder, live, files }: TextFolder,
): Outcome<string | undefined> {
  const file = files.get(name);
  files.delete(name);
  if (file && sha256(file.bytes) === hash)
    return { value: new TextDecoder().decode(file.bytes), diagnostics: [] };
  const place = placeOf(folder + name);
  const restore = restoring(folder + name);
  const problem = file
    ? (turned(file, hash) ??
      diagnose(
        'INC511',
        place,
        'This file was changed after it was published',
        `${restore}. Put the change into a new version of ${live}.`,
      ))
    : diagnose(
        'INC512',
        place,
        `Version ${formatVersion(version)} was published, but this file of it is missing`,
        `${restore}; to remove the text of the version, redact it.`,
      );
  return { value: undefined, diagnostics: [problem] };
}

/** Its hash matches the ledger, but whoever wrote both may want it served. */
function notToBeServed(path: string, fault: string): Diagnostic {
  return diagnose('INC531', placeOf(path), `This must not be served: ${fault}`);
}

/** Changes that tools make to published files unintentionally. */
function turned({ path, bytes }: SourceFile, hash: string): Diagnostic | undefined {
  if (isPointer(bytes)) {
    return diagnose(
      'INC517',
      placeOf(path),
      'This is a Git LFS pointer, not the file that was published',
      FETCH_POINTERS,
    );
  }
  const plain = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replaceAll('\r\n', '\n');
  return sha256(plain) === hash
    ? diagnose('INC511', placeOf(path), 'The line ends of this file were changed', restoringLineEnds(path))
    : undefined;
}

function unknownFormat(path: string): Diagnostic {
  return diagnose(
    'INC511',
    placeOf(path),
    'This program does not know the format of this file',
    'Use the version of incident-press that wrote it, or a newer one.',
  );
}

/** A redaction was interrupted. The file is not shown and should not be there. */
function leftOver(name: string, { version }: PublishedEdition, { folder, live }: TextFolder): Diagnostic {
  const [, reference = '', language = ''] = live.replace('.md', '').split('/');
  const again = `incident-press redact ${reference} ${formatVersion(version)} --lang ${language} --reason …`;
  return diagnose(
    'INC522',
    placeOf(folder + name),
    undefined,
    `Run \`${again}\` again: it removes what is left.`,
  );
}

import { join } from 'node:path';
import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { replaceFile, writeOther } from '../host/files/write.ts';
import { filesWith, textAt } from '../writing/other-file.ts';
import type { OtherFile } from '../writing/other-file.ts';
import { isAutomatic } from '../model/automatic.ts';
import type { Edition, Original } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import type { PublishedText } from '../versions/published.ts';
import { readSite, sourceReader } from '../host/files/site-files.ts';
import type { ReadResult, Reports } from '../host/site-reports.ts';
import { printDiagnostics } from './terminal/diagnostics.ts';
import { printStop } from './world.ts';
import type { World } from './world.ts';
import { Refused } from '../host/refused.ts';

/** A report about to be changed, as read from its files. */
export interface Target {
  readonly reference: string;
  readonly original: Original;
  /** The text to be changed, original or translation, with the version in its file. */
  readonly edition: Edition;
  /** The published versions of this text. */
  readonly published: PublishedText | undefined;
  /** The text of the file that is changed, as it was read. */
  readonly text: string;
  /** All texts of the report that can be read, and the files of the site. */
  readonly live: readonly Edition[];
  readonly files: readonly SourceFile[];
}

export interface Changed {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** The text as it is now. */
  readonly edition: Edition;
  /** Languages whose translations now lack an entry. */
  readonly behind: readonly string[];
  /** Warnings about this file that the change caused. */
  readonly warnings: readonly Diagnostic[];
  /** Other files that were to change with it, and that somebody else wrote in the meantime. */
  readonly unwritten: readonly string[];
}

/** If this many attempts meet another writer, it is no coincidence. */
const MOST_ATTEMPTS = 5;

/** Which text of which report; the original if no language is given. */
export interface Asked {
  readonly reports: Reports;
  readonly reference: string;
  readonly language?: Language | undefined;
}

/** Where to print what prevents a change. */
interface Teller {
  readonly world: World;
  readonly colour: boolean;
}

/** Edits of the text, and what becomes of other files of the report with it. */
export interface Planned {
  readonly edits: readonly Edit[];
  /** Written before the text itself: what may not outlast it. */
  readonly before?: readonly OtherFile[];
  /** Written after it: what is nothing without it. */
  readonly after?: readonly OtherFile[];
}

type Plan = (target: Target) => readonly Edit[] | Planned | Promise<readonly Edit[] | Planned>;

/**
 * Changes one text of a report. The plan is tried in memory first: if it would give the report an error, the
 * error is printed, nothing is written, and the result is undefined. A file that somebody else has written in
 * the meantime is read and planned again, so that no work is lost.
 */
export async function changeReport(asked: Asked, plan: Plan, teller: Teller): Promise<Changed | undefined> {
  const { root } = asked.reports;
  let files = asked.reports.files;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const tried = await tryChange(asked, plan, files);
    if ('message' in tried) {
      refuse(tried, teller);
      return undefined;
    }
    const { changed, bytesBefore, bytes, before, after } = tried;
    const write = (other: OtherFile) => writeOther(root, other, files);
    if (before.every(write) && replaceFile(join(root, changed.file), bytesBefore, bytes))
      return { ...changed, unwritten: after.filter((other) => !write(other)).map(({ path }) => path) };
    files = readSite(root);
  }
  throw new Refused(
    'usage',
    `Something else is writing the files of ${asked.reference}`,
    'Nothing was lost. Save or close them in your editor, and run the same command again.',
  );
}

/** A change that can be written over these bytes. */
interface Tried {
  readonly changed: Changed;
  readonly bytesBefore: Uint8Array;
  readonly bytes: Uint8Array;
  readonly before: readonly OtherFile[];
  readonly after: readonly OtherFile[];
}

/** Why a change is not made. */
interface NotMade {
  readonly message: string;
  readonly hint: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The files that the diagnostics are about. */
  readonly files: readonly SourceFile[];
}

/** Makes a change in memory only; says why not if it would give the report an error. */
export async function tryChange(
  asked: Asked,
  plan: Plan,
  files: readonly SourceFile[],
): Promise<Tried | NotMade> {
  const { reports, reference } = asked;
  const before = await reports.read({ only: reference, files });
  const target = targetOf(asked, before, files);
  if (!target || before.diagnostics.some((each) => blocks(each, target.edition.file))) {
    const message = `${reference} has errors, and was left as it is`;
    const hint = 'Correct them, and run the same command again.';
    return { message, hint, diagnostics: before.diagnostics, files };
  }
  const path = target.edition.file;
  const bytesBefore = bytesOf(path, files);
  const planned = await plan(target);
  const { edits, before: first = [], after: then = [] } = 'edits' in planned ? planned : { edits: planned };
  const textAfter = editFrontMatter(target.text, edits);
  const bytes = new TextEncoder().encode(textAfter);
  const edited = filesWith(files, [{ path, text: textAfter }, ...first, ...then]);
  const after = await reports.read({ only: reference, files: edited });
  const live = after.live.map((text) => text.edition);
  const edition = live.find((each) => each.file === path);
  const fresh = newOnes(after.diagnostics, before.diagnostics);
  if (!edition || hasErrors(fresh)) {
    const message = 'This change would give the report an error, so nothing was written';
    const hint = fresh.find((each) => each.severity === 'error')?.hint?.text ?? 'Correct it first.';
    return { message, hint, diagnostics: fresh, files: edited };
  }
  const warnings = fresh.filter(({ place }) => place.file === path);
  const behind = languagesBehind(live, edition);
  const changed = { file: path, before: target.text, after: textAfter, edition, behind, warnings };
  return { changed: { ...changed, unwritten: [] }, bytesBefore, bytes, before: first, after: then };
}

function bytesOf(path: string, files: readonly SourceFile[]): Uint8Array {
  return files.find((file) => file.path === path)?.bytes ?? new Uint8Array();
}

function targetOf(
  { reports, reference, language }: Asked,
  { live: texts }: ReadResult,
  files: readonly SourceFile[],
): Target | undefined {
  const live = texts.map(({ edition }) => edition);
  const original = live.find((each): each is Original => each.role === 'original');
  if (!original) return undefined;
  const edition = live.find((each) => each.language === (language ?? original.language));
  if (!edition) {
    const there = live.map((each) => each.language).join(', ');
    throw new Refused('usage', `${reference} does not exist in \`${language}\``, `It exists in ${there}.`);
  }
  const published = reports.published.texts.find(
    (each) => each.reference === reference && each.language === edition.language,
  );
  const text = textAt(edition.file, files);
  return { reference, original, edition, published, text, live, files };
}

/** Languages in which somebody translates, and whose translations do not have all entries of the original. */
function languagesBehind(live: readonly Edition[], changed: Edition): string[] {
  if (changed.role !== 'original') return [];
  return live.flatMap((each) =>
    each.role === 'translation' && each.entries.length < changed.timeline.length && !isAutomatic(each)
      ? [each.language]
      : [],
  );
}

/** The change itself corrects version numbers: bookkeeping never holds up news. */
const BOOKKEEPING: ReadonlySet<Code> = new Set([
  'INC208',
  'INC501',
  'INC502',
  'INC503',
  'INC504',
  'INC505',
  'INC506',
  'INC507',
]);

function blocks({ severity, code, place }: Diagnostic, file: string): boolean {
  return severity === 'error' && place.file === file && !BOOKKEEPING.has(code);
}

/** Diagnostics that were not there before, even if their line has moved. */
function newOnes(after: readonly Diagnostic[], before: readonly Diagnostic[]): Diagnostic[] {
  const known = new Set(before.map(({ code, message }) => `${code} ${message}`));
  return after.filter(({ code, message }) => !known.has(`${code} ${message}`));
}

function refuse({ message, hint, diagnostics, files }: NotMade, { world, colour }: Teller): void {
  printDiagnostics(diagnostics, sourceReader(files), world, { format: 'pretty', colour });
  world.stderr.write('\n');
  printStop({ message, hint }, world, colour);
}

import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/file.ts';
import { publishedEditions, readLedger } from './ledger.ts';
import { CHECKPOINT, LEDGER, PUBLISHED, SITE_LEDGER, snapshotNames, textFolder } from './paths.ts';
import { readPublishedFiles } from './published.ts';

/**
 * Compares what is published with a base: reports files that are missing or changed, and ledgers that changed
 * other than by growing. Files of versions redacted since then may be missing.
 */
export function changesToPublished(
  base: readonly SourceFile[],
  files: readonly SourceFile[],
  revision: string,
): Diagnostic[] {
  const now = new Map(files.filter(({ refused }) => !refused).map(({ path, bytes }) => [path, bytes]));
  const redacted = redactedFiles(now);
  const root = files.find(({ path }) => `${path}/` === PUBLISHED);
  const wrong = (file: string, line: number, message: string): Diagnostic =>
    diagnose(
      'INC520',
      { file, line, column: 1 },
      message,
      `Put back what was published: \`${restoring(revision)}\`. What is new goes into a new version.`,
    );
  if (root && base.length > 0) return [wrong(root.path, 1, `${revision} has a folder here`)];
  const misplaced = foldersOfOthers(base, now);
  return base.flatMap(({ path, bytes }): Diagnostic[] => {
    const present = now.get(path);
    if (!present) {
      if (redacted.isGone(path) || misplaced.some((folder) => path.startsWith(folder))) return [];
      return [wrong(path, 1, `${revision} has this file, but here it is gone`)];
    }
    // The checkpoint is rewritten whenever the site's ledger grows; that ledger is compared line by line.
    if (path === CHECKPOINT) return [];
    if (path.endsWith(`/${LEDGER}`)) {
      const line = firstOtherLine(textOf(bytes), textOf(present));
      return line === undefined
        ? []
        : [wrong(path, line, `This ledger is not that of ${revision} with lines added at the end`)];
    }
    const isSame = Buffer.compare(bytes, present) === 0;
    return isSame ? [] : [wrong(path, 1, `This file differs from the one in ${revision}`)];
  });
}

/** Restores `published/` to a revision, and removes what that revision does not have. */
function restoring(revision: string): string {
  return `git restore --source=${revision} --staged --worktree -- published`;
}

/**
 * Versions published since a base, one diagnostic per ledger that has some. They must come from the job on
 * the main branch: on any other branch they would clash with the ones published there meanwhile.
 */
export function newlyPublished(
  base: readonly SourceFile[],
  files: readonly SourceFile[],
  revision: string,
): Diagnostic[] {
  const before = new Map(base.map(({ path, bytes }) => [path, bytes]));
  return files
    .filter(({ path, refused }) => !refused && path.startsWith(PUBLISHED) && path.endsWith(`/${LEDGER}`))
    .filter(({ path }) => path !== SITE_LEDGER)
    .flatMap(({ path, bytes }): Diagnostic[] => {
      const known = readLedger(textOf(before.get(path) ?? new Uint8Array())).lines.length;
      const line = readLedger(textOf(bytes)).lines.findIndex(
        ({ status }, index) => index >= known && status !== 'redacted',
      );
      if (line < 0) return [];
      return [
        diagnose(
          'INC524',
          { file: path, line: line + 1, column: 1 },
          `This version is published here, but not in ${revision}`,
          `Remove it from this branch: \`${restoring(revision)}\`. It is published once its text is on the main branch; there, check with the option --allow-published.`,
        ),
      ];
    });
}

/** The first line of the base that the ledger no longer has, 1-based; undefined if it only grew. */
function firstOtherLine(base: string, present: string): number | undefined {
  if (present.startsWith(base)) return undefined;
  const [old, now] = [base.split('\n'), present.split('\n')];
  return old.findIndex((row, index) => row !== now[index]) + 1;
}

/**
 * Folders of the base with files that were published under another name, if the folder of that name is back:
 * renaming them back removes nothing.
 */
function foldersOfOthers(base: readonly SourceFile[], now: ReadonlyMap<string, Uint8Array>): string[] {
  if (base.every(({ path }) => now.has(path))) return [];
  return readPublishedFiles(base).value.texts.flatMap(({ reference, language, movedFrom }) =>
    movedFrom !== undefined && now.has(movedFrom + LEDGER) ? [textFolder(reference, language)] : [],
  );
}

/** Snapshot files of redacted versions may go, and so may pictures once anything was redacted. */
function redactedFiles(files: ReadonlyMap<string, Uint8Array>): { isGone: (path: string) => boolean } {
  const gone = new Set<string>();
  for (const [path, bytes] of files) {
    if (!path.startsWith(PUBLISHED) || !path.endsWith(`/${LEDGER}`)) continue;
    for (const line of publishedEditions(readLedger(textOf(bytes)))) {
      if (line.redacted === undefined) continue;
      const folder = path.slice(0, -LEDGER.length);
      for (const name of Object.values(snapshotNames(line.version))) gone.add(folder + name);
    }
  }
  return {
    isGone: (path) => gone.has(path) || (gone.size > 0 && path.startsWith(`${PUBLISHED}assets/`)),
  };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

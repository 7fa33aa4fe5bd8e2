import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { PUBLISHED, textFolder } from './paths.ts';
import type { Snapshot } from './snapshot.ts';

/** The folder that the published files say they belong to; undefined if nothing can be read. */
export function publishedAs(snapshots: readonly Snapshot[]): string | undefined {
  const edition = snapshots.findLast(({ files }) => files)?.files?.edition;
  return edition && textFolder(edition.reference, edition.language);
}

/**
 * The present and the original name of a published folder, both as `published/<ref>/<lang>/`: just the
 * reference or the language if only that differs.
 */
export function namesOf(folder: string, before: string): readonly [now: string, before: string] {
  const [now = '', old = ''] = [folder, before].map((each) => each.slice(PUBLISHED.length, -1));
  const [report = '', oldReport = ''] = [now, old].map((each) => each.split('/')[0]);
  return report === oldReport ? [now, old] : [report, oldReport];
}

/**
 * The diagnostic for a renamed folder: addresses are made from folder names. `live` is the file of its text.
 */
export function renamed(folder: string, from: string, live: string): Diagnostic {
  const [now, before] = namesOf(folder, from);
  const back = (parent: string) => `mv ${parent}${now} ${parent}${before}`;
  const both = now.includes('/') ? [back(PUBLISHED)] : [back(PUBLISHED), back('incidents/')];
  return diagnose(
    'INC526',
    placeOf(live),
    `\`${PUBLISHED}${now}\` contains what was published as \`${before}\``,
    `Rename it back: \`${both.join(' && ')}\`. Delete it if it is a copy.`,
  );
}

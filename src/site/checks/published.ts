import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Report } from '../../model/report.ts';
import { formatVersion } from '../../model/version.ts';
import type { Published, PublishedText } from '../../versions/published.ts';
import { pictureFile, snapshotNames, textFolder } from '../../versions/paths.ts';

/** The lines of .gitattributes without which hashes do not survive a checkout on every system. */
export const GIT_ATTRIBUTES = ['published/** -text', 'incidents/**/*.md text eol=lf'];

/**
 * Contradictions between the published versions of a text and the rest of its report: a missing report or
 * translation, snapshots that no ledger mentions. `there` are files and their folders, `pending` the snapshot
 * files that freezing will write.
 */
export function checkPublishedText(
  text: PublishedText,
  published: Published,
  there: ReadonlySet<string>,
  pending: ReadonlySet<string>,
): Diagnostic[] {
  return [...missingLive(text, published, there), ...orphans(text, pending)];
}

/** The snapshot files that freezing would write. */
export function pendingFiles(reports: readonly Report[]): ReadonlySet<string> {
  return new Set(
    reports
      .flatMap(({ history }) => history)
      .filter(({ isPending }) => isPending)
      .flatMap(({ reference, language, editions }) => {
        const newest = editions.at(-1);
        const names = newest ? Object.values(snapshotNames(newest.version)) : [];
        return names.map((name) => textFolder(reference, language) + name);
      }),
  );
}

function missingLive(
  { reference, language, snapshots }: PublishedText,
  published: Published,
  /** Files and their folders. */
  paths: ReadonlySet<string>,
): Diagnostic[] {
  const live = `incidents/${reference}/${language}.md`;
  if (paths.has(live) || snapshots.length === 0 || isWithdrawn(reference, published)) return [];
  const isWholeReport = !paths.has(`incidents/${reference}/`);
  const first = published.texts.find((text) => text.reference === reference);
  // One missing folder is one mistake, however many languages it held.
  if (isWholeReport && first?.language !== language) return [];
  const newest = snapshots.findLast(({ files }) => files);
  const from = newest && `${textFolder(reference, language)}${formatVersion(newest.line.version)}.md`;
  return [
    diagnose(
      isWholeReport ? 'INC515' : 'INC516',
      placeOf(live),
      isWholeReport
        ? `The report ${reference} is published, but its folder is gone`
        : `This text is published, but its file is gone`,
      `Restore it${from ? ` from ${from}` : ''}; to withdraw a report, add an entry with \`state: withdrawn\` and keep the folder.`,
    ),
  ];
}

/** A report that was withdrawn stays readable from what was published; its folder may go. */
export function isWithdrawn(reference: string, published: Published): boolean {
  return published.texts.some((text) => {
    const edition = text.reference === reference ? text.snapshots.at(-1)?.files?.edition : undefined;
    return edition?.role === 'original' && edition.withdrawn !== undefined;
  });
}

/** Snapshots left by an interrupted freeze are about to be written again; any others are unexplained. */
function orphans(
  { reference, language, orphans: names }: PublishedText,
  pending: ReadonlySet<string>,
): Diagnostic[] {
  const folder = textFolder(reference, language);
  return names.filter((name) => !pending.has(folder + name)).map((name) => orphan(folder, name));
}

/**
 * Pictures below `published/assets/`, by content address, that no published or pending version shows: left
 * by an interrupted freeze, or brought back after a redaction.
 */
export function unshownPictures(addresses: readonly string[], shown: ReadonlySet<string>): Diagnostic[] {
  return addresses
    .filter((address) => !shown.has(address))
    .map((address) =>
      diagnose(
        'INC513',
        placeOf(pictureFile(address)),
        'No published version shows this picture',
        `Delete it: \`git rm --force ${pictureFile(address)}\`. If a freeze was stopped, run \`incident-press freeze\` again instead.`,
      ),
    );
}

/** The diagnostic for a published file that no line of the ledger next to it mentions (INC513). */
export function orphan(folder: string, name: string): Diagnostic {
  return diagnose('INC513', placeOf(folder + name));
}

/** Published files that git may change. */
export function unprotected(files: readonly SourceFile[]): Diagnostic[] {
  const file = files.find(({ path }) => path === '.gitattributes');
  const lines = new TextDecoder()
    .decode(file?.bytes)
    .split(/\r?\n/)
    .map((line) => line.trim().replaceAll(/\s+/g, ' '));
  const missing = GIT_ATTRIBUTES.filter((line) => !lines.some((each) => each.startsWith(line)));
  return [
    ...(missing.length === 0
      ? []
      : [
          diagnose(
            'INC518',
            placeOf('.gitattributes'),
            undefined,
            `Add ${missing.length === 1 ? 'this line' : 'these lines'}: ${missing.map((line) => `\`${line}\``).join(' and ')}.`,
          ),
        ]),
    ...lines.flatMap(folded),
  ];
}

/** Reviewers must see everything that a pull request adds to `published/`. */
function folded(line: string, index: number): Diagnostic[] {
  const word = /^\/?published\/.* (linguist-generated(?:=\S*)?|-diff|binary)(?= |$)/.exec(line)?.[1];
  if (word === undefined) return [];
  return [
    diagnose(
      'INC530',
      { file: '.gitattributes', line: index + 1, column: 1 },
      `\`${word}\` hides changes to published/ from reviewers`,
      `Remove \`${word}\` from this line.`,
    ),
  ];
}

import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { LiveText } from '../../versions/live-text.ts';
import type { Published, PublishedText } from '../../versions/published.ts';
import { namesOf } from '../../versions/moved.ts';
import { PUBLISHED, textFolder } from '../../versions/paths.ts';
import { factsHash } from '../../versions/reconcile.ts';
import { isWithdrawn } from './published.ts';

/** A text, with what identifies it under another name. */
export interface MarkedText {
  readonly reference: string;
  readonly file: string;
  /** The present and former name of its published folder, if that was renamed. */
  readonly moved: readonly [now: string, before: string] | undefined;
  /** Hashes of its content and of its facts, and its oldest entry. */
  readonly marks: readonly string[];
}

/**
 * Published texts whose report folder is gone, and those whose published folder was renamed. `there` are
 * files and their folders.
 */
export function goneTexts(published: Published, there: ReadonlySet<string>): MarkedText[] {
  const isGone = ({ reference, movedFrom }: PublishedText) =>
    movedFrom !== undefined || (!there.has(`incidents/${reference}/`) && !isWithdrawn(reference, published));
  return published.texts.filter(isGone).map(({ reference, language, ledger, snapshots, movedFrom }) => ({
    reference,
    file: `incidents/${reference}/${language}.md`,
    moved: movedFrom === undefined ? undefined : namesOf(textFolder(reference, language), movedFrom),
    marks: [
      ...ledger.lines.flatMap(({ content, facts }) => [`content ${content}`, `facts ${facts}`]),
      ...snapshots.flatMap(({ files }) => (files ? oldestEntry(files.edition) : [])),
    ],
  }));
}

/** The live texts that were never published. */
export function newTexts(live: readonly LiveText[], texts: readonly PublishedText[]): MarkedText[] {
  return live
    .map(({ edition }) => edition)
    .filter(({ language }) => !texts.some((text) => text.language === language))
    .map((edition) => ({
      reference: edition.reference,
      file: edition.file,
      moved: undefined,
      marks: [
        `content ${edition.content}`,
        ...(edition.role === 'original' ? [`facts ${factsHash(edition)}`] : []),
        ...oldestEntry(edition),
      ],
    }));
}

/**
 * New texts that match a published report whose folder is gone: the folder was renamed. Published again,
 * they would be a second report, and the first would seem deleted.
 */
export function checkRenamed(gone: readonly MarkedText[], fresh: readonly MarkedText[]): Diagnostic[] {
  const byMark = new Map(gone.flatMap((each) => each.marks.map((mark) => [mark, each])));
  return fresh.flatMap(({ reference, file, marks }) => {
    const before = marks.map((mark) => byMark.get(mark)).find((each) => each !== undefined);
    if (!before) return [];
    if (before.moved) {
      const [now, old] = before.moved;
      const message = `The published versions of this text are in \`${PUBLISHED}${now}\``;
      const hint = `Rename that folder back: \`mv ${PUBLISHED}${now} ${PUBLISHED}${old}\`.`;
      return [diagnose('INC527', placeOf(file), message, hint)];
    }
    const message = `This report is published as \`${before.reference}\`, but its folder was renamed`;
    const hint = `Rename it back: \`mv incidents/${reference} incidents/${before.reference}\`. To publish it under another name, withdraw \`${before.reference}\` first.`;
    return [diagnose('INC527', placeOf(file), message, hint)];
  });
}

function oldestEntry(edition: Edition): string[] {
  const [first] = edition.role === 'original' ? edition.timeline : edition.entries;
  return first ? [`entry ${first.at} ${first.title}`] : [];
}

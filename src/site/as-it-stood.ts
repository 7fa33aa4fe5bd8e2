import type { SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import { checkpointText } from '../versions/checkpoint.ts';
import { readLedger } from '../versions/ledger.ts';
import { CHECKPOINT, SITE_LEDGER } from '../versions/paths.ts';
import type { Published, PublishedText } from '../versions/published.ts';

/**
 * What had been published by a given time. A version that was redacted since stays redacted; if it was the
 * newest one then, the text is that of the version before.
 */
export function publishedBy(published: Published, time: Instant): Published {
  const texts = published.texts.flatMap((text): PublishedText[] => {
    const ledgerText = linesBy(text.ledgerText, time);
    const by = text.snapshots.filter(({ line }) => line.published <= time);
    const snapshots = by.slice(0, by.findLastIndex(({ files }) => files !== undefined) + 1);
    if (snapshots.length === 0) return [];
    return [{ ...text, ledger: readLedger(ledgerText), ledgerText, snapshots, orphans: [] }];
  });
  return { ...published, texts };
}

/** The files of a report, with only its texts as last published in `incidents/`. */
export function filesBy(files: readonly SourceFile[], { texts }: Published): readonly SourceFile[] {
  const live = texts.map(({ reference, language, snapshots }): SourceFile => ({
    path: `incidents/${reference}/${language}.md`,
    bytes: new TextEncoder().encode(snapshots.at(-1)?.files?.source),
  }));
  const others = files.filter(({ path }) => !path.startsWith('incidents/'));
  return [...others, ...live].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The site's ledger and checkpoint as `freeze` left them at a time, without a signature; `url` is the site's.
 */
export function historyBy(files: readonly SourceFile[], time: Instant, url: string): SourceFile[] {
  const whole = files.find(({ path }) => path === SITE_LEDGER);
  const ledger = linesBy(new TextDecoder().decode(whole?.bytes), time);
  if (ledger === '') return [];
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  return [
    { path: CHECKPOINT, bytes: bytesOf(checkpointText(url, ledger)) },
    { path: SITE_LEDGER, bytes: bytesOf(ledger) },
  ];
}

/** The beginning of a ledger; for a broken one, nothing after the first line that cannot be read. */
function linesBy(ledger: string, time: Instant): string {
  const rows = ledger.split(/(?<=\n)/);
  const later = rows.findIndex((row) => !(publishedOf(row) <= time));
  return rows.slice(0, later < 0 ? rows.length : later).join('');
}

/** The time at which a line says that it was written; later than any time if it does not say. */
function publishedOf(row: string): string {
  return /"published":"([^"]*)"/.exec(row)?.[1] ?? '9999';
}

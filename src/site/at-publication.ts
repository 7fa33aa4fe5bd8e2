import type { Original } from '../model/edition.ts';
import type { HeldEdition, TextHistory } from '../model/history.ts';
import type { Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { bookkeepingEdits } from '../versions/bookkeeping.ts';
import { derive } from './figures/derive.ts';

/** What is only known when publishing. */
export interface Publication {
  readonly at: Instant;
  /** What new versions change, for texts that do not say it themselves. */
  readonly changes: string | undefined;
}

/**
 * A report as it is published: a pending text gets the time of publication as its last update if nothing in
 * it is newer than what readers have, and a `changes` line if it has none. Translations get the time of their
 * version.
 */
export function atPublication(report: Report, publication: Publication): Report {
  const own = report.history.find(({ language }) => language === report.original.language);
  if (!own?.isPending) return report;
  const filled = filledIn(own, publication);
  const pending = filled.editions.at(-1);
  const original = (pending?.edition ?? report.original) as Original;
  return {
    ...report,
    original,
    derived: derive(original),
    history: report.history.map((history) => (history === own ? filled : toldAt(history, pending))),
  };
}

/** The edits that publishing a text makes in the front matter of its live file. */
export function liveEdits(history: TextHistory, publication: Publication): readonly Edit[] {
  const { bookkeeping } = history;
  return bookkeeping
    ? bookkeepingEdits(bookkeeping, publication.at, changesToWrite(history, publication))
    : [];
}

/** What publishing a text writes as `changes`, if anything. */
function changesToWrite(
  { editions, bookkeeping }: Pick<TextHistory, 'editions' | 'bookkeeping'>,
  { changes }: Pick<Publication, 'changes'>,
): string | undefined {
  const edition = editions.at(-1)?.edition;
  const isMissing = edition?.changes === undefined || bookkeeping?.clearsChanges === true;
  return edition?.role === 'original' && editions.length > 1 && isMissing ? changes : undefined;
}

function filledIn(history: TextHistory, publication: Publication): TextHistory {
  const { bookkeeping, editions } = history;
  const held = editions.at(-1);
  if (!bookkeeping || held?.edition?.role !== 'original' || held.source === undefined) return history;
  const changes = changesToWrite(history, publication) ?? held.edition.changes;
  const lastUpdate = bookkeeping.lastUpdate === 'now' ? publication.at : held.lastUpdate;
  const edits = bookkeepingEdits(
    { version: undefined, lastUpdate: bookkeeping.lastUpdate, clearsChanges: false },
    publication.at,
    changesToWrite(history, publication),
  );
  const pending: HeldEdition = {
    ...held,
    source: editFrontMatter(held.source, edits),
    edition: { ...held.edition, lastUpdate, changes },
    lastUpdate,
    changes: changes ?? '',
  };
  return { ...history, editions: [...editions.slice(0, -1), pending] };
}

function toldAt(history: TextHistory, told: HeldEdition | undefined): TextHistory {
  const held = history.editions.at(-1);
  if (!history.isPending || !held || !told || held.version.number !== told.version.number) return history;
  return {
    ...history,
    editions: [...history.editions.slice(0, -1), { ...held, lastUpdate: told.lastUpdate }],
  };
}

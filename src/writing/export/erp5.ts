import { CLOSED_STATES } from '../../model/edition.ts';
import type { Edition, Original } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { erp5Text } from '../import/kinds/erp5-document.ts';
import type { Erp5Entry } from '../import/kinds/erp5-document.ts';
import { sourceTexts } from '../source-texts.ts';

/** An edition to be exported, with the text of its file and the original with its facts. */
export interface Exported {
  readonly edition: Edition;
  readonly source: string;
  readonly original: Original;
  readonly originalSource: string;
}

/** A file of the document system: its name says reference, version and language. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The document of an edition, in the form that `import erp5` reads. The format has times to the minute, no
 * severity and no services; what does not fit is left out. Undefined for a text that cannot be read.
 */
export function erp5File({ edition, source, original, originalSource }: Exported): ExportedFile | undefined {
  const texts = sourceTexts(edition.file, source);
  const told = edition === original ? texts : sourceTexts(original.file, originalSource);
  if (!texts || !told) return undefined;
  const version = String(edition.version.number).padStart(3, '0');
  const own = new Map(texts.entries.map((entry) => [entry.at, entry]));
  const [first] = original.timeline;
  const isOver = CLOSED_STATES.includes(lastState(original));
  const end = isOver ? original.timeline.findLast(({ state }) => state !== undefined)?.at : undefined;
  const entries = told.entries.toReversed().map(({ at, title, text }): Erp5Entry => ({
    at,
    title: own.get(at)?.title ?? title,
    text: own.get(at)?.text ?? text ?? '',
    mark: at === end ? 'finished' : at === first?.at ? 'started' : undefined,
  }));
  const text = erp5Text({
    reference: edition.reference,
    version,
    language: edition.language,
    title: texts.title === '' ? told.title : texts.title,
    isFixed: isOver,
    lastUpdate: dayOf(original.lastUpdate),
    entries,
    body: texts.body === '' ? told.body : texts.body,
  });
  return { name: `${edition.reference}-${version}-${edition.language}.md`, text };
}

function lastState({ timeline }: Original) {
  return timeline.findLast(({ state }) => state !== undefined)?.state ?? 'investigating';
}

function dayOf(instant: Instant): string {
  return instant.slice(0, 'YYYY-MM-DD'.length);
}

import type { Action, Edition, Entry, ServiceImpact } from '../model/edition.ts';
import { WORD_FACTS } from '../model/edition.ts';
import { canonicalJson } from '../source/content-hash.ts';

/** Raised when frozen data change their shape; data of another format are refused, never misread. */
const FORMAT = 1;

/**
 * An edition as frozen data: everything but where it stood in its file, links included. Equal editions give
 * equal text.
 */
export function editionData({ file: _file, places: _places, ...edition }: Edition): string {
  return `${canonicalJson({ format: FORMAT, ...edition }, 'range')}\n`;
}

/** The edition in frozen data, or undefined where the text is none. `file` is the live file it belongs to. */
export function readEditionData(text: string, file: string): Edition | undefined {
  try {
    const { format, ...edition } = JSON.parse(text) as { format: number } & Edition;
    return format === FORMAT && isEdition(edition)
      ? wholeEdition({ ...edition, file, places: {} })
      : undefined;
  } catch {
    return undefined;
  }
}

/** An edition that was text with all its names: JSON leaves out what is undefined, and templates ask for it. */
function wholeEdition(edition: Edition): Edition {
  const { summary, changes } = edition;
  const base = { summary, changes, actions: edition.actions.map(wholeAction) };
  if (edition.role === 'translation')
    return { ...edition, ...base, entries: edition.entries.map((entry) => ({ ...entry, text: entry.text })) };
  const { facts, timeline, withdrawn } = edition;
  return {
    ...edition,
    ...base,
    facts: {
      ...facts,
      ...Object.fromEntries(WORD_FACTS.map(({ name }) => [name, facts[name]])),
      planned: facts.planned,
      services: facts.services.map(wholeImpact),
    },
    timeline: timeline.map(wholeEntry),
    withdrawn,
  };
}

function wholeEntry(entry: Entry): Entry {
  const { state, phase, text, services } = entry;
  return { ...entry, state, phase, text, services: services.map(wholeImpact) };
}

function wholeAction({ text, owner, due, done, url }: Action): Action {
  return { text, owner, due, done, url };
}

function wholeImpact({ id, state }: ServiceImpact): ServiceImpact {
  return { id, state };
}

/** The hash in the ledger says that the data are ours; this says that they are of a shape we know. */
function isEdition(value: Partial<Edition>): value is Edition {
  const has = value.reference !== undefined && value.language !== undefined && value.version !== undefined;
  return has && (value.role === 'original' ? value.timeline !== undefined : value.role === 'translation');
}

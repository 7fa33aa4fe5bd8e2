import { replaceAt } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Edit, Outcome, Place } from '../../diagnostics/diagnostic.ts';
import type { Edition, Prose } from '../../model/edition.ts';
import type { Range } from '../../model/range.ts';
import type { SitePath } from '../../model/file.ts';
import { rangeFinder } from './removal.ts';
import type { Removal } from './removal.ts';

/**
 * The result of reading a text without its comments, with every place mapped back to the file as it was
 * written.
 */
export function placedBack(
  outcome: Outcome<Edition | undefined>,
  removal: Removal,
  file: SitePath,
): Outcome<Edition | undefined> {
  return movedBack(outcome, removal, file, editionAt);
}

/** The same of anything; `valueAt` maps the places that it has itself. */
export function movedBack<T>(
  outcome: Outcome<T | undefined>,
  removal: Removal,
  file: SitePath,
  valueAt: (value: T, find: Find) => T,
): Outcome<T | undefined> {
  if (!removal.offsets) return outcome;
  const find = rangeFinder(removal);
  return {
    value: outcome.value && valueAt(outcome.value, find),
    diagnostics: outcome.diagnostics.map((each) => diagnosticAt(each, file, find, find)),
  };
}

type Find = (range: Range) => Range;

function editionAt(edition: Edition, find: Find): Edition {
  const places = Object.fromEntries(
    Object.entries(edition.places).map(([path, range]) => [path, find(range)]),
  );
  const body = proseAt(edition.body, find);
  const entryAt = <E extends { readonly text: Prose | undefined }>(entry: E): E =>
    entry.text ? { ...entry, text: proseAt(entry.text, find) } : entry;
  const actions = edition.actions.map((action) =>
    action.prose ? { ...action, prose: proseAt(action.prose, find) } : action,
  );
  return edition.role === 'original'
    ? { ...edition, places, body, actions, timeline: edition.timeline.map(entryAt) }
    : { ...edition, places, body, actions, entries: edition.entries.map(entryAt) };
}

/** Prose with the places of its links mapped. */
export function proseAt(prose: Prose, find: Find): Prose {
  const links = prose.links.map((link) => ({ ...link, range: link.range && find(link.range) }));
  return { ...prose, links };
}

/**
 * A diagnostic with its places in a file mapped. What it would write is left out if `findExactly` has no place
 * for it.
 */
export function diagnosticAt(
  diagnostic: Diagnostic,
  file: SitePath,
  find: Find,
  findExactly: (range: Range) => Range | undefined,
): Diagnostic {
  const { place, related, hint } = diagnostic;
  return {
    ...diagnostic,
    place: placeAt(place, file, find),
    related: related?.map((each) => ({ ...each, place: placeAt(each.place, file, find) })),
    hint: hint?.write ? { ...hint, write: editAt(hint.write, file, findExactly) } : hint,
  };
}

function editAt(
  { text, place }: Edit,
  file: SitePath,
  find: (range: Range) => Range | undefined,
): Edit | undefined {
  const { line, column, end } = place;
  if (place.file !== file) return { text, place };
  const found = find([line, column, end.line, end.column]);
  return found && replaceAt(file, found, text);
}

function placeAt(place: Place, file: SitePath, find: Find): Place {
  if (place.file !== file) return place;
  const { line, column, end = { line, column } } = place;
  const [fromLine, fromColumn, toLine, toColumn] = find([line, column, end.line, end.column]);
  const from = { file, line: fromLine, column: fromColumn };
  return place.end ? { ...from, end: { line: toLine, column: toColumn } } : from;
}

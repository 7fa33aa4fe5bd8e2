import { CompletionItemKind } from 'vscode-languageserver-types';
import { INCIDENT_STATES, MAINTENANCE_STATES, CLOSED_STATES } from '../../model/edition.ts';
import type { State } from '../../model/edition.ts';
import { temporal } from '../../source/temporal.ts';
import type { SiteView, FileView } from '../view.ts';
import { inOrder, readEntries } from '../entries.ts';
import { isTranslation, originalPath } from '../report.ts';
import { descriptionOf, schemasAt, wordsOf } from '../schema-walk.ts';
import type { Json } from '../schema-walk.ts';
import type { YamlCursor } from '../yaml-cursor.ts';
import type { Offer } from './items.ts';
import { titleOf } from './links.ts';

/** Keys whose value is a time. */
const TIMES = ['at', 'next_update', 'last_update', 'start', 'end'];

/** The values that are allowed at a place in front matter. */
export function offerValues(file: FileView, cursor: YamlCursor, schema: Json): Offer[] {
  const { path } = cursor;
  const key = path.findLast((step) => typeof step === 'string');
  if (key === 'at' && isTranslation(file)) return missingTimes(file);
  if (TIMES.includes(String(key))) return times(file.site);
  if (path[0] === 'timeline' && key === 'state') return nextStates(file, Number(path[1]));
  if (key === 'services' && cursor.kind === 'key') return services(file.site, cursor);
  if (key === 'related') return related(file, cursor);
  if (key === 'tags') return tags(file.site, cursor);
  return schemasAt(schema, path).flatMap((each) =>
    wordsOf(each).map((label) => ({
      label,
      documentation: descriptionOf(each),
      kind: CompletionItemKind.EnumMember,
    })),
  );
}

/** The present, in UTC and in the time zone of the site. */
function times({ now, known }: SiteView): Offer[] {
  const zone = known?.site.timeZone;
  const minute = `${now.slice(0, 16)}:00Z`;
  const utc = { label: minute, detail: 'now, in UTC', kind: CompletionItemKind.Constant };
  if (zone === undefined) return [utc];
  const local = temporal().Instant.from(minute).toZonedDateTimeISO(zone);
  const text = `${local.toPlainDate().toString()} ${local.toPlainTime().toString().slice(0, 5)} ${zone}`;
  return [
    utc,
    { label: text, detail: 'now, in the time zone of the site', kind: CompletionItemKind.Constant },
  ];
}

/** The entries of the original that a translation does not have yet. */
function missingTimes(file: FileView): Offer[] {
  const path = originalPath(file);
  const original = path === undefined ? undefined : readEntries(path, file.site.textOf(path) ?? '');
  const there = new Set(readEntries(file.path, file.text)?.entries.map(({ at }) => at));
  return inOrder(original?.entries ?? [])
    .filter(({ at }) => !there.has(at))
    .map(({ at, title }) => ({ label: at, detail: title, kind: CompletionItemKind.Reference }));
}

/** The states that may follow the one the report is in before an entry. */
function nextStates({ path, text }: FileView, index: number): Offer[] {
  const read = readEntries(path, text);
  const order: readonly State[] =
    read?.matter.value['kind'] === 'maintenance' ? MAINTENANCE_STATES : INCIDENT_STATES;
  const ordered = inOrder(read?.entries ?? []);
  const at = ordered.findIndex((entry) => entry.index === index);
  const before = at < 0 ? ordered : ordered.slice(0, at);
  const last = before.findLast(({ state }) => order.some((each) => each === state))?.state;
  return statesAfter(order, last).map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
}

function statesAfter(order: readonly State[], last: string | undefined): State[] {
  const isOver = CLOSED_STATES.some((state) => state === last);
  // The problem came back, so the report is open again, in any state.
  const next = isOver ? order.slice(0, -1) : order.slice(order.findIndex((state) => state === last) + 1);
  return [...next, 'withdrawn'];
}

/** Services with their names; in a map, each needs its state. */
function services({ known }: SiteView, { siblings, isFlow, path }: YamlCursor): Offer[] {
  const isList = typeof path.at(-1) === 'number';
  const all = known?.site.services ?? [];
  return all
    .filter(({ id }) => !siblings.has(id))
    .map(({ id, name, description, retired }) => ({
      label: id,
      text: isList || !isFlow ? id : `${id}: `,
      detail: retired === undefined ? name : `${name}, retired ${retired}`,
      documentation: description,
      kind: CompletionItemKind.Value,
    }));
}

function related(file: FileView, { siblings }: YamlCursor): Offer[] {
  const rows = file.site.known?.rows ?? [];
  return rows
    .filter(({ reference }) => !siblings.has(reference) && !file.path.includes(`/${reference}/`))
    .toSorted((a, b) => (a.reference < b.reference ? 1 : -1))
    .map((row) => ({
      label: row.reference,
      detail: titleOf(file, row),
      kind: CompletionItemKind.Reference,
    }));
}

/** The groups used by other reports, the most frequent ones first. */
function tags({ known }: SiteView, { siblings }: YamlCursor): Offer[] {
  const counts = new Map<string, number>();
  for (const { original } of known?.rows ?? [])
    for (const tag of original.facts.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([tag]) => !siblings.has(tag))
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([label]) => ({ label }));
}

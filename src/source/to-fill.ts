import type { Places } from '../model/edition.ts';
import type { Range } from '../model/range.ts';
import type { Matter } from './matter.ts';

/** Texts of a translation that may stay blank; readers get the original for each. */
const TEXTS = ['title', 'summary', 'changes'] as const;

type Values = Readonly<Record<string, unknown>>;

/**
 * The front matter of a translation without what is still blank (`title: ""`, an entry with nothing but
 * `at`), as `translate` leaves it: an empty text counts as not written, and the original is used. Places
 * still refer to the original file. `body` is the Markdown below it without notes, `bytes` the file with
 * them.
 */
export function withoutBlanks(matter: Matter, body = '', bytes: Uint8Array = new Uint8Array()): Matter {
  const value: Record<string, unknown> = Object.assign(Object.create(null), matter.value);
  for (const key of TEXTS) if (isBlank(value[key])) delete value[key];
  const kept = keptEntries(value['timeline']);
  const entries = kept.map(({ entry }) => entry);
  keep(value, 'timeline', entries, matter.value['timeline']);
  keep(value, 'actions', begunActions(value['actions']), matter.value['actions']);
  const indices = kept.map(({ index }) => index);
  const asWritten = (path: string) =>
    path.replace(/^timeline\.(\d+)/, (_, index: string) => `timeline.${indices[Number(index)] ?? index}`);
  return {
    value,
    place: (path) => matter.place(asWritten(path)),
    keyPlace: (path) => matter.keyPlace(asWritten(path)),
    origin: (path) => matter.origin(asWritten(path)),
    waiting: waitingTexts(matter, isOnlyNote(body, bytes)),
  };
}

/** The places of texts that `translate` has prepared and nobody has filled in. */
function waitingTexts({ value, place }: Matter, isBodyLeft: boolean): Places {
  const places: Record<string, Range> = {};
  for (const key of TEXTS) if (isBlank(value[key])) places[`waiting.${key}`] = place(key);
  for (const [index, entry] of listOf(value['timeline']).entries()) {
    if (!isMap(entry)) continue;
    const at = String(entry['at']);
    if (isBlank(entry['title']) && isBlank(entry['text'] ?? ''))
      places[`waiting.${at}`] = place(`timeline.${index}.title`);
    if (isBlank(entry['text'])) places[`waiting.${at}.text`] = place(`timeline.${index}.text`);
  }
  for (const [index, action] of listOf(value['actions']).entries())
    if (isMap(action) && isBlank(action['text']))
      places[`waiting.actions.${index}`] = place(`actions.${index}.text`);
  if (isBodyLeft) places['waiting.body'] = place('version');
  return places;
}

/** True if the body is only the original in a comment, as written by `translate`. */
function isOnlyNote(body: string, bytes: Uint8Array): boolean {
  return body.trim() === '' && new TextDecoder().decode(bytes).trimEnd().endsWith('-->');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function keep(
  value: Record<string, unknown>,
  key: string,
  items: readonly unknown[],
  written: unknown,
): void {
  if (!Array.isArray(written) && !isBlank(written)) return;
  if (items.length > 0) value[key] = items;
  else delete value[key];
}

/** Entries that somebody has begun, without their blank texts, and where they are in the file. */
function keptEntries(timeline: unknown): { readonly entry: unknown; readonly index: number }[] {
  if (!Array.isArray(timeline)) return [];
  return timeline.flatMap((entry: unknown, index) => {
    if (!isMap(entry) || !('text' in entry || 'title' in entry)) return [{ entry, index }];
    if (isBlank(entry['title'] ?? '') && isBlank(entry['text'] ?? '')) return [];
    return [{ entry: isBlank(entry['text']) ? without(entry, 'text') : entry, index }];
  });
}

/** Actions are matched by their order, so only the last ones may be missing. */
function begunActions(actions: unknown): readonly unknown[] {
  if (!Array.isArray(actions)) return [];
  const last = actions.findLastIndex((action: unknown) => !isMap(action) || !isBlank(action['text']));
  return actions.slice(0, last + 1);
}

function without(entry: Values, key: string): Values {
  const rest: Record<string, unknown> = Object.assign(Object.create(null), entry);
  delete rest[key];
  return rest;
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

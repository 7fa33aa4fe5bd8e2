import type { Edition } from '../model/edition.ts';
import { sortedKeys } from '../source/content-hash.ts';

/** Raised whenever the format of frozen data changes; data in another format is refused, never misread. */
const FORMAT = 1;

/** An edition as frozen data: everything except places in its file. Equal editions give equal text. */
export function editionData({ file: _file, places: _places, ...edition }: Edition): string {
  return `${JSON.stringify({ format: FORMAT, ...edition }, asMember)}\n`;
}

/**
 * Keys are sorted; an absent value is written as `null`, so that its key exists when the data are read
 * again. An action without markup has no `prose`, as in data that were frozen before there was any.
 */
function asMember(key: string, value: unknown): unknown {
  if (key === 'range' || key === 'fragment') return undefined;
  if (key === 'prose' && value === undefined) return undefined;
  return value === undefined ? null : sortedKeys(value);
}

/**
 * The edition in frozen data, or undefined if the text is not such data. `file` is the live file it belongs
 * to.
 */
export function readEditionData(text: string, file: string): Edition | undefined {
  try {
    const { format, ...edition } = withoutNulls(JSON.parse(text)) as { format: number } & Edition;
    if (format !== FORMAT || !isEdition(edition)) return undefined;
    const actions = edition.actions.map((action) => ({ ...action, prose: action.prose }));
    return { ...edition, actions, file, places: {} };
  } catch {
    return undefined;
  }
}

/** The same value, changed in place, with `undefined` in place of every `null`. */
function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  const members = value as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (typeof member === 'object') members[name] = withoutNulls(member);
  }
  return value;
}

/** The hash in the ledger proves that the data was published; this checks that its format is known. */
function isEdition(value: Partial<Edition>): value is Edition {
  const has = value.reference !== undefined && value.language !== undefined && value.version !== undefined;
  return has && (value.role === 'original' ? value.timeline !== undefined : value.role === 'translation');
}

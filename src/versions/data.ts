import type { Edition } from '../model/edition.ts';
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
    return format === FORMAT && isEdition(edition) ? { ...edition, file, places: {} } : undefined;
  } catch {
    return undefined;
  }
}

/** The hash in the ledger says that the data are ours; this says that they are of a shape we know. */
function isEdition(value: Partial<Edition>): value is Edition {
  const has = value.reference !== undefined && value.language !== undefined && value.version !== undefined;
  return has && (value.role === 'original' ? value.timeline !== undefined : value.role === 'translation');
}

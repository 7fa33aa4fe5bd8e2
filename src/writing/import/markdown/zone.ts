import { canonicalZone } from '../../../model/time-zone.ts';
import { ABBREVIATIONS } from '../../../source/slips/zone-abbreviations.ts';
import type { ImportOptions } from '../told.ts';

/** The zone of a document, or why it is unknown. */
export type ZoneInProse =
  { readonly zone: string; readonly said: string } | { readonly why: string } | undefined;

/** `All times in PST`, `(times are in US/Pacific)`, `Timezone: CET`, `all times UTC+1`. */
const PHRASES: readonly RegExp[] = [
  /\b(?:all\s+)?times?\s*(?:\w+\s+){0,3}?(?:are|is|in|:|use|using|given)?\s*(?:in|:)?\s*(?:the\s+)?((?:[A-Z][A-Za-z_]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?)|(?:UTC|GMT)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?|[A-Z]{3,5})(?=[\s,.;)(]|$)(?:\s*\(([^)]*)\))?/gim,
  /\btime\s*zone\s*[:=]\s*((?:[A-Z][A-Za-z_]+\/[A-Za-z_]+)|(?:UTC|GMT)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?|[A-Z]{3,5})(?:\s*\(([^)]*)\))?/gim,
];

/**
 * The zone that a document states in prose. Names of the IANA database and offsets are taken; an abbreviation
 * only counts if the command line says what it means, and one that contradicts itself is refused.
 */
export function zoneInProse(words: string, { zones }: Pick<ImportOptions, 'zones'>): ZoneInProse {
  for (const pattern of PHRASES) {
    for (const [, name = '', aside = ''] of words.matchAll(pattern)) {
      const found = meaningOf(name.trim(), aside, zones);
      if (found) return found;
    }
  }
  return undefined;
}

function meaningOf(name: string, aside: string, zones: ImportOptions['zones']): ZoneInProse {
  const offset = /^(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$/i.exec(name);
  if (offset) return { zone: `${offset[1]}${offset[2]?.padStart(2, '0')}:${offset[3] ?? '00'}`, said: name };
  if (/^(?:UTC|GMT)$/.test(name)) return contradicted(name, 0, aside) ?? { zone: 'UTC', said: name };
  const iana = name.includes('/') ? canonicalZone(name) : undefined;
  if (iana !== undefined) return { zone: iana, said: name };
  const meant = ABBREVIATIONS[name];
  if (meant === undefined) return undefined;
  const own = zones[name];
  if (own !== undefined) return { zone: own, said: name };
  const contradiction = OFFSETS[name] === undefined ? undefined : contradicted(name, OFFSETS[name], aside);
  const proposal = meant.map((zone) => `--zone ${name}=${zone}`).join(' or ');
  return contradiction ?? { why: `its times are in ${name}, which has no fixed meaning: add ${proposal}` };
}

/** Offsets in hours of abbreviations that documents commonly explain. */
const OFFSETS: Readonly<Record<string, number>> = {
  PST: -8,
  PDT: -7,
  MST: -7,
  MDT: -6,
  CST: -6,
  CDT: -5,
  EST: -5,
  EDT: -4,
  CET: 1,
  CEST: 2,
  WET: 0,
  WEST: 1,
};

/** `PST (UTC-7)` says two things. */
function contradicted(name: string, hours: number, aside: string): ZoneInProse {
  const [, sign = '', digits = ''] = /(?:UTC|GMT)\s*([+-])\s*(\d{1,2})/i.exec(aside) ?? [];
  if (digits === '') return undefined;
  const said = Number(`${sign}${digits}`);
  return said === hours ? undefined : { why: `\`${name} (${aside})\` contradicts itself: add --time-zone` };
}

import { parseInstant } from '../../model/instant.ts';
import { parseLanguage } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';
import type { PageBase, RecordLine, RecordPage, RecordYearPage, Text, YearLink } from '../../model/page.ts';
import { parseReference } from '../../model/reference.ts';
import { parseVersion } from '../../model/version.ts';
import { directionOf } from '../../languages/direction.ts';
import { sha256 } from '../../source/content-hash.ts';
import { rootFileUrl, editionUrl, recordUrl, siteLedgerUrl } from '../route.ts';
import { base } from './base.ts';
import type { Surroundings } from './base.ts';

/** An unparsed line of the site's ledger. */
export interface RecordRow {
  /** Byte for byte, without its line end. */
  readonly text: string;
  readonly reference: string;
  /** True if an earlier line is about the same version. */
  readonly isRedaction: boolean;
}

/** The lines of one year, or of one sheet of it. */
export interface RecordSheet {
  readonly year: string;
  /** For the whole year. */
  readonly total: number;
  readonly rows: readonly RecordRow[];
  readonly sheet: number;
  readonly sheets: number;
}

/** The site's ledger as shown on the pages of its record. */
export interface RecordSummary {
  readonly total: number;
  readonly years: readonly Omit<YearLink, 'url'>[];
  readonly newest: readonly RecordRow[];
  readonly checkpoint: string | undefined;
  /** First and last line of each file of the ledger, and its number if it is full. */
  readonly parts: readonly {
    readonly number: number | undefined;
    readonly first: number;
    readonly last: number;
  }[];
}

/** The titles of the reports in the language of the page. */
export type RecordTitles = Readonly<Record<string, Text>>;

/** The parts that every page has, for the first page of the record. */
export function recordBase(surroundings: Surroundings, language: Language): PageBase {
  return base(
    surroundings,
    language,
    (each) => recordUrl(each),
    surroundings.titles(language, 'ledger.title'),
  );
}

/** How to check the record, and all years of it. */
export function recordPage(
  surroundings: Surroundings,
  language: Language,
  { total, years, newest, checkpoint, parts }: RecordSummary,
  titles: RecordTitles,
): RecordPage {
  return {
    ...recordBase(surroundings, language),
    kind: 'record',
    total,
    years: years.map((year) => ({ ...year, url: recordUrl(language, year.year) })),
    newest: linesOf(newest, surroundings, language, titles).toReversed(),
    checkpoint,
    checkpointFile: rootFileUrl('checkpoint'),
    parts: parts.map(({ number, first, last }) => ({
      first: String(first),
      last: String(last),
      url: siteLedgerUrl(number),
    })),
    command: `incident-press verify ${surroundings.site.url}`,
  };
}

/** A sheet of a year of the record, with the years before and after it. */
export function recordYearPage(
  surroundings: Surroundings,
  language: Language,
  { year, total, rows, sheet, sheets }: RecordSheet,
  { newer, older }: { readonly newer: string | undefined; readonly older: string | undefined },
  titles: RecordTitles,
): RecordYearPage {
  const name = `${surroundings.titles(language, 'ledger.title')} ${year}`;
  const title = sheets > 1 ? `${name} (${sheet}/${sheets})` : name;
  const months = new Map<string, RecordLine[]>();
  for (const line of linesOf(rows, surroundings, language, titles)) {
    const month = line.published.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), line]);
  }
  return {
    ...base(surroundings, language, (each) => recordUrl(each, year, sheet), title),
    kind: 'record-year',
    noindex: true,
    alternates: [],
    year,
    total,
    months: [...months].map(([month, lines]) => ({ month, lines })),
    record: recordUrl(language),
    sheet,
    sheets: Array.from({ length: sheets }, (_, at) => ({
      number: at + 1,
      url: recordUrl(language, year, at + 1),
    })),
    newer: newer === undefined ? undefined : { year: newer, url: recordUrl(language, newer) },
    older: older === undefined ? undefined : { year: older, url: recordUrl(language, older) },
  };
}

/** Rows as readers see them; unreadable lines are reported elsewhere. */
function linesOf(
  rows: readonly RecordRow[],
  { site, formats }: Surroundings,
  language: Language,
  titles: RecordTitles,
): RecordLine[] {
  const own = formats(language);
  return rows.flatMap(({ text, isRedaction }): RecordLine[] => {
    const members = membersOf(text);
    const published = parseInstant(members['published'] ?? '');
    const reference = parseReference(members['reference'] ?? '');
    const tag = parseLanguage(members['language'] ?? '');
    const version = parseVersion(members['version'] ?? '');
    if (!published || !reference || !tag || !version) return [];
    const known = titles[reference];
    const isShown = known !== undefined && site.languages.includes(tag);
    return [
      {
        published,
        title: known ?? { value: reference, language, direction: directionOf(language) },
        version: members['version'] ?? '',
        language: site.languages.length > 1 || !isShown ? own.language(tag) : undefined,
        url: isShown ? editionUrl(tag, reference, version) : undefined,
        isRedaction,
        hash: sha256(text).slice(0, 16),
      },
    ];
  });
}

function membersOf(text: string): Readonly<Record<string, string | undefined>> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, string | undefined>;
  } catch {
    return {};
  }
}

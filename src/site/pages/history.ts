import type { HeldEdition, TextHistory } from '../../model/history.ts';
import type { Language } from '../../model/language.ts';
import type { Elsewhere, HistoryPage, PageBase } from '../../model/page.ts';
import type { LocalReport, Report } from '../../model/report.ts';
import type { StandingWord } from '../../model/standing.ts';
import { formatVersion } from '../../model/version.ts';
import type { Site } from '../../source/site-schema.ts';
import { automaticLanguages } from '../configured.ts';
import type { ReportLanguages } from '../configured.ts';
import { historyOf } from './article.ts';
import { editionPages } from './edition.ts';
import type { PlannedEdition } from './edition.ts';
import { base } from './base.ts';
import type { Surroundings } from './base.ts';
import { teaserOf } from './teaser.ts';
import { absoluteUrl, editionUrl, historyJsonUrl, historyUrl, ledgerUrl } from '../route.ts';
import { editionsIn } from '../when-published.ts';

/** A history before the differences between its editions are worked out. */
export type PlannedHistory = Omit<HistoryPage, 'steps'> & { readonly history: TextHistory };

/**
 * The history of a report for readers of a language, with the editions of its text in that language. `state`
 * is the present state of the report.
 */
export function historyPages(
  surroundings: Surroundings,
  local: LocalReport,
  state: StandingWord,
): readonly (PlannedHistory | PlannedEdition)[] {
  const { report, language, textLanguage } = local;
  const history = historyOf(local);
  const first = editionsIn(report, report.original.language)[0];
  if (!history || history.editions.length === 0) return [];
  const address = (each: Language) => historyUrl(each, report.reference);
  const title = [local.title.value, surroundings.titles(language, 'history.title')].join(
    surroundings.titles(language, 'signs.dot'),
  );
  const told = toldLanguages(report, surroundings.site);
  const page: PlannedHistory = {
    ...base(surroundings, language, address, title),
    kind: 'history',
    noindex: !told.includes(language),
    alternates: told.includes(language) ? historyAlternates(surroundings.site, report, told) : [],
    report: teaserOf(local, surroundings.site),
    textLanguage,
    isCut: first !== undefined && (first.version.number > 1 || first.version.revision > 1),
    elsewhere: elsewhere(surroundings, local),
    ledger: ledgerUrl(textLanguage, report.reference),
    data: historyJsonUrl(report.reference),
    history,
  };
  if (language !== textLanguage) return [page];
  const editionBase = (held: HeldEdition) => baseOf(held, local, surroundings);
  return [page, ...editionPages(report, history, state, editionBase)];
}

/** The languages of the site in which somebody wrote versions that are published, or are about to be. */
function toldLanguages(report: Report, { languages }: Pick<Site, 'languages'>): Language[] {
  const automatic = automaticLanguages(report);
  const written = report.history
    .filter(({ editions }) => editions.length > 0)
    .map(({ language }) => language);
  return languages.filter((language) => written.includes(language) && !automatic.includes(language));
}

/** The history in each of some languages; of the original, if it is one of them, for readers of all others. */
export function historyAlternates(
  site: Pick<Site, 'url'>,
  { reference, original }: ReportLanguages,
  languages: readonly Language[],
): PageBase['alternates'] {
  const url = (language: Language) => absoluteUrl(site, historyUrl(language, reference));
  const [first, ...others] = languages;
  if (first === undefined || others.length === 0) return [];
  const shared = languages.includes(original.language) ? original.language : first;
  return [
    ...languages.map((language) => ({ tag: language as string, url: url(language) })),
    { tag: 'x-default', url: url(shared) },
  ];
}

/** The parts that every page has, for the page of an edition. Its title names the version. */
function baseOf({ version, edition }: HeldEdition, local: LocalReport, surroundings: Surroundings) {
  const { report, language } = local;
  const address = (each: Language) => editionUrl(each, report.reference, version);
  const name = surroundings.titles(language, 'article.version', { version: formatVersion(version) });
  const title = [edition?.title ?? local.title.value, name].join(surroundings.titles(language, 'signs.dot'));
  return { ...base(surroundings, language, address, title), languages: [] };
}

/** The versions of the original that a translation skipped, by the languages that they were published in. */
function elsewhere(
  { site, formats }: Surroundings,
  { report, language, textLanguage }: LocalReport,
): Elsewhere[] {
  const { original, reference } = report;
  const told = versionsIn(report, textLanguage);
  if (textLanguage === original.language || told.size === 0) return [];
  const skipped = new Map<string, { numbers: number[]; languages: readonly Language[] }>();
  for (const number of versionsIn(report, original.language)) {
    if (told.has(number)) continue;
    const languages = report.history
      .map((text) => text.language)
      .filter((each) => versionsIn(report, each).has(number));
    const group = skipped.get(languages.join()) ?? { numbers: [], languages };
    group.numbers.push(number);
    skipped.set(languages.join(), group);
  }
  const words = formats(language);
  return [...skipped.values()].map(({ numbers, languages }) => ({
    count: numbers.length,
    versions: words.list(spans(numbers)),
    languages: words.list(languages.map((each) => words.language(each))),
    url: site.languages.includes(original.language) ? historyUrl(original.language, reference) : undefined,
  }));
}

/** The version numbers of a report that were published in a language. */
function versionsIn(report: Report, language: Language): ReadonlySet<number> {
  return new Set(editionsIn(report, language).map(({ version }) => version.number));
}

/** Numbers as versions; three or more consecutive ones become a range. */
function spans(numbers: readonly number[]): string[] {
  const rows: number[][] = [];
  for (const number of numbers) {
    const row = rows.at(-1);
    if (row?.at(-1) === number - 1) row.push(number);
    else rows.push([number]);
  }
  const name = (number: number) => formatVersion({ number, revision: 1 });
  return rows.flatMap((row) => {
    const [first = 0, last = first] = [row[0], row.at(-1)];
    return row.length > 2 ? [`${name(first)}–${name(last)}`] : row.map(name);
  });
}

import type { HeldEdition, TextHistory } from '../../model/history.ts';
import type { Language } from '../../model/language.ts';
import type { HistoryPage } from '../../model/page.ts';
import type { LocalReport } from '../../model/report.ts';
import { historyOf } from './article.ts';
import { editionPages } from './edition.ts';
import type { PlannedEdition } from './edition.ts';
import { base } from './base.ts';
import type { Surroundings } from './base.ts';
import { teaserOf } from './teaser.ts';
import { editionUrl, historyJsonUrl, historyUrl, ledgerUrl } from '../route.ts';

/** A history before the differences of its steps are worked out. */
export type PlannedHistory = Omit<HistoryPage, 'steps'> & { readonly history: TextHistory };

/** The history of a report for readers of a language, with the editions of its text in that language. */
export function historyPages(
  surroundings: Surroundings,
  local: LocalReport,
): readonly (PlannedHistory | PlannedEdition)[] {
  const { report, language, textLanguage } = local;
  const history = historyOf(local);
  const first = history?.editions[0];
  if (!history || !first) return [];
  const address = (each: Language) => historyUrl(each, report.reference);
  const title = `${surroundings.titles(language, 'history.title')}: ${local.title.value}`;
  const page: PlannedHistory = {
    ...base(surroundings, language, address, title),
    kind: 'history',
    noindex: language !== textLanguage,
    alternates: [],
    report: teaserOf(local, surroundings.site),
    textLanguage,
    isCut: first.version.number > 1 || first.version.revision > 1,
    ledger: ledgerUrl(textLanguage, report.reference),
    data: historyJsonUrl(report.reference),
    history,
  };
  if (language !== textLanguage) return [page];
  const editionBase = (held: HeldEdition) => ({
    ...base(
      surroundings,
      language,
      (each) => editionUrl(each, report.reference, held.version),
      held.edition?.title ?? local.title.value,
    ),
    languages: [],
  });
  return [page, ...editionPages(report, history, editionBase)];
}

import type {
  ActionView,
  ArchiveMonthPage,
  ArchiveYearPage,
  ArticlePage,
  ArticleView,
  DayHistory,
  EditionPage,
  EntryChange,
  EntryView,
  FactChange,
  HistoryStep,
  IndexPage,
  MonthOfReports,
  PageBase,
  PhaseMark,
  SearchPage,
  ServicePage,
  ServiceView,
  SiteView,
  StatisticsPage,
  Teaser,
} from '../../model/page.ts';

/** The names a type has with `?`. */
type OptionalNames<T> = keyof { [K in keyof T as undefined extends T[K] ? K : never]: true };

/** Exactly those names, so that the compiler refuses a list that has fallen behind the type. */
type NameList<T> = Readonly<Record<OptionalNames<T>, true>>;

/** What may be absent from one kind of view, which is known by a name it always has. */
interface Shape {
  readonly mark: string;
  readonly optional: Readonly<Record<string, true>>;
}

const page: NameList<PageBase> = { description: true };
const index: NameList<Omit<IndexPage, keyof PageBase>> = { asOf: true };
const articlePage: NameList<Omit<ArticlePage, keyof PageBase>> = {
  newer: true,
  older: true,
  links: true,
  hash: true,
  structured: true,
  image: true,
};
const edition: NameList<Omit<EditionPage, keyof PageBase>> = { hash: true, newest: true, redacted: true };
const step: NameList<HistoryStep> = { said: true, redacted: true, difference: true };
const fact: NameList<FactChange> = { before: true, after: true };
const entryChange: NameList<EntryChange> = { prose: true };
const site: NameList<SiteView> = { description: true, script: true, logo: true, icon: true, footer: true };
const teaser: NameList<Teaser> = { summary: true, severity: true, end: true, planned: true };
const service: NameList<ServiceView> & NameList<ArticleView['services'][number]> = {
  description: true,
  state: true,
  url: true,
  history: true,
};
const action: NameList<ActionView> = { owner: true, due: true, done: true, url: true };
const entry: NameList<EntryView> = {
  state: true,
  mark: true,
  phase: true,
  html: true,
  htmlLanguage: true,
  htmlDirection: true,
};
const article: NameList<ArticleView> = {
  summary: true,
  severity: true,
  end: true,
  planned: true,
  dataLoss: true,
  detect: true,
  acknowledge: true,
  mitigate: true,
  resolve: true,
  phases: true,
  withdrawn: true,
  changes: true,
};

const month: NameList<MonthOfReports> & NameList<ServicePage['uptime'][number]> = {
  url: true,
  availability: true,
};
const days: NameList<DayHistory> = { availability: true };
const mark: NameList<PhaseMark> = { after: true };
const year: NameList<Omit<ArchiveYearPage, keyof PageBase>> &
  NameList<Omit<ArchiveMonthPage, keyof PageBase>> = { newer: true, older: true };
const sections: NameList<Omit<ServicePage, keyof PageBase>> & NameList<Omit<StatisticsPage, keyof PageBase>> =
  { asOf: true };
const times: NameList<StatisticsPage['times'][number]> = { recent: true, all: true };
const availabilityRow: NameList<StatisticsPage['services'][number]> = { url: true };
const search: NameList<Omit<SearchPage, keyof PageBase>> = { bundle: true, script: true };

const SHAPES: readonly Shape[] = [
  { mark: 'canonical', optional: page },
  { mark: 'months', optional: index },
  { mark: 'article', optional: articlePage },
  { mark: 'html', optional: edition },
  { mark: 'hashes', optional: step },
  { mark: 'key', optional: fact },
  { mark: 'at', optional: entryChange },
  { mark: 'home', optional: site },
  { mark: 'latest', optional: teaser },
  { mark: 'entries', optional: article },
  { mark: 'anchor', optional: entry },
  { mark: 'id', optional: service },
  { mark: 'text', optional: action },
  { mark: 'month', optional: month },
  { mark: 'troubled', optional: days },
  { mark: 'place', optional: mark },
  { mark: 'calendar', optional: year },
  { mark: 'uptime', optional: sections },
  { mark: 'openActions', optional: sections },
  { mark: 'key', optional: times },
  { mark: 'values', optional: availabilityRow },
  { mark: 'years', optional: search },
];

/** The marks of the kinds of view that have a name as an optional one. */
const MARKS: ReadonlyMap<string, readonly string[]> = new Map(
  SHAPES.flatMap(({ optional }) => Object.keys(optional)).map((name) => [
    name,
    SHAPES.filter(({ optional }) => Object.hasOwn(optional, name)).map(({ mark }) => mark),
  ]),
);

/** True if the view's type has this name although this view does not. */
export function isOptionalName(view: object, name: string): boolean {
  return MARKS.get(name)?.some((mark) => Object.hasOwn(view, mark)) ?? false;
}

/** Every name a view has or may have. */
export function namesOf(view: object): string[] {
  const optional = SHAPES.filter(({ mark }) => mark in view).flatMap((shape) => Object.keys(shape.optional));
  return [...new Set([...Object.keys(view), ...optional])];
}

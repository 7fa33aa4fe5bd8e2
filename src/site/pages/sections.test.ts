import { expect, test } from 'vitest';
import { formatsByLanguage } from '../../languages/format.ts';
import type { Facts, State } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { PageUrl } from '../../model/page.ts';
import type { Reference } from '../../model/reference.ts';
import type { Report } from '../../model/report.ts';
import type { Output } from '../../source/site-schema.ts';
import { newestReportFirst } from '../../model/newest-first.ts';
import { overviewOf } from './overview.ts';
import { plan } from '../plan.ts';
import type { ListPage } from '../plan.ts';
import { presentAt } from '../figures/present.ts';
import { action, entry, impacts, original, presentRow, report, SHEETS, site } from '../testing.ts';

const ASSETS = {
  style: '/assets/style.css' as PageUrl,
  sheets: SHEETS,
  script: undefined,
  scriptIntegrity: undefined,
  logo: undefined,
  icon: undefined,
  search: undefined,
};

/** A closed report of so many hours after the first minute of 2020. */
function after(hours: number): Report {
  const at = (minutes: number) =>
    new Date(Date.UTC(2020, 0, 1, hours, minutes)).toISOString().replace('.000', '') as Instant;
  const made = original(
    [
      entry('00:00', { at: at(0), state: 'investigating', title: 'Begun' }),
      entry('00:09', { at: at(9), state: 'resolved', title: 'Over' }),
    ],
    { severity: 'major', services: impacts('web') },
    {
      reference: `${at(0).slice(0, 10)}-n${hours}` as Reference,
      actions: [action('Look at it')],
    },
  );
  return report(made);
}

function pagesOf(reports: readonly Report[], outputs?: readonly Output[]): readonly ListPage[] {
  const own = site(outputs && { outputs });
  const rows = reports.map((each) => presentRow(each, own));
  const world = {
    site: own,
    assets: ASSETS,
    titles: (_: Language, key: string) => key,
    formats: formatsByLanguage(),
  };
  const planned = plan(world, overviewOf(rows.toSorted(newestReportFirst)), presentAt(rows, undefined), []);
  return [...planned.root(), ...own.languages.flatMap(planned.listsIn)];
}

/** Entries of all lists of a page, however deep. */
function lines(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + 1 + lines(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + lines(each), 0);
}

test('pages stay small whatever the number of reports, and the archive loses none', () => {
  // 10 000 reports, one an hour: 744 in a month.
  const reports = Array.from({ length: 10_000 }, (_, index) => after(index));
  const pages = pagesOf(reports);
  // The bar of a service has up to 90 days, each with up to four names.
  for (const page of pages) expect(lines(page), page.url).toBeLessThan(1_100);
  const listed = pages.flatMap((page) =>
    page.kind === 'archive-month' ? page.reports.map(({ reference }) => reference) : [],
  );
  expect(listed).toHaveLength(10_000);
  expect(new Set(listed).size).toBe(10_000);
  const index = pages.find(({ kind }) => kind === 'index');
  expect(index?.kind === 'index' && index.months.flatMap((each) => each.reports)).toHaveLength(60);
});

test('the sheets of a full month have addresses of their own', () => {
  const pages = pagesOf(Array.from({ length: 250 }, (_, index) => after(index)));
  const sheets = pages.flatMap((page) =>
    page.kind === 'archive-month' ? [[page.url, page.reports.length]] : [],
  );
  expect(sheets).toEqual([
    ['/en/archive/2020/01/', 100],
    ['/en/archive/2020/01/2/', 100],
    ['/en/archive/2020/01/3/', 50],
  ]);
});

test('what site.yaml leaves out is neither made nor linked', () => {
  const few = pagesOf([after(0)], ['articles', 'index']);
  expect(few.filter(({ kind }) => /^(archive|service|statistics|search)/.test(kind))).toEqual([]);
  expect(JSON.stringify(few)).not.toMatch(/\/en\/(archive|services|statistics|search)\//);
  expect(few[0]?.site.sections.map(({ key }) => key)).toEqual(['index']);
  const all = pagesOf([after(0)]);
  for (const kind of ['archive', 'archive-year', 'archive-month', 'service', 'statistics', 'search']) {
    expect(
      all.filter((page) => page.kind === kind),
      kind,
    ).toHaveLength(1);
  }
});

test('a year says on which days reports began, the gravest first', () => {
  const year = pagesOf([after(0), after(1), after(50)]).find(({ kind }) => kind === 'archive-year');
  expect(year?.kind === 'archive-year' && year.calendar).toMatchObject([
    {
      month: '2020-01',
      total: 3,
      length: 31,
      days: [
        { day: 1, total: 2, harm: 'major' },
        { day: 3, total: 1, harm: 'major' },
      ],
    },
  ]);
});

test('a site without reports has its pages, with nothing to say on them', () => {
  const pages = pagesOf([]);
  const service = pages.find(({ kind }) => kind === 'service');
  expect(service?.kind === 'service' && [service.uptime, service.reports, service.service.history]).toEqual([
    [],
    [],
    undefined,
  ]);
  expect(pages.filter(({ kind }) => kind === 'statistics')).toMatchObject([{ reports: [], actions: [] }]);
});

test('what is due first comes first, and only what is due before today is overdue', () => {
  const made = after(0);
  const actions = ['2020-03-01', undefined, '2019-12-31', '2020-01-01'].map((due, index) =>
    action(`Action ${index}`, { due }),
  );
  const done = action('Done', { due: '2019-01-01', done: '2019-02-01' });
  const found = pagesOf([report({ ...made.original, actions: [...actions, done] })]).find(
    ({ kind }) => kind === 'statistics',
  );
  expect(
    found?.kind === 'statistics' &&
      found.actions.map(({ action, isOverdue }) => [action.text.value, isOverdue]),
  ).toEqual([
    ['Action 2', true],
    ['Action 3', false],
    ['Action 0', false],
    ['Action 1', false],
  ]);
});

test('the root is the index of the default language, known to search engines at its other address', () => {
  const [root, index] = pagesOf([after(0)]).filter(({ kind }) => kind === 'index');
  expect(root).toEqual({ ...index, path: 'index.html', url: '/', isRoot: true });
  expect(root?.canonical).toBe('https://status.example.com/en/');
});

test('open reports come by what they weigh, then by their newest entry; what is planned waits', () => {
  const noon = (day: string) => `${day}T12:00:00Z` as Instant;
  const open = (day: string, facts: Partial<Facts>, state: State = 'investigating') =>
    report(original([entry('', { at: noon(day), state })], facts, { reference: `${day}-x` as Reference }));
  const planned = { start: noon('2020-01-07'), end: noon('2020-01-20') };
  const later = { start: noon('2020-03-20'), end: noon('2020-04-20') };
  const pages = pagesOf([
    open('2020-01-09', { kind: 'notice' }),
    open('2020-01-08', { kind: 'maintenance', planned: later }, 'scheduled'),
    open('2020-01-07', { kind: 'maintenance', planned }, 'in-progress'),
    open('2020-01-06', { severity: 'minor' }),
    open('2020-01-05', { severity: 'critical' }),
    open('2020-01-04', {}),
    open('2020-01-03', { severity: 'major' }),
  ]);
  const index = pages.find((page) => page.kind === 'index');
  const days = (list: readonly { readonly reference: string }[] | undefined) =>
    list?.map(({ reference }) => reference.slice(8, 10));
  expect(days(index?.open)).toEqual(['05', '03', '06', '04', '07', '09']);
  expect(days(index?.maintenance)).toEqual(['08']);
  expect(index?.verdict).toEqual({ condition: 'open', count: 4 });
});

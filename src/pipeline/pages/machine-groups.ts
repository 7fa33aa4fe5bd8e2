import type { Site } from '../../source/site-schema.ts';
import type { Present } from '../../site/figures/present.ts';
import {
  articleEntry,
  historyEntry,
  listEntry,
  listChanges,
  newestChange,
} from '../../site/machines/sitemap.ts';
import { hasReportFeeds } from '../../site/machines/feed-links.ts';
import type { SitemapEntry } from '../../site/machines/sitemap.ts';
import { statusFacts } from '../../site/machines/status-world.ts';
import type { StatusFacts } from '../../site/machines/status-world.ts';
import type { Surroundings } from '../../site/pages/base.ts';
import { recordBase } from '../../site/pages/record.ts';
import type { Plan } from '../../site/plan.ts';
import type { SiteRecord } from '../../site/record.ts';
import { reportAt } from '../../site/route.ts';
import { changesPage } from './changes-page.ts';
import { feedPages, oldFeedPage } from './feed-pages.ts';
import type { FeedsPlan } from './feed-pages.ts';
import { incidentPages } from './incident-pages.ts';
import { searchEnginePages } from './list-pages.ts';
import { llmsPages } from './llms-page.ts';
import { below, isBesideReports } from './page-groups.ts';
import type { PageGroup, Wanted } from './page-groups.ts';
import { isShortAddress, shortAddressPages } from './short-addresses.ts';
import { statusPages } from './status-pages.ts';
import { reportUpdatePages, updatePages } from './update-pages.ts';

/** What the files for programs are planned from. */
interface MachinePlan extends Omit<FeedsPlan, 'checkpoint'> {
  readonly site: Site;
  readonly present: Present;
  readonly record: SiteRecord;
  readonly surroundings: Surroundings;
  readonly planned: Plan;
}

/** Feeds, calendars, the status API, and other files for programs. */
export function machineGroups(input: MachinePlan): PageGroup[] {
  const { common, settings, rows, reportOf, present, linesOf } = input;
  const feedsPlan = { common, settings, rows, reportOf, linesOf, checkpoint: input.record.checkpoint };
  const { outputs, languages } = settings;
  const feeds = languages.map((language) => ({
    mayMake: (path: string) => isBesideReports(path, language, false),
    pages: () => [...feedPages(feedsPlan, language), ...updatePages(feedsPlan, language)],
  }));
  const reportFeeds = languages.map((language) => ({
    mayMake: (path: string) => path.endsWith('/updates.atom') && reportAt(path) !== undefined,
    pages: (wanted?: Wanted) => reportUpdatePages(feedsPlan, language, wanted?.reference),
  }));
  let known: StatusFacts | undefined;
  const facts = () => (known ??= statusFacts(settings, rows, present.at));
  const status = {
    mayMake: below('api/', 'badge'),
    pages: () => statusPages(feedsPlan, facts()),
  };
  const incidents = {
    mayMake: below('api/v2/incidents/'),
    pages: (wanted?: Wanted) => incidentPages(feedsPlan, facts(), present.at, wanted?.path),
  };
  const history = { mayMake: below('history.'), pages: () => [oldFeedPage(feedsPlan)] };
  return [
    ...(outputs.includes('feed') ? [...feeds, history, changesGroup(input)] : []),
    ...(hasReportFeeds(settings) ? reportFeeds : []),
    ...(outputs.includes('api') ? [status, incidents] : []),
    ...(outputs.includes('api') && outputs.includes('articles') ? [shortAddresses(input)] : []),
    { mayMake: below('llms.txt'), pages: () => llmsPages(common, input.planned) },
    {
      mayMake: below('sitemap', 'robots.txt'),
      pages: () => searchEnginePages(sitemapEntries(input), settings),
    },
  ];
}

function changesGroup(input: MachinePlan): PageGroup {
  return { mayMake: below('changes.json'), pages: () => [changesPage(input, input.record)] };
}

function shortAddresses({ common, rows, planned, site }: MachinePlan): PageGroup {
  const language = site.defaultLanguage;
  const names = new Set(site.aliases.map(({ path }) => path));
  return {
    mayMake: (path) => isShortAddress(path),
    pages: (wanted) => shortAddressPages({ common, language, rows, planned, taken: names }, wanted?.path),
  };
}

function sitemapEntries({ planned, settings, surroundings, site: { aliases } }: MachinePlan) {
  const { ordered } = planned;
  const { outputs, languages } = settings;
  const ofReports = (output: 'articles' | 'history', entryOf: typeof articleEntry): SitemapEntry[] =>
    outputs.includes(output)
      ? languages.flatMap((language) => ordered.flatMap((row) => entryOf(row, language, settings)))
      : [];
  const lists = [...planned.root(), ...aliases.map(planned.redirect), ...languages.flatMap(planned.listsIn)];
  const changed = listChanges(ordered);
  return [
    ...lists.flatMap((view) => listEntry(view, settings, changed(view))),
    ...ofReports('articles', articleEntry),
    ...ofReports('history', historyEntry),
    ...(outputs.includes('history') ? languages : []).flatMap((language) =>
      listEntry(recordBase(surroundings, language), settings, newestChange(ordered)),
    ),
  ];
}

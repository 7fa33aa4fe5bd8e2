import type { Feed, FeedEntry } from '../../model/feed.ts';
import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import { feedId } from '../../site/identity.ts';
import { localise } from '../../site/localise.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { descriptionIn, siteName } from '../../site/site-texts.ts';
import { serviceName } from '../../site/pages/article-view.ts';
import { absoluteUrl, articleUrl, feedHome, reportUpdatesUrl, updatesUrl } from '../../site/route.ts';
import type { RenderContext } from '../pages/context.ts';
import { NEVER } from './feed.ts';

/** What a feed of updates is about: a whole site, a service of it, or one report. */
export interface UpdatesSubject {
  readonly site: PageSettings;
  readonly language: Language;
  readonly service: string | undefined;
  readonly report: Report | undefined;
}

/** A feed with one entry for each update, newest first. */
export function updatesFeed(
  subject: UpdatesSubject,
  entries: readonly FeedEntry[],
  checkpoint: string | undefined,
  messages: RenderContext['messages'],
): Feed {
  const { site, language } = subject;
  const { id, name, home, atom, rss } = addressesOf(subject);
  const own = siteName(site, language).value;
  const updates = messages.t(language, 'updates.title');
  return {
    id: feedId(site, absoluteUrl(site, atom), `updates/${id}`),
    title: [...name, own, updates].join(' · '),
    description: descriptionIn(site, language, site.defaultLanguage)?.value,
    language,
    author: { name: own, url: site.url },
    home: absoluteUrl(site, home),
    self: { atom: absoluteUrl(site, atom), rss: rss && absoluteUrl(site, rss), json: undefined },
    updated: entries[0]?.updated ?? NEVER,
    checkpoint,
    entries,
    previous: undefined,
  };
}

function addressesOf({ site, language, service, report }: UpdatesSubject) {
  if (report) {
    const { reference } = report;
    return {
      id: `${language}/incidents/${reference}`,
      name: [localise(report, language).title.value],
      home: articleUrl(language, reference),
      atom: reportUpdatesUrl(language, reference),
      rss: undefined,
    };
  }
  const hasPage = site.outputs.includes('services');
  return {
    id: service === undefined ? language : `${language}/services/${service}`,
    name: service === undefined ? [] : [serviceName(service, site.services, language)],
    home: feedHome(language, hasPage ? service : undefined),
    atom: updatesUrl(language, 'atom', service),
    rss: updatesUrl(language, 'rss', service),
  };
}

import type { Language } from '../model/language.ts';
import type { OutputFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import { atomArchive, atomFeed } from '../render/machines/atom.ts';
import { icalendar } from '../render/machines/calendar.ts';
import { archiveFeed, archivesOf, entryMaker, subscription } from '../render/machines/feed.ts';
import type { FeedSubject, MakeEntry } from '../render/machines/feed.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { jsonFeed } from '../render/machines/json-feed.ts';
import { rssFeed } from '../render/machines/rss.ts';
import { calendarEvents } from '../site/machines/calendar-events.ts';
import { calendarUrl, feedArchiveUrl, feedUrl } from '../site/route.ts';
import { isMade } from '../site/pages/section.ts';
import { publicationsOf } from '../site/publications.ts';
import type { Publication } from '../site/publications.ts';
import { absoluteUrl, outputPath } from '../site/route.ts';
import { lazyFile, once } from '../publish/lazy-file.ts';

/**
 * The calendar and the feeds of a language, each in three formats. Services have feeds where they have pages, and
 * feeds have archives where there is an archive of reports.
 */
export function feedFiles(
  site: Site,
  reports: readonly Report[],
  language: Language,
  context: RenderContext,
): OutputFile[] {
  const publications = publicationsOf(reports, language);
  const make = entryMaker(site, language, context);
  const subjects: FeedSubject[] = [
    { site, language, service: undefined },
    ...(isMade(site, 'services') ? site.services : []).map(({ id }) => ({ site, language, service: id })),
  ];
  return [
    calendarFile(site, reports, language, context),
    ...subjects.flatMap((subject) => filesOf(subject, publications, make)),
  ];
}

function calendarFile(
  site: Site,
  reports: readonly Report[],
  language: Language,
  { messages }: RenderContext,
): OutputFile {
  const url = calendarUrl(language);
  const calendar = {
    name: site.name,
    description: site.description,
    language,
    url: absoluteUrl(site, url),
  };
  return lazyFile(outputPath(url), () =>
    icalendar({ ...calendar, events: calendarEvents(site, reports, language) }, (key, args) =>
      messages.t(language, key, args),
    ),
  );
}

function filesOf(subject: FeedSubject, publications: readonly Publication[], make: MakeEntry): OutputFile[] {
  const { site, language, service } = subject;
  const own =
    service === undefined ? publications : publications.filter(({ services }) => services.includes(service));
  const archives = isMade(site, 'archive') ? archivesOf(own) : [];
  const feed = once(() => subscription(subject, own, archives, make));
  return [
    lazyFile(outputPath(feedUrl(language, 'atom', service)), () => atomFeed(feed())),
    lazyFile(outputPath(feedUrl(language, 'rss', service)), () => rssFeed(feed())),
    lazyFile(outputPath(feedUrl(language, 'json', service)), () => jsonFeed(feed())),
    ...archives.map((archive, index) => {
      const url = feedArchiveUrl(language, archive.year, archive.sheet, service);
      return lazyFile(outputPath(url), () =>
        atomArchive(archiveFeed(subject, archive, archives[index - 1], make), absoluteUrl(site, url)),
      );
    }),
  ];
}

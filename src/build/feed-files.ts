import type { Language } from '../model/language.ts';
import type { OutputFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { atomArchive, atomFeed } from '../render/atom.ts';
import { icalendar } from '../render/calendar.ts';
import { archiveFeed, archivesOf, entryMaker, subscription } from '../render/feed.ts';
import type { FeedSubject, MakeEntry } from '../render/feed.ts';
import type { RenderContext } from '../render/helpers.ts';
import { jsonFeed } from '../render/json-feed.ts';
import { rssFeed } from '../render/rss.ts';
import { calendarEvents } from '../site/calendar-events.ts';
import { calendarUrl, feedArchiveUrl, feedUrl } from '../site/machine-route.ts';
import { publicationsOf } from '../site/publications.ts';
import type { Publication } from '../site/publications.ts';
import { absoluteUrl, outputPath } from '../site/route.ts';

/** The calendar and the feeds of a language and of each service in it, each in three formats, with their archives. */
export function feedFiles(
  site: Site,
  reports: readonly Report[],
  language: Language,
  context: RenderContext,
): OutputFile[] {
  const publications = publicationsOf(reports, language);
  const make = entryMaker(site, language, context);
  return [
    calendarFile(site, reports, language, context),
    ...filesOf({ site, language }, publications, make),
    ...site.services.flatMap(({ id }) =>
      filesOf(
        { site, language, service: id },
        publications.filter(({ services }) => services.includes(id)),
        make,
      ),
    ),
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
    ...(site.description !== undefined && { description: site.description }),
    language,
    url: absoluteUrl(site, url),
    events: calendarEvents(site, reports, language),
  };
  const body = icalendar(calendar, (key, args) => messages.t(language, key, args));
  return { path: outputPath(url), body };
}

function filesOf(subject: FeedSubject, publications: readonly Publication[], make: MakeEntry): OutputFile[] {
  const { site, language, service } = subject;
  const archives = archivesOf(publications);
  const feed = subscription(subject, publications, archives, make);
  return [
    { path: outputPath(feedUrl(language, 'atom', service)), body: atomFeed(feed) },
    { path: outputPath(feedUrl(language, 'rss', service)), body: rssFeed(feed) },
    { path: outputPath(feedUrl(language, 'json', service)), body: jsonFeed(feed) },
    ...archives.map((archive, index) => {
      const url = feedArchiveUrl(language, archive.year, archive.sheet, service);
      const body = atomArchive(
        archiveFeed(subject, archive, archives[index - 1], make),
        absoluteUrl(site, url),
      );
      return { path: outputPath(url), body };
    }),
  ];
}

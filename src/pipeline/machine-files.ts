import type { OutputFile } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import { recall } from '../model/recall.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import { badgeJson, badgeSvg } from '../render/machines/badge.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { writeJson } from '../render/json.ts';
import { sitemapFiles } from '../render/machines/sitemap.ts';
import { badgeNames, badges } from '../site/machines/badges.ts';
import type { Badge } from '../site/machines/badges.ts';
import type { Plan } from '../site/plan.ts';
import { fixedPath, outputPath, statusUrl } from '../site/route.ts';
import { sitemapEntries } from '../site/machines/sitemap.ts';
import type { SitemapEntry } from '../site/machines/sitemap.ts';
import { STATUS_FILES, statusAnswers } from '../site/machines/status-api.ts';
import { statusWorld } from '../site/machines/status-world.ts';
import type { StatusWorld } from '../site/machines/status-world.ts';
import { feedFiles } from './feed-files.ts';
import { lazyFile, once } from '../publish/lazy-file.ts';

/** Everything on the site that is made for programs, as far as site.yaml has it made. */
export function machineFiles(
  site: Site,
  reports: readonly Report[],
  planned: Plan,
  context: RenderContext,
): OutputFile[] {
  const { outputs, languages } = site;
  const world = (language: Language) =>
    once(() =>
      statusWorld(site, reports, language, planned.asOf, (key, args) =>
        context.messages.t(language, key, args),
      ),
    );
  return [
    ...(outputs.includes('feed')
      ? languages.flatMap((language) => feedFiles(site, reports, language, context))
      : []),
    ...(outputs.includes('api')
      ? [
          ...languages.flatMap((language) => apiFiles(site, language, world(language))),
          ...badgeFiles(site, world(site.defaultLanguage)),
        ]
      : []),
    ...searchEngineFiles(site, planned),
  ];
}

function apiFiles(site: Site, language: Language, world: () => StatusWorld): OutputFile[] {
  const answers = once(() => statusAnswers(world()));
  return STATUS_FILES.map((name) =>
    lazyFile(outputPath(statusUrl(site, language, name)), () => writeJson(answers()[name])),
  );
}

function badgeFiles(site: Site, world: () => StatusWorld): OutputFile[] {
  const all = once(() => badges(world()));
  return badgeNames(site).flatMap((name, index) => [
    lazyFile(fixedPath(`${name}.svg`), () => badgeSvg(all()[index] as Badge)),
    lazyFile(fixedPath(`${name}.json`), () => badgeJson(all()[index] as Badge)),
  ]);
}

const sitemapOf = recall((entries: readonly SitemapEntry[], siteUrl: string) =>
  sitemapFiles(entries, siteUrl),
);

/** The sitemap, and robots.txt that names it. Hosts answer for robots.txt at their root only. */
function searchEngineFiles(site: Site, { pages, updated }: Plan): OutputFile[] {
  const entries = sitemapEntries(pages, site, updated);
  const robots = `User-agent: *\nAllow: /\nSitemap: ${site.url}sitemap.xml\n`;
  return [
    ...sitemapOf(entries, site.url).map((file) => lazyFile(fixedPath(file.name), () => file.body)),
    ...(site.basePath === '/' ? [{ path: fixedPath('robots.txt'), body: robots }] : []),
  ];
}

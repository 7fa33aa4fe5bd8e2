import type { OutputFile, OutputPath } from '../model/file.ts';
import { latest } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { badgeJson, badgeSvg } from '../render/badge.ts';
import type { RenderContext } from '../render/helpers.ts';
import { writeJson } from '../render/json.ts';
import { sitemapFiles } from '../render/sitemap.ts';
import { badges } from '../site/badges.ts';
import type { Plan } from '../site/plan.ts';
import { outputPath } from '../site/route.ts';
import { sitemapEntries } from '../site/sitemap.ts';
import { statusFiles } from '../site/status-api.ts';
import { statusWorld } from '../site/status-world.ts';
import type { StatusWorld } from '../site/status-world.ts';
import { feedFiles } from './feed-files.ts';
import { lazyFile } from './lazy-file.ts';

/** Everything on the site that is made for programs, as far as site.yaml has it made. */
export function machineFiles(
  site: Site,
  reports: readonly Report[],
  planned: Plan,
  context: RenderContext,
): OutputFile[] {
  const { outputs, languages } = site;
  const world = (language: Language): StatusWorld =>
    statusWorld(site, reports, language, planned.asOf, (key, args) =>
      context.messages.t(language, key, args),
    );
  return [
    ...(outputs.includes('feed')
      ? languages.flatMap((language) => feedFiles(site, reports, language, context))
      : []),
    ...(outputs.includes('api')
      ? [
          ...languages.flatMap((language) => apiFiles(world(language))),
          ...badgeFiles(world(site.defaultLanguage)),
        ]
      : []),
    ...searchEngineFiles(site, reports, planned),
  ];
}

function apiFiles(world: StatusWorld): OutputFile[] {
  return statusFiles(world).map(({ url, value }) => lazyFile(outputPath(url), () => writeJson(value)));
}

function badgeFiles(world: StatusWorld): OutputFile[] {
  return badges(world).flatMap((badge) => [
    { path: `${badge.name}.svg` as OutputPath, body: badgeSvg(badge) },
    { path: `${badge.name}.json` as OutputPath, body: badgeJson(badge) },
  ]);
}

/** The sitemap, and robots.txt that names it. Hosts answer for robots.txt at their root only. */
function searchEngineFiles(site: Site, reports: readonly Report[], planned: Plan): OutputFile[] {
  const updated = reports.reduce<Instant | undefined>(
    (newest, { original }) => latest(newest, original.lastUpdate),
    undefined,
  );
  const entries = sitemapEntries(planned.pages, site.url, updated);
  const robots = `User-agent: *\nAllow: /\nSitemap: ${site.url}sitemap.xml\n`;
  return [
    ...sitemapFiles(entries, site.url).map(({ name, body }) => ({ path: name as OutputPath, body })),
    ...(site.basePath === '/' ? [{ path: 'robots.txt' as OutputPath, body: robots }] : []),
  ];
}

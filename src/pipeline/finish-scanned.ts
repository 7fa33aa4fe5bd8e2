import type { BuildInput, Extras } from './build-input.ts';
import type { PageCrew } from './crew/crew.ts';
import { allPages } from './pages/page-groups.ts';
import { finishSite } from './finish-site.ts';
import type { FinishedSite, Finishing } from './finish-site.ts';
import { aliasTarget } from '../site/route.ts';
import type { ScannedSite } from './scan-site.ts';

/** Makes the output of a scanned site. */
export function finishScanned(
  { site, theme, rows, present, own, checkpoint, plan, statics, says, isStopped }: ScannedSite,
  { generator, options }: Pick<BuildInput, 'generator' | 'options'>,
  { index, draw, crew: ownCrew, beside, ...extras }: Extras,
  making: Pick<Finishing, 'before' | 'rules' | 'pause'>,
): Promise<FinishedSite> {
  const crew = crewOf(theme, site, ownCrew) ?? beside?.(theme.files);
  return finishSite({
    ...extras,
    ...making,
    templates: theme.templates,
    statics,
    crew,
    pages: allPages(plan, crew?.rest),
    draws: draw !== undefined,
    index: site.outputs.includes('search') ? index : undefined,
    own: own.pages.map(({ name }) => name),
    site,
    compress: options.compress ?? site.compress,
    facts: {
      generator,
      asOf: present.at,
      at: options.at,
      checkpoint,
      basePath: site.basePath,
      reports: rows,
      redirects: Object.fromEntries(site.aliases.map((alias) => [alias.path, aliasTarget(site, alias)])),
    },
    says,
    isStopped,
  });
}

/** Threads for the templates of a site, if it has some of its own. */
export function crewOf(
  { files, hasOwnTemplates }: ScannedSite['theme'],
  { limits }: ScannedSite['site'],
  start: Extras['crew'],
): PageCrew | undefined {
  return hasOwnTemplates ? start?.(files, limits.parseTime) : undefined;
}

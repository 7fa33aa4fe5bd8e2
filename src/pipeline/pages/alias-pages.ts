import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Row } from '../../model/row.ts';
import { checkAliases } from '../../site/checks/aliases.ts';
import { aliasUrl, editionUrl, outputPath } from '../../site/route.ts';
import type { Alias, Site } from '../../source/site-schema.ts';
import { pagesNear } from './page-groups.ts';
import type { PagePlan } from './page-groups.ts';

/** Aliases that lead nowhere, or to an address where the site has a page of its own. */
export function wrongAliases(
  { site, rows }: { readonly site: Site; readonly rows: readonly Row[] },
  plan: PagePlan,
  known: readonly string[],
): Diagnostic[] {
  if (site.aliases.length === 0) return [];
  const redirects = new Map<string, number>();
  for (const path of site.aliases.map((alias): string => outputPath(aliasUrl(alias))))
    redirects.set(path, (redirects.get(path) ?? 0) + 1);
  const editions = site.outputs.includes('history') ? editionPaths(rows) : new Set<string>();
  // Each alias has a page; a second page at the same address is a clash.
  const isTaken = (path: string) =>
    pagesNear(plan, path).filter(({ name }) => name === path).length > (redirects.get(path) ?? 0);
  return checkAliases(site, new Set(known), { has: (path) => editions.has(path) || isTaken(path) });
}

function editionPaths(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(
    rows.flatMap(({ reference, locals }) =>
      Object.values(locals).flatMap(({ textLanguage, versions }) =>
        versions.map((version) => outputPath(editionUrl(textLanguage, reference, version))),
      ),
    ),
  );
}

/** Old addresses by the path of the page that leads from there. */
export function aliasesByPath(aliases: readonly Alias[]): ReadonlyMap<string, readonly Alias[]> {
  const found = new Map<string, Alias[]>();
  for (const alias of aliases) {
    const path = outputPath(aliasUrl(alias));
    const own = found.get(path);
    if (own) own.push(alias);
    else found.set(path, [alias]);
  }
  return found;
}

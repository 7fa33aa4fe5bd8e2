import type { Row } from '../model/row.ts';
import type { Alias, Site } from '../source/site-schema.ts';

/** A site with the old addresses that its reports state next to those of site.yaml, each once. */
export function withReportAliases(
  site: Site,
  rows: readonly Pick<Row, 'reference' | 'original' | 'aliases'>[],
): Site {
  const stated: Alias[] = [];
  for (const { reference, original, aliases } of rows)
    for (const alias of aliases) stated.push({ ...alias, reference, file: original.file });
  const fresh = stated.filter(({ path, reference }) => !has(site, path, reference));
  return fresh.length === 0 ? site : { ...site, aliases: [...site.aliases, ...fresh] };
}

function has({ aliases }: Site, path: string, reference: string): boolean {
  return aliases.some((alias) => alias.path === path && alias.reference === reference);
}

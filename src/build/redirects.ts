import type { OutputFile, OutputPath } from '../model/file.ts';
import type { Site } from '../model/site.ts';
import { aliasTarget } from '../site/route.ts';

/** `_redirects` for hosts that read it: the aliases of site.yaml, as permanent redirects. */
export function redirectsFile(site: Pick<Site, 'aliases' | 'basePath' | 'languages'>): OutputFile[] {
  const under = (path: string) => site.basePath + path.slice(1);
  const lines = site.aliases.map(
    (alias) => `${under(encodeURI(alias.path))} ${under(aliasTarget(site, alias))} 301\n`,
  );
  return lines.length === 0 ? [] : [{ path: '_redirects' as OutputPath, body: lines.join('') }];
}

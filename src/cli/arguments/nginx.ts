import { relative, resolve, sep } from 'node:path';
import type { BuildResult } from '../../pipeline/build.ts';
import { nginxConfig } from '../../publish/nginx.ts';
import { readSiteFile } from '../../host/files/site-files.ts';
import { writeFile } from '../../host/files/write.ts';
import type { Compression } from '../../model/compression.ts';
import { parseSite } from '../../source/site.ts';
import { Refused } from '../../host/refused.ts';

/**
 * Where `--nginx` writes; if it were inside the output folder, the next build would remove it. Throws
 * Refused.
 */
export function nginxTarget(cwd: string, named: string, out: string): string {
  const target = resolve(cwd, named);
  if (relative(out, target).split(sep)[0] !== '..') {
    throw new Refused(
      'usage',
      `--nginx: ${named} is in the output folder, where readers could see it`,
      'Name a file outside it: `--nginx nginx.conf`.',
    );
  }
  return target;
}

/** Writes the configuration for a site that was just built. `compress` replaces what site.yaml says. */
export function writeNginx(
  target: string,
  root: string,
  { made, unchanged, aliases }: Pick<BuildResult, 'made' | 'unchanged' | 'aliases'>,
  compress: readonly Compression[] | undefined,
): void {
  const site = parseSite(readSiteFile(root, 'site.yaml')).value;
  if (!site) return;
  const paths = [...made, ...unchanged].map(({ path }) => path);
  writeFile(target, nginxConfig(paths, { ...site, aliases, compress: compress ?? site.compress }));
}

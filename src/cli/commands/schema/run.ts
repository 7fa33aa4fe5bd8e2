import { readSiteFile } from '../../../host/files/site-files.ts';
import { frontMatterJsonSchema, siteJsonSchema } from '../../../source/json-schema.ts';
import { parseSite } from '../../../source/site.ts';
import type { Shared } from '../../shared-options.ts';
import type { SchemaCommand } from './options.ts';
import { findSite } from '../../arguments/site.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';
import { printJson } from '../../terminal/json.ts';

/** `schema`: a JSON Schema; that of front matter has the services of the site, where there is one. */
export function run(command: Shared & SchemaCommand, world: World): ExitCode {
  const schema =
    command.of === 'site'
      ? siteJsonSchema()
      : frontMatterJsonSchema({ serviceIds: siteServices(command.site, world.cwd) });
  printJson(schema, world);
  return EXIT.fine;
}

/** A schema is useful outside a site too; but a site that was named must exist. */
function siteServices(named: string | undefined, cwd: string): string[] {
  try {
    const site = parseSite(readSiteFile(findSite(cwd, named), 'site.yaml')).value;
    return site?.services.map(({ id }) => id) ?? [];
  } catch (error) {
    if (named === undefined && error instanceof Refused) return [];
    throw error;
  }
}

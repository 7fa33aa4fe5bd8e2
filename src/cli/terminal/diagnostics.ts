import { relative, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/formats/formats.ts';
import type { Format } from '../../diagnostics/formats/formats.ts';
import { packageHome, packageInfo } from '../../host/package-info.ts';
import { findSite } from '../arguments/site.ts';
import { wantsColour } from '../world.ts';
import type { World } from '../world.ts';

/**
 * Prints diagnostics: for people to stderr, for programs to stdout, where pipes are. `more` is what else a
 * command reports to programs.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  readSource: (path: string) => string | undefined,
  world: World,
  {
    format,
    colour,
    site,
    quiet = false,
  }: {
    readonly format: Format;
    readonly colour: boolean;
    readonly site?: string | undefined;
    readonly quiet?: boolean;
  },
  more?: object,
): void {
  const stream = format === 'pretty' ? world.stderr : world.stdout;
  const said = quiet ? diagnostics.filter(({ code }) => !WAITING.has(code)) : diagnostics;
  const text = formatDiagnostics(
    format,
    format === 'pretty' || format === 'json' ? said : inWorkspace(said, world, site),
    {
      readSource,
      colour: wantsColour(world, stream, colour),
      width: stream.columns,
      more,
      program: { version: packageInfo().version, home: packageHome().home },
    },
  );
  stream.write(text);
}

/** Work for a translator is not a problem. */
const WAITING: ReadonlySet<string> = new Set(['INC403', 'INC406']);

/** GitHub and GitLab expect paths from the top of the repository; the site may be a folder in it. */
function inWorkspace(
  diagnostics: readonly Diagnostic[],
  { cwd, environment }: World,
  site: string | undefined,
): readonly Diagnostic[] {
  const workspace = environment['GITHUB_WORKSPACE'] ?? environment['CI_PROJECT_DIR'];
  if (!workspace) return diagnostics;
  const folder = relative(workspace, findSite(cwd, site)).replaceAll(sep, '/');
  if (folder === '' || folder.startsWith('..')) return diagnostics;
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    place: { ...diagnostic.place, file: `${folder}/${diagnostic.place.file}` },
  }));
}

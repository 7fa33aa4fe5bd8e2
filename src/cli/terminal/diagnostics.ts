import { relative, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/formats/formats.ts';
import type { Format } from '../../diagnostics/formats/formats.ts';
import { packageHome, packageInfo } from '../../host/package-info.ts';
import { findSite } from '../arguments/site.ts';
import { wantsColour } from '../world.ts';
import type { World } from '../world.ts';

/** Prints diagnostics: for people to stderr, for programs to stdout, where pipes are. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  readSource: (path: string) => string | undefined,
  world: World,
  {
    format,
    colour,
    site,
  }: { readonly format: Format; readonly colour: boolean; readonly site?: string | undefined },
): void {
  const stream = format === 'pretty' ? world.stderr : world.stdout;
  const text = formatDiagnostics(
    format,
    format === 'github' || format === 'sarif' ? inWorkspace(diagnostics, world, site) : diagnostics,
    {
      readSource,
      colour: wantsColour(world, stream, colour),
      width: stream.columns,
      program: { version: packageInfo().version, home: packageHome().home },
    },
  );
  stream.write(text);
}

/** GitHub looks for files from the top of the repository, where a site may be a folder of it. */
function inWorkspace(
  diagnostics: readonly Diagnostic[],
  { cwd, environment }: World,
  site: string | undefined,
): readonly Diagnostic[] {
  const workspace = environment['GITHUB_WORKSPACE'];
  if (!workspace) return diagnostics;
  const folder = relative(workspace, findSite(cwd, site)).replaceAll(sep, '/');
  if (folder === '' || folder.startsWith('..')) return diagnostics;
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    place: { ...diagnostic.place, file: `${folder}/${diagnostic.place.file}` },
  }));
}

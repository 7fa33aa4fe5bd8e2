import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../diagnostics/formats/formats.ts';
import type { Format } from '../diagnostics/formats/formats.ts';
import { packageInfo } from '../host/package-info.ts';
import { wantsColour } from './world.ts';
import type { World } from './world.ts';

/** Prints diagnostics: for people to stderr, for programs to stdout, where pipes are. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  readSource: (path: string) => string | undefined,
  world: World,
  { format, colour }: { readonly format: Format; readonly colour: boolean },
): void {
  const stream = format === 'pretty' ? world.stderr : world.stdout;
  const text = formatDiagnostics(format, diagnostics, {
    readSource,
    colour: wantsColour(world, stream, colour),
    ...(stream.columns !== undefined && { width: stream.columns }),
    version: packageInfo().version,
  });
  stream.write(text);
}

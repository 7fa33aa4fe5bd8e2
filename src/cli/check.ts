import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Command } from './command-line.ts';
import { findSite } from './find-site.ts';
import { makeSite } from './make.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { EXIT } from './world.ts';
import type { ExitCode, World } from './world.ts';

/** `check`: everything `build` would complain about, templates and drafts included; writes nothing. */
export async function runCheck(
  command: Extract<Command, { name: 'check' }>,
  world: World,
): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const options = { strict: command.strict, keepGoing: false, drafts: true };
  const made = await makeSite(root, options, world, command);
  printDiagnostics(made.diagnostics, made.readSource, world, command);
  if (made.diagnostics.length === 0 && !command.quiet && command.format === 'pretty') {
    const { reports } = made.counts;
    world.stdout.write(`${reports} report${reports === 1 ? '' : 's'}: nothing to complain about\n`);
  }
  return hasErrors(made.diagnostics) ? EXIT.problems : EXIT.fine;
}

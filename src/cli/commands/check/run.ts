import { hasErrors, sortDiagnostics } from '../../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { indexSize, openCache } from '../../../host/files/cache.ts';
import { cacheFolder } from '../../../host/files/cache-folder.ts';
import { lookAtSite } from '../../../host/files/site-looks.ts';
import { readSiteFile } from '../../../host/files/site-files.ts';
import { letHeapGrow } from '../../../host/heap-growth.ts';
import { programDigest } from '../../../host/package-info.ts';
import { compareWithBase } from './base.ts';
import { findSite } from '../../arguments/site.ts';
import { fixable, fixFound } from './fix.ts';
import { makeSite } from '../../../host/make-site.ts';
import type { Made } from '../../../host/make-site.ts';
import type { BuildOptions } from '../../../pipeline/build.ts';
import { checkTimer } from '../../check-timer.ts';
import type { CheckCommand } from './options.ts';
import type { Shared } from '../../shared-options.ts';
import { readPresent } from '../../arguments/present.ts';
import { SITE_LEDGER } from '../../../versions/paths.ts';
import { startProgress } from '../../terminal/progress.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

type Command = Shared & CheckCommand;

/** How many rounds of fixes are made at most: one edit can reveal another mistake. */
const MOST_ROUNDS = 5;

/**
 * `check`: everything `build` would complain about, templates and drafts included; writes nothing except what
 * `--fix` asks for.
 */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const progress = startProgress(world, 'parsing', command.quiet);
  const options = {
    strict: command.strict,
    keepGoing: false,
    drafts: true,
    mode: 'check',
    compress: [],
    now: command.asOf === 'none' ? undefined : await readPresent(command.asOf),
  } as const;
  const isSpoken = !command.quiet && command.format === 'pretty';
  // In a hook, only the changes made are printed.
  const saysFixes = command.format === 'pretty' && (!command.quiet || command.staged);
  letHeapGrow(indexSize(cacheFolder(root)));
  const cache = openCache(cacheFolder(root), programDigest());
  if (cache.note !== undefined && !command.quiet) world.stderr.write(`${cache.note}\n`);
  const looks = lookAtSite(root);
  // Pages are made to see whether they can be; their bytes are not needed.
  const making = { progress, extras: { sink: () => undefined } };
  let made = await makeSite(root, options, { ...making, before: cache.memory, looks });
  const may = await fixable(root, command.staged, world.environment['GIT_INDEX_FILE']);
  for (let round = 0; command.fix && round < MOST_ROUNDS; round += 1) {
    const fixed = await fixFound(root, made, may);
    if (fixed.length === 0) break;
    for (const line of fixed) if (saysFixes) world.stdout.write(`fixed  ${line}\n`);
    made = await makeSite(root, options, { ...making, before: made.memory });
  }
  looks.keep();
  const failure = cache.keep(made.memory);
  if (failure !== undefined && command.verbose) world.stderr.write(`The cache was not saved: ${failure}.\n`);
  const around = await checkAround(root, made, { ...command, now: options.now });
  const diagnostics = sortDiagnostics([...made.diagnostics, ...around]);
  printDiagnostics(diagnostics, made.readSource, world, command, { reports: made.counts.reports });
  if (diagnostics.length === 0 && isSpoken) {
    const { reports } = made.counts;
    world.stdout.write(`${reports} report${reports === 1 ? '' : 's'}: no problems found\n`);
  }
  return hasErrors(diagnostics) ? EXIT.problems : EXIT.fine;
}

/**
 * Checks that a build does not make: comparing the site with another commit, and whether its timer still
 * runs.
 */
async function checkAround(
  root: string,
  { sources }: Pick<Made, 'sources'>,
  { base, allowPublished, now }: Pick<Command, 'base' | 'allowPublished'> & Pick<BuildOptions, 'now'>,
): Promise<readonly Diagnostic[]> {
  const compared = base === undefined ? [] : await compareWithBase(root, base, sources(), allowPublished);
  // Where there is a ledger of the site, no other file is read for this.
  const ledgers = () => {
    const whole = readSiteFile(root, SITE_LEDGER);
    return whole ? [whole] : sources();
  };
  return [...compared, ...(now === undefined ? [] : checkTimer(root, ledgers, now))];
}

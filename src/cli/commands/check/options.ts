import type { Format } from '../../../diagnostics/formats/formats.ts';
import { formatOption, given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export interface CheckCommand {
  readonly name: 'check';
  readonly strict: boolean;
  readonly fix: boolean;
  /** A git revision to compare what is published with. */
  readonly base?: string;
  /** Also what depends on the clock. */
  readonly now: boolean;
  readonly format: Format;
}

export const describeCheck: Describe<CheckCommand> = (program, choose) =>
  program
    .command('check')
    .description('find everything wrong with all reports, and write nothing')
    .option('--strict', 'count warnings as errors')
    .option('--fix', 'write the version numbers that are forgotten or wrong, and check again')
    .option('--base <ref>', 'also prove that nothing published at this git revision was changed')
    .option('--now', 'also warn of open reports without news for longer than `stale_after` in site.yaml')
    .addOption(formatOption())
    .action(({ strict = false, fix = false, now = false, base, format }) =>
      choose({ name: 'check', strict, fix, now, format, ...given({ base }) }),
    );

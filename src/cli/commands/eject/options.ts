import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface EjectCommand {
  /** `partials/teaser.eta`, with or without `templates/` before it. */
  readonly template?: string | undefined;
  readonly list: boolean;
  /** Overwrite an existing file. */
  readonly force: boolean;
  /** Show what the shipped file has changed since it was copied. */
  readonly diff: boolean;
  /** Merge those changes into the copy. */
  readonly merge: boolean;
  readonly json: boolean;
}

/** `incident-press eject`. */
export function describe(program: Commander, choose: Choose<EjectCommand>): void {
  program
    .command('eject')
    .description('copy a shipped template, style or text into the site, to change it')
    .argument('[template]', 'such as partials/teaser.eta')
    .option('--list', 'list all shipped files, and which of them the site has copied')
    .option('--force', 'overwrite an existing file')
    .option('--diff', 'show what the shipped file has changed since it was copied')
    .option('--merge', 'merge those changes into the copy')
    .option('--json', 'with --list: print JSON')
    .action(
      (
        template: string | undefined,
        { list = false, force = false, diff = false, merge = false, json = false },
      ) => choose({ list, force, diff, merge, json, ...given({ template }) }),
    );
}

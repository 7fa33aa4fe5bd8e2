import type { Command as Commander } from 'commander';
import type { Choose } from '../../shared-options.ts';

export interface TranslateCommand {
  /** A language tag, in any spelling. */
  readonly language: string;
  /** Any part of a reference. */
  readonly reference: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `incident-press translate`. */
export function describe(program: Commander, choose: Choose<TranslateCommand>): void {
  program
    .command('translate')
    .description('start a translation, or add the entries that one lacks')
    .argument('<lang>', 'a language of the site, such as fr')
    .argument('<ref>', 'any part of a reference')
    .option('--dry-run', 'print what would be written, and write nothing')
    .option('--json', 'print JSON')
    .action((language: string, reference: string, { dryRun = false, json = false }) =>
      choose({ language, reference, dryRun, json }),
    );
}

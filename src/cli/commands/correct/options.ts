import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { REF } from '../../shared-options.ts';

export interface CorrectCommand {
  readonly reference?: string | undefined;
  readonly language?: string | undefined;
  readonly changes?: string | undefined;
  readonly json: boolean;
}

/** `incident-press correct`. */
export function describe(program: Commander, choose: Choose<CorrectCommand>): void {
  program
    .command('correct')
    .description('set the version number of a text whose wording, but no fact, is improved')
    .argument('[ref]', REF)
    .option('--lang <tag>', 'the text to correct (default: the original)')
    .option('--changes <text>', 'what was improved, in one line')
    .option('--json', 'print JSON')
    .action((reference: string | undefined, { lang, changes, json = false }) =>
      choose({ json, ...given({ reference, changes, language: lang }) }),
    );
}

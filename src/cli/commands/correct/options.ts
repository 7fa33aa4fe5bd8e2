import { given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';
import { REF } from '../update/options.ts';

export interface CorrectCommand {
  readonly name: 'correct';
  readonly reference?: string;
  readonly language?: string;
  readonly changes?: string;
  readonly json: boolean;
}

export const describeCorrect: Describe<CorrectCommand> = (program, choose) =>
  program
    .command('correct')
    .description('number a better wording of the same facts')
    .argument('[ref]', REF)
    .option('--lang <tag>', 'the text to correct (default: the original)')
    .option('--changes <text>', 'what became better, in one line')
    .option('--json', 'print JSON')
    .action((reference: string | undefined, { lang, changes, json = false }) =>
      choose({ name: 'correct', json, ...given({ reference, changes, language: lang }) }),
    );

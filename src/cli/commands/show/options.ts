import { given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export interface ShowCommand {
  readonly name: 'show';
  readonly reference?: string;
  readonly language?: string;
  readonly json: boolean;
}

export const describeShow: Describe<ShowCommand> = (program, choose) =>
  program
    .command('show')
    .description('print a report in the terminal')
    .argument('[ref]', 'an unambiguous part of a reference (default: the newest open report)')
    .option('--lang <tag>', 'in this language (default: the one it was written in)')
    .option('--json', 'print JSON')
    .action((reference: string | undefined, { lang, json = false }) =>
      choose({ name: 'show', json, ...given({ reference, language: lang }) }),
    );

import { given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export interface ExplainCommand {
  readonly name: 'explain';
  readonly code?: string;
  readonly json: boolean;
}

export const describeExplain: Describe<ExplainCommand> = (program, choose) =>
  program
    .command('explain')
    .description('say what a diagnostic means and what to do about it')
    .argument('[code]', 'such as INC120; all of them without one')
    .option('--json', 'print JSON')
    .action((code: string | undefined, { json = false }) =>
      choose({ name: 'explain', json, ...given({ code }) }),
    );

import { given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export interface ListCommand {
  readonly name: 'list';
  readonly open: boolean;
  readonly since?: string;
  readonly json: boolean;
}

export const describeList: Describe<ListCommand> = (program, choose) =>
  program
    .command('list')
    .description('list the reports, the newest first')
    .option('--open', 'open ones only')
    .option('--since <date>', 'those updated on this day or later, such as 2026-05-07')
    .option('--json', 'print JSON')
    .action(({ open = false, since, json = false }) =>
      choose({ name: 'list', open, json, ...given({ since }) }),
    );

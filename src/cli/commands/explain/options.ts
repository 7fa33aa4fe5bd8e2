import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface ExplainCommand {
  readonly code?: string | undefined;
  readonly json: boolean;
}

/** `incident-press explain`. */
export function describe(program: Commander, choose: Choose<ExplainCommand>): void {
  program
    .command('explain')
    .description('explain what a code means and what to do about it')
    .argument('[code]', 'such as INC120; without one, lists all codes')
    .option('--json', 'print JSON')
    .action((code: string | undefined, { json = false }) => choose({ json, ...given({ code }) }));
}

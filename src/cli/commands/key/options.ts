import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface KeyCommand {
  /** Where the private key is written to. */
  readonly out?: string | undefined;
}

/** `incident-press key`. */
export function describe(program: Commander, choose: Choose<KeyCommand>): void {
  program
    .command('key')
    .description('make a key to sign the checkpoint of this site')
    .option('--out <file>', 'where to write the private key (default: print it)')
    .action(({ out }: KeyCommand) => choose(given({ out })));
}

import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface VerifyCommand {
  /** A folder or the address of a site; the output folder of the site without one. */
  readonly target?: string | undefined;
  readonly json: boolean;
}

/** `incident-press verify`. */
export function describe(program: Commander, choose: Choose<VerifyCommand>): void {
  program
    .command('verify')
    .description('prove that a site shows what was published, byte for byte')
    .argument('[target]', 'a built folder, or the address of a site (default: dist/)')
    .option('--json', 'print JSON')
    .action((target: string | undefined, { json = false }) => choose({ json, ...given({ target }) }));
}

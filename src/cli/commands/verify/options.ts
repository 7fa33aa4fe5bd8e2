import { given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export interface VerifyCommand {
  readonly name: 'verify';
  /** A folder or the address of a site; the output folder of the site without one. */
  readonly target?: string;
  readonly json: boolean;
}

export const describeVerify: Describe<VerifyCommand> = (program, choose) =>
  program
    .command('verify')
    .description('prove that a site shows what was published, byte for byte')
    .argument('[target]', 'a built folder, or the address of a site (default: dist/)')
    .option('--json', 'print JSON')
    .action((target: string | undefined, { json = false }) =>
      choose({ name: 'verify', json, ...given({ target }) }),
    );

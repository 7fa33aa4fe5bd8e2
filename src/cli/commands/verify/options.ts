import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface VerifyCommand {
  /** A folder or the address of a site; the output folder of the site without one. */
  readonly target?: string | undefined;
  /** The public key that checkpoints are signed with, or a file it is in. */
  readonly key?: string | undefined;
  /** What somebody saved from the site: a folder, a file, or the hash of a line of its ledger. */
  readonly against?: string | undefined;
  readonly json: boolean;
}

/** `incident-press verify`. */
export function describe(program: Commander, choose: Choose<VerifyCommand>): void {
  program
    .command('verify')
    .description('prove that a site shows what was published, byte for byte')
    .argument('[target]', 'a built folder, or the address of a site (default: dist/)')
    .option('--key <key>', 'the public key, or its file, that the checkpoint must be signed with')
    .option(
      '--against <saved>',
      'a dist/, build.json, checkpoint, feed, published/ or hash of a line that you kept: compare with that',
    )
    .option('--json', 'print JSON')
    .action((target: string | undefined, { json = false, key, against }) =>
      choose({ json, ...given({ target, key, against }) }),
    );
}

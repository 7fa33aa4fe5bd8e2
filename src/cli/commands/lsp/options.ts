import { Option } from 'commander';
import type { Command as Commander } from 'commander';
import type { Choose } from '../../shared-options.ts';

/** A language server has no options of its own. */
export type LspCommand = Readonly<Record<never, never>>;

/** `incident-press lsp`. */
export function describe(program: Commander, choose: Choose<LspCommand>): void {
  program
    .command('lsp')
    .description('start the language server that editors talk to, on standard input and output')
    // Many editors pass this by themselves; it changes nothing, since there is no other way to talk to the
    // server.
    .addOption(new Option('--stdio').hideHelp())
    .addOption(new Option('--clientProcessId <id>').hideHelp())
    .action(() => choose({}));
}

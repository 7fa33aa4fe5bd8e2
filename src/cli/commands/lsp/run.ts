import type { Shared } from '../../shared-options.ts';
import type { ExitCode, World } from '../../world.ts';
import type { LspCommand } from './options.ts';
import { startServer } from './server.ts';

/** `lsp`: the language server. Ends when the editor says so, or goes away. */
export function run(command: Shared & LspCommand, world: World): Promise<ExitCode> {
  startServer(command.site, world);
  return new Promise(() => undefined);
}

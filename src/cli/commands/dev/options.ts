import type { Command as Commander } from 'commander';
import { InvalidArgumentError } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface DevCommand {
  readonly port: number;
  /** The address to listen on; loopback only without one. */
  readonly host?: string | undefined;
  readonly open: boolean;
}

/** The default port of a preview. */
const PORT = 4000;

/** `incident-press dev`. */
export function describe(program: Commander, choose: Choose<DevCommand>): void {
  program
    .command('dev')
    .description('show the site in a browser while you write')
    .option('--port <n>', 'the port to serve at; the next one if it is taken', portNumber, PORT)
    .option('--host <address>', 'the address to listen on (default: this machine only)')
    .option('--open', 'open a browser')
    .action(({ port, host, open = false }) => choose({ port, open, ...given({ host }) }));
}

/** 0 stands for any free port. */
function portNumber(value: string): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number <= 65_535)) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return number;
}

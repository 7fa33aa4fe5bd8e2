import { styleText } from 'node:util';
import { hang } from '../diagnostics/formats/wrap.ts';

/** Where a command runs, and whom it talks to. */
export interface World {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** What is typed or piped in; undefined if nobody could answer. */
  readonly input?: Input | undefined;
}

export interface Input {
  readonly isTerminal: boolean;
  /** All that is piped in, as text. */
  readonly read: () => Promise<string>;
}

export interface Stream {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  readonly columns?: number | undefined;
}

/** The exit code of a process; see `incident-press --help`. */
export const EXIT = { fine: 0, problems: 1, usage: 2, incomplete: 3, bug: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Whether to colour: `--no-color`, then NO_COLOR and FORCE_COLOR (no-color.org), then the terminal. */
export function wantsColour(world: Pick<World, 'environment'>, stream: Stream, asked: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = world.environment;
  if (!asked || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return true;
  return stream.isTerminal && TERM !== 'dumb';
}

/** Prints why a command stopped, and the way out, in the form that all commands use. */
export function printStop(
  { message, hint }: { readonly message: string; readonly hint: string },
  { stderr, environment }: Pick<World, 'stderr' | 'environment'>,
  asked: boolean,
): void {
  const colour = wantsColour({ environment }, stderr, asked);
  const paint = (style: 'red' | 'cyan', text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  stderr.write(`${hang(`${paint('red', 'error')}  `, message, stderr.columns)}\n`);
  stderr.write(`${hang(`${paint('cyan', 'hint')}   `, hint, stderr.columns)}\n`);
}

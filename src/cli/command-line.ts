import { Command as Commander, CommanderError } from 'commander';
import { describeBuild } from './commands/build/options.ts';
import type { BuildCommand } from './commands/build/options.ts';
import { describeCheck } from './commands/check/options.ts';
import type { CheckCommand } from './commands/check/options.ts';
import { describeCompletion } from './commands/completion/options.ts';
import type { CompletionCommand } from './commands/completion/options.ts';
import { describeCorrect } from './commands/correct/options.ts';
import type { CorrectCommand } from './commands/correct/options.ts';
import { describeDev } from './commands/dev/options.ts';
import type { DevCommand } from './commands/dev/options.ts';
import { describeExplain } from './commands/explain/options.ts';
import type { ExplainCommand } from './commands/explain/options.ts';
import { describeFreeze } from './commands/freeze/options.ts';
import type { FreezeCommand } from './commands/freeze/options.ts';
import { describeInit } from './commands/init/options.ts';
import type { InitCommand } from './commands/init/options.ts';
import { describeList } from './commands/list/options.ts';
import type { ListCommand } from './commands/list/options.ts';
import { describeNew } from './commands/new/options.ts';
import type { NewCommand } from './commands/new/options.ts';
import { describePublish } from './commands/publish/options.ts';
import type { PublishCommand } from './commands/publish/options.ts';
import { describeRedact } from './commands/redact/options.ts';
import type { RedactCommand } from './commands/redact/options.ts';
import { describeResolve } from './commands/resolve/options.ts';
import type { ResolveCommand } from './commands/resolve/options.ts';
import { describeSchema } from './commands/schema/options.ts';
import type { SchemaCommand } from './commands/schema/options.ts';
import type { Shared } from './shared-options.ts';
import { describeShow } from './commands/show/options.ts';
import type { ShowCommand } from './commands/show/options.ts';
import { describeStatus } from './commands/status/options.ts';
import type { StatusCommand } from './commands/status/options.ts';
import { describeTranslate } from './commands/translate/options.ts';
import type { TranslateCommand } from './commands/translate/options.ts';
import { describeUpdate } from './commands/update/options.ts';
import type { UpdateCommand } from './commands/update/options.ts';
import { describeVerify } from './commands/verify/options.ts';
import type { VerifyCommand } from './commands/verify/options.ts';
import { describeWithdraw } from './commands/withdraw/options.ts';
import type { WithdrawCommand } from './commands/withdraw/options.ts';

type Own =
  | BuildCommand
  | CheckCommand
  | CompletionCommand
  | CorrectCommand
  | DevCommand
  | ExplainCommand
  | FreezeCommand
  | InitCommand
  | ListCommand
  | NewCommand
  | PublishCommand
  | RedactCommand
  | ResolveCommand
  | SchemaCommand
  | ShowCommand
  | StatusCommand
  | TranslateCommand
  | UpdateCommand
  | VerifyCommand
  | WithdrawCommand;

/** What a person asked for. One kind for each command. */
export type Command = Shared & Own;

/** In the order of the help text. */
const DESCRIPTIONS = [
  describeInit,
  describeNew,
  describeUpdate,
  describeResolve,
  describeCorrect,
  describeWithdraw,
  describeList,
  describeShow,
  describeTranslate,
  describeStatus,
  describeDev,
  describeCheck,
  describeFreeze,
  describeBuild,
  describeVerify,
  describeRedact,
  describePublish,
  describeExplain,
  describeSchema,
  describeCompletion,
];

/** A command line that asks for nothing we can do: what to print, and whether that is an error. */
export interface Answer {
  readonly name: 'answer';
  readonly text: string;
  readonly isError: boolean;
}

/**
 * Reads the arguments behind the program's name. Pure: it prints nothing and never exits. Help and version
 * are answers; so is a mistake, with the nearest thing that would be right.
 */
export function parseCommandLine(argv: readonly string[], version: string): Command | Answer {
  const output: string[] = [];
  let command: Command | undefined;
  const program = describeProgram(version, (chosen) => {
    command = chosen;
  });
  for (const each of [program, ...program.commands]) {
    each
      .exitOverride()
      .configureOutput({ writeOut: (text) => output.push(text), writeErr: (text) => output.push(text) });
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { name: 'answer', text: output.join(''), isError: error.exitCode !== 0 };
  }
  return command ?? { name: 'answer', text: program.helpInformation(), isError: true };
}

/** The program with all its commands, as commander knows it; `choose` takes what was asked for. */
export function describeProgram(version: string, choose: (command: Command) => void): Commander {
  const program = new Commander('incident-press')
    .description('Turns incident reports written in Markdown into a versioned, multilingual static site.')
    .version(version)
    .option('--site <dir>', 'the folder that holds site.yaml (default: here or above)')
    .option('--quiet', 'print problems only')
    .option('--verbose', 'print more, stack traces of bugs too')
    .option('--no-color', 'print without colours')
    .helpOption('--help', 'show this')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', EXIT_CODES);
  for (const describeCommand of DESCRIPTIONS) {
    describeCommand(program, (own) => {
      const {
        site,
        quiet = false,
        verbose = false,
        color,
      } = program.opts<{ site?: string; quiet?: boolean; verbose?: boolean; color: boolean }>();
      choose({ ...(site !== undefined && { site }), quiet, verbose, colour: color, ...own });
    });
  }
  for (const each of program.commands)
    each.helpOption('--help', 'show this').showSuggestionAfterError(true).allowExcessArguments(false);
  return program;
}

const EXIT_CODES = `
Exit codes: 0 fine, 1 problems in the content, 2 a mistake on the command line,
3 built, with some reports kept at their last published version (--keep-going), 70 a bug of ours.`;

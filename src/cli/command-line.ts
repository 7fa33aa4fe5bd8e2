import { Command as Commander, CommanderError } from 'commander';
import { describeBuild } from './options/build.ts';
import type { BuildCommand } from './options/build.ts';
import { describeCheck } from './options/check.ts';
import type { CheckCommand } from './options/check.ts';
import { describeCompletion } from './options/completion.ts';
import type { CompletionCommand } from './options/completion.ts';
import { describeCorrect } from './options/correct.ts';
import type { CorrectCommand } from './options/correct.ts';
import { describeDev } from './options/dev.ts';
import type { DevCommand } from './options/dev.ts';
import { describeExplain } from './options/explain.ts';
import type { ExplainCommand } from './options/explain.ts';
import { describeFreeze } from './options/freeze.ts';
import type { FreezeCommand } from './options/freeze.ts';
import { describeInit } from './options/init.ts';
import type { InitCommand } from './options/init.ts';
import { describeList } from './options/list.ts';
import type { ListCommand } from './options/list.ts';
import { describeNew } from './options/new.ts';
import type { NewCommand } from './options/new.ts';
import { describePublish } from './options/publish.ts';
import type { PublishCommand } from './options/publish.ts';
import { describeRedact } from './options/redact.ts';
import type { RedactCommand } from './options/redact.ts';
import { describeResolve } from './options/resolve.ts';
import type { ResolveCommand } from './options/resolve.ts';
import { describeSchema } from './options/schema.ts';
import type { SchemaCommand } from './options/schema.ts';
import type { Shared } from './options/shared.ts';
import { describeShow } from './options/show.ts';
import type { ShowCommand } from './options/show.ts';
import { describeStatus } from './options/status.ts';
import type { StatusCommand } from './options/status.ts';
import { describeTranslate } from './options/translate.ts';
import type { TranslateCommand } from './options/translate.ts';
import { describeUpdate } from './options/update.ts';
import type { UpdateCommand } from './options/update.ts';
import { describeVerify } from './options/verify.ts';
import type { VerifyCommand } from './options/verify.ts';
import { describeWithdraw } from './options/withdraw.ts';
import type { WithdrawCommand } from './options/withdraw.ts';

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

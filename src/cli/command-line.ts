import { Command as Commander, CommanderError } from 'commander';
import { COMMANDS } from './commands.ts';
import type { Task } from './commands.ts';
import { usageRefusal } from './usage-refusal.ts';
import type { Shared } from './shared-options.ts';
import type { ExitCode, World } from './world.ts';

/** What a command line asks for: something to do, or a text to print. */
export type Asked =
  | { readonly kind: 'task'; readonly shared: Shared; readonly carryOut: (world: World) => Promise<ExitCode> }
  | { readonly kind: 'text'; readonly text: string; readonly isMistake: boolean };

/**
 * Reads the arguments after the program's name. It prints nothing and never exits. Throws Refused for a
 * mistake, with the nearest valid word.
 */
export function parseCommandLine(argv: readonly string[], version: string): Asked {
  const output: string[] = [];
  let chosen: Asked | undefined;
  const program = describeProgram(version, (task) => {
    const shared = sharedOptions(program);
    chosen = { kind: 'task', shared, carryOut: (world) => task(shared, world) };
  });
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({ writeOut: (text) => output.push(text), writeErr: () => undefined });
  }
  try {
    program.parse(wordsOf(argv, program), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text: output.join(''), isMistake: false };
    if (error.code === 'commander.help') return helpOf(program);
    throw usageRefusal(error, argv, program);
  }
  return chosen ?? helpOf(program);
}

/** `help build` is another way to say `build --help`. */
function wordsOf(argv: readonly string[], program: Commander): string[] {
  const [first, name] = argv;
  if (first !== 'help') return [...argv];
  const isKnown = name === undefined || program.commands.some((each) => each.name() === name);
  return isKnown ? [...argv.slice(1), '--help'] : argv.slice(1);
}

/** Shown if no command is named. */
function helpOf(program: Commander): Asked {
  return { kind: 'text', text: program.helpInformation(), isMistake: true };
}

/** The program with all its commands, as a commander program; `choose` is called with what was asked for. */
export function describeProgram(version: string, choose: (task: Task) => void): Commander {
  const program = new Commander('incident-press')
    .description('Turns incident reports written in Markdown into a versioned, multilingual static site.')
    .version(version)
    .option('--site <dir>', 'the folder with site.yaml (default: this folder or one above)')
    .option('--quiet', 'print only problems')
    .option('--verbose', 'print more, including stack traces of bugs')
    .option('--no-color', 'print without colours')
    .helpOption('-h, --help', 'show this')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', EXIT_CODES);
  for (const offer of COMMANDS) offer(program, choose);
  for (const each of program.commands)
    each.helpOption('-h, --help', 'show this').showSuggestionAfterError(true).allowExcessArguments(false);
  return program;
}

function sharedOptions(program: Commander): Shared {
  const { site, quiet = false, verbose = false, color } = program.opts<SharedOptions>();
  return { site, quiet, verbose, colour: color };
}

interface SharedOptions {
  readonly site?: string | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly color: boolean;
}

const EXIT_CODES = `
Exit codes: 0 fine, 1 problems in the content, 2 a mistake on the command line,
3 built, with some reports kept at their last published version (--keep-going), 70 a bug of ours.`;

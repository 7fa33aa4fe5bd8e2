import { Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FORMATS } from '../diagnostics/formats/formats.ts';
import type { Format } from '../diagnostics/formats/formats.ts';
import { nearest } from '../diagnostics/nearest.ts';

/** What a person asked for. One kind for each command. */
export type Command = Shared &
  (
    | {
        readonly name: 'build';
        readonly out?: string;
        /** `now`, or an instant not read yet. */
        readonly asOf?: string;
        readonly strict: boolean;
        readonly keepGoing: boolean;
        readonly jobs?: number;
        readonly format: Format;
      }
    | { readonly name: 'check'; readonly strict: boolean; readonly format: Format }
    | { readonly name: 'explain'; readonly code?: string; readonly json: boolean }
    | { readonly name: 'schema' }
  );

export interface Shared {
  readonly site?: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly colour: boolean;
}

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
  const program = describe(version, (chosen) => {
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

function describe(version: string, choose: (command: Command) => void): Commander {
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
  const chosen = (own: object) => {
    const {
      site,
      quiet = false,
      verbose = false,
      color,
    } = program.opts<{ site?: string; quiet?: boolean; verbose?: boolean; color: boolean }>();
    choose({ ...(site !== undefined && { site }), quiet, verbose, colour: color, ...own } as Command);
  };
  program
    .command('build')
    .description('build the site into dist/')
    .option('--out <dir>', 'the folder to write (default: dist/ beside site.yaml)')
    .option(
      '--as-of <instant>',
      'what counts as the present: an instant, or `now` (default: the newest in the content)',
    )
    .option('--strict', 'count warnings as errors')
    .option('--keep-going', 'build without the reports that have errors')
    .option('--jobs <n>', 'reports parsed at a time', positive)
    .addOption(formatOption())
    .action(({ out, asOf, strict = false, keepGoing = false, jobs, format }) =>
      chosen({
        name: 'build',
        ...(out !== undefined && { out }),
        ...(asOf !== undefined && { asOf }),
        strict,
        keepGoing,
        ...(jobs !== undefined && { jobs }),
        format,
      }),
    );
  program
    .command('check')
    .description('find everything wrong with all reports, and write nothing')
    .option('--strict', 'count warnings as errors')
    .addOption(formatOption())
    .action(({ strict = false, format }) => chosen({ name: 'check', strict, format }));
  program
    .command('explain')
    .description('say what a diagnostic means and what to do about it')
    .argument('[code]', 'such as INC120; all of them without one')
    .option('--json', 'print JSON')
    .action((code: string | undefined, { json = false }) =>
      chosen({ name: 'explain', ...(code !== undefined && { code }), json }),
    );
  program
    .command('schema')
    .description('print the JSON Schema of front matter, for editors')
    .action(() => chosen({ name: 'schema' }));
  for (const each of program.commands)
    each.helpOption('--help', 'show this').showSuggestionAfterError(true).allowExcessArguments(false);
  return program;
}

const EXIT_CODES = `
Exit codes: 0 fine, 1 problems in the content, 2 a mistake on the command line,
3 built without the reports that have errors (--keep-going), 70 a bug of ours.`;

function formatOption(): Option {
  return new Option('--format <name>', 'how problems are printed: pretty, json, github or sarif')
    .default('pretty')
    .argParser((value) => {
      const format = FORMATS.find((each) => each === value);
      if (format) return format;
      const guess = nearest(value, FORMATS);
      throw new InvalidArgumentError(
        guess ? `Did you mean ${guess}?` : `It is one of ${FORMATS.join(', ')}.`,
      );
    });
}

function positive(value: string): number {
  const number = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

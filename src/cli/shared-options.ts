import { InvalidArgumentError, Option } from 'commander';
import type { Command as Commander } from 'commander';
import { FORMATS } from '../diagnostics/formats/formats.ts';
import { nearest } from '../diagnostics/nearest.ts';

/** What every command gets besides its own options. */
export interface Shared {
  readonly site?: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly colour: boolean;
}

/** Called with what a command was asked to do. */
export type Choose<C> = (command: C) => void;

export const REF = 'an unambiguous part of a reference, or a path (default: the open report)';
export const REF_OF_ONE = 'a part of a reference that fits only one report';
export const CHANGES = 'what the new version adds, in one line (default: the headline)';
export const AT = 'when it happened: -10m, 16:25, 16:25Z, "yesterday 23:50", or in full (default: now)';

/** `--format`, for every command that prints diagnostics. */
export function formatOption(): Option {
  return new Option(
    '--format <name>',
    `how problems are printed: ${FORMATS.slice(0, -1).join(', ')} or ${FORMATS.at(-1)}`,
  )
    .default('pretty')
    .argParser(oneOf(FORMATS));
}

/** `--json`, for a command that prints diagnostics: another way to say `--format json`. */
export function jsonOption(): Option {
  return new Option('--json', 'print JSON, as `--format json` does').implies({ format: 'json' });
}

/** Reads an option that must be one of some names; a mistake is answered with the nearest name. */
export function oneOf<T extends string>(names: readonly T[]): (value: string) => T {
  const read = (value: string): T => {
    const name = names.find((each) => each === value);
    if (name !== undefined) return name;
    const guess = nearest(value, names);
    throw new InvalidArgumentError(guess ? `Did you mean ${guess}?` : `It is one of ${names.join(', ')}.`);
  };
  choices.set(read, names);
  return read;
}

const choices = new WeakMap<object, readonly string[]>();

/** The names that an option allows; undefined if it may be anything. */
export function namesOf({ parseArg }: Option): readonly string[] | undefined {
  return parseArg && choices.get(parseArg);
}

/** Reads an option that must be a whole number above 0. */
export function positive(value: string): number {
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

/** Leaves out options that were not given. */
export function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Collects an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** A single argument is the headline; of two, the first is the report. */
export function splitWords(
  words: readonly string[],
  refuse: (message: string) => never,
): { readonly reference?: string | undefined; readonly headline: string } {
  const [first = '', second] = words;
  if (words.length > 2)
    refuse(`error: too many words: put what is new in quotation marks: "${words.join(' ')}"`);
  return second === undefined ? { headline: first } : { reference: first, headline: second };
}

/**
 * The same of a command that takes a ready sentence for the headline: then there is nothing but the report to
 * name. `refuse` ends the command with a message.
 */
export function wordsOrSentence(
  words: readonly string[],
  { say, state, text }: { readonly say?: unknown; readonly state?: string; readonly text?: string },
  refuse: (message: string) => never,
): { readonly reference?: string | undefined; readonly headline?: string | undefined } {
  if (say === undefined) {
    return words.length > 0 ? splitWords(words, refuse) : refuse("error: missing required argument 'words'");
  }
  if (words.length > 1) refuse('error: `--say` is the headline already: leave out the other one, or `--say`');
  if (text !== undefined)
    refuse(
      'error: `--say` takes no `--text`, which would be in one language only: add it as an entry of its own',
    );
  if (state !== undefined) refuse('error: `--say` brings its state with it: leave out `--state`');
  return given({ reference: words[0] });
}

/** The options of a command that withdraws or cancels a report: why, and when. */
export interface TakingBack {
  readonly reference: string;
  readonly reason: string;
  readonly at?: string | undefined;
  readonly changes?: string | undefined;
  readonly json: boolean;
}

/** Adds the options of a command that withdraws or cancels a report. */
export function describeTakingBack(command: Commander, choose: Choose<TakingBack>): void {
  type Options = Omit<TakingBack, 'reference' | 'json'> & { json?: boolean | undefined };
  command
    .argument('<ref>', REF_OF_ONE)
    .requiredOption('--reason <text>', 'the reason, for readers')
    .option('--at <time>', AT)
    .option('--changes <text>', CHANGES)
    .option('--json', 'print JSON')
    .action((reference: string, { reason, at, changes, json = false }: Options) =>
      choose({ reference, reason, json, ...given({ at, changes }) }),
    );
}

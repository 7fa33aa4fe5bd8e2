import type { z } from 'zod';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Hint, Outcome, Place } from '../diagnostics/diagnostic.ts';
import { placeOf, replaceAt } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { SitePath } from '../model/file.ts';
import type { Matter } from './matter.ts';
import { missingKey } from './slips/missing-key.ts';
import type { IssueParams } from './refuse.ts';
import { fixedWord } from './slips/everyday-words.ts';
import { listKeysOnce, unknownKey } from './slips/unknown-key.ts';
import { valueAt, withValueAt } from './yaml/value-at.ts';

/** How the issues of one schema are worded: the keys it knows at a path. */
export type KeysAt = (path: readonly PropertyKey[]) => readonly string[];

/** Tells a writer where a value is wrong and what would be right, for every issue a schema reports. */
export function validate<T>(
  schema: z.ZodType<T>,
  matter: Matter,
  file: SitePath,
  keysAt: KeysAt,
): Outcome<T | undefined> {
  const result = schema.safeParse(matter.value);
  if (result.success) return { value: result.data, diagnostics: [] };
  let guesses = 0;
  const world: World = {
    matter,
    file,
    keysAt,
    wrongPaths: (value) => wrongPaths(schema, value),
    mayGuess: () => (guesses += 1) <= MOST_GUESSES,
  };
  const said = result.error.issues.map((issue) => ({ issue, diagnostics: toDiagnostics(issue, world) }));
  return { value: undefined, diagnostics: listKeysOnce(withoutEchoes(said)) };
}

/**
 * The limit on guesses: each takes as long as reading the whole again, and a file with more wrong keys has a
 * different problem.
 */
const MOST_GUESSES = 20;

type Said = { readonly issue: Issue; readonly diagnostics: readonly Diagnostic[] };

/** A key with a wrong name is not also reported as missing. */
function withoutEchoes(said: readonly Said[]): Diagnostic[] {
  const renamed = said.flatMap(({ issue, diagnostics }) =>
    issue.code === 'unrecognized_keys'
      ? diagnostics.map(({ hint }) => [...issue.path, hint?.write?.text].map(String).join('.'))
      : [],
  );
  return said.flatMap(({ issue, diagnostics }) =>
    renamed.includes(issue.path.map(String).join('.')) ? [] : diagnostics,
  );
}

/** What is needed to word an issue and place it. */
interface World {
  readonly matter: Matter;
  readonly file: SitePath;
  readonly keysAt: KeysAt;
  /** The dotted paths at which the schema finds something wrong in other values. */
  readonly wrongPaths: (value: unknown) => readonly string[];
  /** Whether the key that is meant by another unknown one may still be looked for. */
  readonly mayGuess: () => boolean;
}

function wrongPaths(schema: z.ZodType, value: unknown): readonly string[] {
  return schema.safeParse(value).error?.issues.map(({ path }) => path.map(String).join('.')) ?? [];
}

type Issue = z.core.$ZodIssue;

function toDiagnostics(issue: Issue, world: World): Diagnostic[] {
  const { matter, file } = world;
  const path = issue.path.map(String).join('.');
  const value = valueAt(matter.value, issue.path);
  const place = placeOf(file, matter.place(path));
  const name = nameOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknown(key, issue.path, world));
    case 'custom':
      return [refused(issue, place, (hint, right) => written(hint, right, issue.path, world))];
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        inner.code === 'custom'
          ? [refusedKey(inner, path, world)]
          : toDiagnostics({ ...inner, path: issue.path }, world),
      );
    case 'invalid_type':
      return [
        value === undefined
          ? missingKey(issue.path, matter, file)
          : wrongType(issue.expected, issue.path, world),
      ];
    case 'invalid_value':
      return [
        typeof value === 'string'
          ? wrongWord(value, issue.values.map(String), issue.path, world)
          : wrongType('string', issue.path, world),
      ];
    case 'too_small':
      return [diagnose('INC112', place, `${name} is empty`, EMPTY)];
    case 'too_big':
      return [tooLong(name, String(value).length, Number(issue.maximum), place)];
    case 'invalid_union':
      return unionIssue(issue, world);
    default:
      return [wrongType('another value', issue.path, world)];
  }
}

type Refusal = Extract<Issue, { code: 'custom' }>;

/** What one of our own rules says of a value. */
function refused(
  { message, params }: Refusal,
  place: Place,
  hinted: (hint: string, right: string | undefined) => Hint,
): Diagnostic {
  const { code, hint, right } = params as unknown as IssueParams;
  return diagnose(code, place, message, hinted(hint, right));
}

/** The same for a key that the writer chose, such as an old address. */
function refusedKey(issue: Refusal, path: string, { matter, file }: World): Diagnostic {
  const range = matter.keyPlace(path);
  return refused(issue, placeOf(file, range), (text, right) =>
    right === undefined ? { text } : { text, write: replaceAt(file, range, right) },
  );
}

const EMPTY = 'Write something after the colon, or delete the line.';

function tooLong(name: string, length: number, most: number, place: Place): Diagnostic {
  const message = `${name} has ${length} characters; at most ${most} are allowed`;
  return diagnose('INC114', place, message, 'Lists show all of it. Put the rest below the front matter.');
}

/** A hint with the edit that puts `right` in place of the value at a path, where the value is on one line. */
function written(
  text: string,
  right: string | undefined,
  path: Issue['path'],
  { matter, file }: World,
): Hint {
  const range = matter.place(path.map(String).join('.'));
  const value = valueAt(matter.value, path);
  const isOnOneLine = typeof value === 'string' && range[3] - range[1] >= value.length;
  return right !== undefined && isOnOneLine ? { text, write: replaceAt(file, range, right) } : { text };
}

/** If several kinds of value are allowed, only the kind that was written reports problems. */
function unionIssue(issue: Extract<Issue, { code: 'invalid_union' }>, world: World): Diagnostic[] {
  const isOtherKind = ({ code, path }: Issue) => code === 'invalid_type' && path.length === 0;
  const branch = issue.errors.find((errors) => !errors.some(isOtherKind));
  const inner = branch?.map((each) => ({ ...each, path: [...issue.path, ...each.path] }) as Issue);
  if (inner) return inner.flatMap((each) => toDiagnostics(each, world));
  const kinds = issue.errors.flatMap(([first]) => (first && 'expected' in first ? first.expected : []));
  return [wrongType(kinds.map((kind) => KINDS_OF_VALUE[kind] ?? kind).join(' or '), issue.path, world)];
}

function unknown(key: string, path: Issue['path'], world: World): Diagnostic {
  const { matter, file, keysAt, wrongPaths } = world;
  const map = valueAt(matter.value, path) as Readonly<Record<string, unknown>>;
  const parent = path.map(String).join('.');
  const mayGuess = world.mayGuess();
  return unknownKey({
    key,
    path,
    there: mayGuess ? Object.keys(map) : [],
    known: mayGuess ? keysAt(path) : [],
    file,
    range: matter.keyPlace(parent === '' ? key : `${parent}.${key}`),
    isRight: (name) => {
      const renamed = Object.fromEntries(Object.entries(map).map(([k, v]) => [k === key ? name : k, v]));
      const before = wrongPaths(matter.value);
      const wrong = wrongPaths(withValueAt(matter.value, path, renamed));
      return wrong.every((each) => before.includes(each));
    },
  });
}

const KINDS_OF_VALUE: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

const HOW_TO_WRITE: Readonly<Record<string, string>> = {
  string:
    'Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
  array: 'Write it as `[one, two]`, or one on each line after `- `.',
  object: 'Write its keys below it, indented by two spaces.',
};

function wrongType(expected: string, path: Issue['path'], world: World): Diagnostic {
  const { matter, file } = world;
  const range = matter.place(path.map(String).join('.'));
  const value = valueAt(matter.value, path);
  const isList = expected === 'array' || expected === 'a list or a map';
  const list = isList && typeof value === 'string' ? listOf(value) : undefined;
  const hint = HOW_TO_WRITE[expected] ?? 'Compare it with the examples in docs/writing.md.';
  return diagnose(
    'INC112',
    placeOf(file, range),
    `${nameOf(path)} must be ${KINDS_OF_VALUE[expected] ?? expected}`,
    list ? written(`Write \`${list}\`.`, list, path, world) : hint,
  );
}

/** One word, or several with commas, turned into the list they are meant to be. */
function listOf(value: string): string | undefined {
  return /^[\w.-]+(?:, *[\w.-]+)*$/.test(value) ? `[${value.split(/, */).join(', ')}]` : undefined;
}

function wrongWord(value: string, allowed: readonly string[], path: Issue['path'], world: World): Diagnostic {
  const range = world.matter.place(path.map(String).join('.'));
  const isService = path.at(-2) === 'services';
  const guess = fixedWord(isService ? 'service' : String(path.at(-1)), value) ?? nearest(value, allowed);
  const right = guess !== undefined && allowed.includes(guess) ? guess : undefined;
  return diagnose(
    'INC113',
    placeOf(world.file, range),
    isService
      ? `\`${value}\` is not a state of a service`
      : `\`${value}\` is not one of the words allowed for ${nameOf(path)}`,
    right === undefined
      ? `It is one of ${allowed.map((each) => `\`${each}\``).join(', ')}.`
      : written(`Did you mean \`${right}\`?`, right, path, world),
  );
}

function nameOf(path: readonly PropertyKey[]): string {
  const key = path.findLast((part) => typeof part === 'string' && !/^\d+$/.test(part));
  return `\`${String(key ?? 'this')}\``;
}

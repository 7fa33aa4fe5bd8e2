import type { z } from 'zod';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { SitePath } from '../model/file.ts';
import type { Matter } from './matter.ts';
import type { IssueParams } from './refuse.ts';

/** How issues of one schema are put into words: the keys it knows at a path. */
export type KeysAt = (path: readonly PropertyKey[]) => readonly string[];

/** Shows a writer where a value is wrong and what would be right, for every issue a schema has with it. */
export function validate<T>(
  schema: z.ZodType<T>,
  matter: Matter,
  file: SitePath,
  keysAt: KeysAt,
): Outcome<T | undefined> {
  const result = schema.safeParse(matter.value);
  if (result.success) return { value: result.data, diagnostics: [] };
  const diagnostics = result.error.issues.flatMap((issue) => toDiagnostics(issue, matter, file, keysAt));
  return { value: undefined, diagnostics };
}

type Issue = z.core.$ZodIssue;

function toDiagnostics(issue: Issue, matter: Matter, file: SitePath, keysAt: KeysAt): Diagnostic[] {
  const path = issue.path.map(String).join('.');
  const value = valueAt(matter.value, issue.path);
  const at = (inner: string) => placeOf(file, matter.place(inner));
  const name = nameOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, matter, file, keysAt(issue.path)));
    case 'custom': {
      const { code, hint } = issue.params as unknown as IssueParams;
      return [diagnose(code, at(path), issue.message, hint)];
    }
    case 'invalid_type':
      return [value === undefined ? missing(issue, matter, file) : wrongType(issue.expected, name, at(path))];
    case 'invalid_value':
      return [wrongWord(String(value), issue.values.map(String), name, at(path))];
    case 'too_small':
      return [
        diagnose(
          'INC112',
          at(path),
          `${name} is empty`,
          'Write something after the colon, or delete the line.',
        ),
      ];
    case 'too_big':
      return [
        diagnose(
          'INC114',
          at(path),
          `${name} has ${String(value).length} characters; at most ${Number(issue.maximum)} are allowed`,
          'Lists show all of it. Put the rest below the front matter.',
        ),
      ];
    case 'invalid_union':
      return unionIssue(issue, value, matter, file, keysAt);
    default:
      return [wrongType('another value', name, at(path))];
  }
}

/** Of a list-or-map the branch that fits the kind of value says what is wrong. */
function unionIssue(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
  matter: Matter,
  file: SitePath,
  keysAt: KeysAt,
): Diagnostic[] {
  const wanted = Array.isArray(value) ? 0 : 1;
  const isCollection = typeof value === 'object' && value !== null;
  const branch = isCollection ? (issue.errors[wanted] ?? []) : [];
  const inner = branch.map((each) => ({ ...each, path: [...issue.path, ...each.path] }) as Issue);
  if (inner.length > 0) return inner.flatMap((each) => toDiagnostics(each, matter, file, keysAt));
  const place = placeOf(file, matter.place(issue.path.map(String).join('.')));
  return [wrongType('a list or a map', nameOf(issue.path), place)];
}

function unknownKey(
  key: string,
  parent: string,
  matter: Matter,
  file: SitePath,
  known: readonly string[],
): Diagnostic {
  const guess = nearest(key, known);
  return diagnose(
    'INC110',
    placeOf(file, matter.keyPlace(parent === '' ? key : `${parent}.${key}`)),
    `\`${key}\` is not a key${parent === '' ? '' : ' here'}`,
    guess ? `Did you mean \`${guess}\`?` : `Keys here: ${known.map((each) => `\`${each}\``).join(', ')}.`,
  );
}

function missing(issue: Issue, matter: Matter, file: SitePath): Diagnostic {
  const key = String(issue.path.at(-1));
  const parent = issue.path.slice(0, -1).map(String).join('.');
  return diagnose(
    'INC111',
    placeOf(file, parent === '' ? undefined : matter.place(parent)),
    `\`${key}\` is missing${parent === '' ? '' : ' here'}`,
    EXAMPLES[key] ?? `Add a line \`${key}: …\`.`,
  );
}

const EXAMPLES: Readonly<Record<string, string>> = {
  title: 'Add a line `title: "Web frontend issue"`.',
  version: 'Add a line `version: 001`; `000` makes it a draft.',
  timeline: 'Add `timeline:` with at least one entry, each with `at` and `title`.',
  at: 'Add a line `at: 2020-09-15T11:45:00Z`.',
  name: 'Add a line `name: Incident reports`.',
  url: 'Add a line `url: https://status.example.com/`.',
};

function wrongType(expected: string, name: string, place: Diagnostic['place']): Diagnostic {
  const words: Readonly<Record<string, string>> = {
    string: 'a text',
    array: 'a list',
    object: 'a map',
    record: 'a map',
  };
  const hints: Readonly<Record<string, string>> = {
    string: 'Write it on one line after the colon, or below a `|`.',
    array: 'Write it as `[one, two]`, or one on each line after `- `.',
    object: 'Write its keys below it, indented by two spaces.',
  };
  return diagnose(
    'INC112',
    place,
    `${name} must be ${words[expected] ?? expected}`,
    hints[expected] ?? 'Compare it with the examples in docs/writing.md.',
  );
}

function wrongWord(
  value: string,
  allowed: readonly string[],
  name: string,
  place: Diagnostic['place'],
): Diagnostic {
  const guess = nearest(value, allowed);
  return diagnose(
    'INC113',
    place,
    `\`${value}\` is not one of the words allowed for ${name}`,
    guess ? `Did you mean \`${guess}\`?` : `It is one of ${allowed.map((each) => `\`${each}\``).join(', ')}.`,
  );
}

function nameOf(path: readonly PropertyKey[]): string {
  const key = path.findLast((part) => typeof part === 'string' && !/^\d+$/.test(part));
  return `\`${String(key ?? 'this')}\``;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

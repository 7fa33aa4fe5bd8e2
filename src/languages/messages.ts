import { MessageFormat } from 'messageformat';
import type { Model } from 'messageformat';
import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { SourceFile } from '../model/file.ts';
import { canonicalTag, parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { directionOf } from './direction.ts';
import { formatsByLanguage } from './format.ts';
import type { Formats } from './format.ts';
import type { MessageTable } from './message-check.ts';
import { readMessageFile } from './message-file.ts';
import type { MessageEntry } from './message-entry.ts';
import { compared, REFERENCE_LANGUAGE, tagsFor, trusted } from './message-tables.ts';

/** Values for the variables of a text. */
export type MessageArguments = Readonly<Record<string, string | number>>;

/** The texts of one language. */
export type Translate = (key: string, args?: MessageArguments) => string;

/** The interface texts of every configured language. */
export interface Messages {
  /** The text of a key. Throws `UnknownMessage` for a key no language has, or a variable without value. */
  readonly t: (language: Language, key: string, args?: MessageArguments) => string;
  /** All keys, sorted. */
  readonly keys: readonly string[];
  /** All source texts that `t` can use in a language: if they are equal, nothing changed. */
  readonly sources: (language: Language) => string;
  /** How dates, times and shares are written in a language. */
  readonly formats: (language: Language) => Formats;
}

/** A template asked for a text that does not exist, or without a value the text needs. */
export class UnknownMessage extends Error {
  override readonly name = 'UnknownMessage';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * Reads the interface texts: `templates/messages/<tag>.yaml`, the shipped files first, then the site's,
 * which win key by key. Each configured language uses its own file and falls back as usual. Every gap is a
 * diagnostic (INC701–INC709); the English text is used there, never an empty one.
 *
 * @param areTested true if all files come with the program: its tests have parsed and compared their texts,
 * so that nothing has to be done for those that no page uses
 */
export function loadMessages(
  files: readonly SourceFile[],
  languages: readonly Language[],
  areTested = false,
): Outcome<Messages> {
  const diagnostics: Diagnostic[] = [];
  const shelves = new Map<string, MessageEntry[]>();
  const shippedTexts: MessageEntry[] = [];
  for (const file of files) {
    const tag = tagOf(file.path);
    if (tag === undefined) continue;
    if (parseLanguage(tag) === undefined) diagnostics.push(misnamed(file.path, tag));
    else if (!isWanted(tag, languages)) continue;
    const read = readMessageFile(file);
    diagnostics.push(...read.diagnostics);
    if (tag === REFERENCE_LANGUAGE && !shelves.has(tag)) shippedTexts.push(...read.value);
    shelves.set(tag, [...(shelves.get(tag) ?? []), ...read.value]);
  }
  const read = areTested ? trusted(shelves, languages) : compared(shelves, shippedTexts, languages);
  diagnostics.push(...read.diagnostics);
  return { value: messagesFrom(read.tables, read.reference), diagnostics: unique(diagnostics) };
}

/** Compiled texts are remembered: compiling one costs more than everything else about printing it. */
const MOST_MADE = 10_000;

function messagesFrom(tables: ReadonlyMap<Language, MessageTable>, reference: MessageTable): Messages {
  const compiled = new Map<string, MessageFormat>();
  const made = new Map<string, string>();
  const compile = (language: Language, key: string): MessageFormat | undefined => {
    const id = `${language} ${key}`;
    const known = compiled.get(id);
    if (known) return known;
    const text = tables.get(language)?.get(key);
    if (!text) return undefined;
    const made = formatterFor(language, text.model);
    compiled.set(id, made);
    return made;
  };
  const inReference = (key: string, args: MessageArguments | undefined): string => {
    const text = reference.get(key);
    if (!text) throw unknownMessage(key, reference);
    return formatted(key, formatterFor(REFERENCE_LANGUAGE, text.model), args);
  };
  return {
    keys: [...reference.keys()].toSorted(),
    formats: formatsByLanguage(),
    sources: (language) =>
      JSON.stringify([writtenIn(reference), writtenIn(tables.get(language) ?? reference)]),
    t: (language, key, args) => {
      const id = args ? `${language} ${key} ${JSON.stringify(args)}` : `${language} ${key}`;
      const known = made.get(id);
      if (known !== undefined) return known;
      const own = compile(language, key);
      let isBroken = false;
      const text = own && format(own, args, () => (isBroken = true));
      // An invalid text is reported when it is read; until it is fixed, readers get the English one.
      const told = text === undefined || isBroken ? inReference(key, args) : text;
      if (made.size >= MOST_MADE) made.clear();
      made.set(id, told);
      return told;
    },
  };
}

function formatted(key: string, message: MessageFormat, args: MessageArguments | undefined): string {
  const reasons: string[] = [];
  const told = format(message, args, (reason) => reasons.push(reason));
  const [first] = reasons;
  if (first === undefined) return told;
  throw new UnknownMessage(`The text \`${key}\` cannot be formatted with these values: ${first}`);
}

function writtenIn(table: MessageTable): (readonly [key: string, source: string])[] {
  return [...table].map(([key, { entry }]) => [key, entry.source] as const);
}

function format(
  message: MessageFormat,
  args: MessageArguments | undefined,
  complain: (reason: string) => void,
): string {
  return message.format({ ...args }, (error) =>
    complain(error instanceof Error ? error.message : String(error)),
  );
}

function unknownMessage(key: string, reference: MessageTable): UnknownMessage {
  const near = nearest(key, reference.keys());
  return new UnknownMessage(
    `There is no text \`${key}\``,
    near ? `Did you mean \`${near}\`?` : 'Add it to `templates/messages/en.yaml` and to the other languages.',
  );
}

function formatterFor(language: Language, model: Model.Message): MessageFormat {
  const direction = directionOf(language);
  // Same digits as in dates; isolation marks only where a left-to-right value would disturb the line.
  const locale = new Intl.Locale(language, { numberingSystem: 'latn' }).toString();
  return new MessageFormat([locale, 'en'], model, {
    dir: direction,
    bidiIsolation: direction === 'rtl' ? 'default' : 'none',
  });
}

/** True for the path of a file of interface texts. */
export function hasMessages(path: string): boolean {
  return tagOf(path) !== undefined;
}

/** The tag in `…/messages/<tag>.yaml`, or undefined for any other file. */
function tagOf(path: string): string | undefined {
  return /(?:^|\/)messages\/([^/]+)\.ya?ml$/.exec(path)?.[1];
}

function isWanted(tag: string, languages: readonly Language[]): boolean {
  return (
    tag === REFERENCE_LANGUAGE || languages.some((language) => tagsFor(language).some((each) => each === tag))
  );
}

/** A file that serves two languages would be reported twice. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()];
}

function misnamed(file: string, tag: string): Diagnostic {
  const right = canonicalTag(tag);
  return diagnose(
    'INC709',
    placeOf(file),
    `\`${tag}\` is not a language tag in its standard form`,
    right === undefined
      ? 'Name the file after a BCP 47 tag: `pt-BR.yaml`.'
      : `Rename it to \`${right}.yaml\`.`,
  );
}

import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { fallbackChain, scriptOf } from './fallback.ts';
import { parseText, trustedText, variablesOf } from './message-check.ts';
import type { MessageTable, MessageText } from './message-check.ts';
import type { MessageEntry } from './message-entry.ts';
import { compareOwnEnglish, compareWithReference, missingOwn } from './message-rules.ts';

/** The language that all others are compared with. */
export const REFERENCE_LANGUAGE = 'en' as Language;

/** The texts of each language. */
export interface ReadTables {
  readonly tables: ReadonlyMap<Language, MessageTable>;
  readonly reference: MessageTable;
  readonly diagnostics: readonly Diagnostic[];
}

/** The texts of the files of each tag. */
export type Shelves = ReadonlyMap<string, readonly MessageEntry[]>;

/** The texts of files that are known to be right: each is only parsed when a page uses it. */
export function trusted(shelves: Shelves, languages: readonly Language[]): ReadTables {
  const tableOf = (entries: readonly MessageEntry[]) =>
    new Map(entries.map((entry) => [entry.key, trustedText(entry)]));
  const without = languages.filter((language) => chainOf(language, shelves).length === 0);
  return {
    tables: new Map(languages.map((language) => [language, tableOf(entriesOf(language, shelves))])),
    reference: tableOf(shelves.get(REFERENCE_LANGUAGE) ?? []),
    diagnostics: without.map(unanswered),
  };
}

/** The texts of all files, compared with the English ones and with those that come with the program. */
export function compared(
  shelves: Shelves,
  shippedTexts: readonly MessageEntry[],
  languages: readonly Language[],
): ReadTables {
  const diagnostics: Diagnostic[] = [];
  const shipped = parseAll(shippedTexts, []);
  const english = parseAll(shelves.get(REFERENCE_LANGUAGE) ?? [], diagnostics);
  diagnostics.push(...compareOwnEnglish(english, shipped));
  const reference: MessageTable = new Map([...shipped, ...usable(english, shipped)]);
  const own = [...reference.values()].filter(({ entry }) => !shipped.has(entry.key));
  const lacking = new Map<string, Language[]>();
  const tables = new Map<Language, MessageTable>();
  for (const language of languages) {
    const isAnswered = chainOf(language, shelves).length > 0;
    if (!isAnswered) diagnostics.push(unanswered(language));
    const entries = entriesOf(language, shelves);
    const table = language === REFERENCE_LANGUAGE ? reference : parseAll(entries, diagnostics);
    if (isAnswered) diagnostics.push(...compareWithReference(language, table, shipped, reference));
    for (const { entry } of own)
      if (!table.has(entry.key)) lacking.set(entry.key, [...(lacking.get(entry.key) ?? []), language]);
    tables.set(language, usable(table, reference));
  }
  diagnostics.push(...missingOwn(own, lacking, shipped));
  return { tables, reference, diagnostics };
}

/** The tags whose texts a language uses, the nearest first. */
function chainOf(language: Language, shelves: Shelves): readonly Language[] {
  return tagsFor(language).filter((tag) => shelves.has(tag));
}

function entriesOf(language: Language, shelves: Shelves): readonly MessageEntry[] {
  return chainOf(language, shelves)
    .toReversed()
    .flatMap((tag) => shelves.get(tag) ?? []);
}

/** Leaves out texts that ask for a value nobody supplies (INC707): English is used instead. */
function usable(table: MessageTable, reference: MessageTable): MessageTable {
  const isWhole = ([key, { model }]: [string, MessageText]) => {
    const known = reference.get(key);
    return !known || variablesOf(model).every((name) => variablesOf(known.model).includes(name));
  };
  return new Map([...table].filter(isWhole));
}

/** Later entries win, so that a site's own text replaces the shipped one. */
function parseAll(entries: readonly MessageEntry[], diagnostics: Diagnostic[]): MessageTable {
  const table = new Map<string, MessageText>();
  for (const entry of entries) {
    const parsed = parseText(entry.source);
    if (parsed.ok) table.set(entry.key, { entry, model: parsed.model });
    else diagnostics.push(broken(entry, parsed.reason));
  }
  return table;
}

/** The tags of the files that a language may use: no other script, which is another language to its readers. */
export function tagsFor(language: Language): Language[] {
  const script = scriptOf(language);
  return fallbackChain(language)
    .map(parseLanguage)
    .filter((tag): tag is Language => tag !== undefined && scriptOf(tag) === script);
}

function unanswered(language: Language): Diagnostic {
  return diagnose(
    'INC701',
    placeOf(`templates/messages/${language}.yaml`),
    `There are no interface texts for \`${language}\``,
    `Write \`templates/messages/${language}.yaml\`: copy the shipped \`en.yaml\` and translate its texts.`,
  );
}

function broken(entry: MessageEntry, reason: string): Diagnostic {
  return diagnose(
    'INC705',
    entry.place,
    `The text of \`${entry.key}\` cannot be read: ${reason}`,
    'Write values in braces, `{$version}`, and a plain brace as `\\{`.',
  );
}

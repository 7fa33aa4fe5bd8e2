import { MessageSyntaxError, parseMessage, validate } from 'messageformat';
import type { Model } from 'messageformat';
import type { Language } from '../model/language.ts';
import type { MessageEntry } from './message-entry.ts';

/** A parsed text, and where it is. */
export interface MessageText {
  readonly entry: MessageEntry;
  readonly model: Model.Message;
}

/** A text that is known to be right, and is parsed when somebody needs it: most pages use few of them. */
export function trustedText(entry: MessageEntry): MessageText {
  let model: Model.Message | undefined;
  return {
    entry,
    get model() {
      model ??= parseMessage(entry.source);
      return model;
    },
  };
}

/** The texts of a language by key. */
export type MessageTable = ReadonlyMap<string, MessageText>;

/** A parsed text, or why it is not valid MessageFormat 2. */
export type ParsedMessage =
  { readonly ok: true; readonly model: Model.Message } | { readonly ok: false; readonly reason: string };

/** Functions of MessageFormat 2 that are not drafts. Dates have helpers of their own. */
const FUNCTIONS: readonly string[] = ['integer', 'number', 'offset', 'string'];

/** Reads MessageFormat 2 source (Unicode LDML 48, part 9) and checks its data model. */
export function parseText(source: string): ParsedMessage {
  const model = parsed(source);
  if (model instanceof Error) return { ok: false, reason: syntaxReason(model, source) };
  const reasons: string[] = [];
  const { functions } = validate(model, (type) => reasons.push(REASONS[type] ?? type));
  for (const name of functions) {
    if (!FUNCTIONS.includes(name)) reasons.push(`there is no function \`:${name}\``);
  }
  const reason = reasons[0];
  return reason === undefined ? { ok: true, model } : { ok: false, reason };
}

/** Names of the values a text needs from outside, sorted: `count`, `version`. */
export function variablesOf(model: Model.Message): string[] {
  return [...validate(model).variables].toSorted();
}

/** The plural categories that a choice by number lacks, or has in excess, for a language. */
export interface PluralGap {
  /** The variable that decides the choice. */
  readonly selector: string;
  /** CLDR categories of the language that the text does not cover. */
  readonly missing: readonly string[];
  /** Keys that are neither a number nor a plural category in any language. */
  readonly unknown: readonly string[];
}

/** Compares each choice by number in a text with the plural categories of the language. */
export function pluralGaps(model: Model.Message, language: Language): PluralGap[] {
  if (model.type !== 'select') return [];
  return model.selectors.flatMap(({ name }, position): PluralGap[] => {
    const type = pluralType(model, name);
    if (!type) return [];
    const keys = model.variants.map((variant) => {
      const key = variant.keys[position];
      return key?.type === 'literal' ? key.value : 'other';
    });
    const missing = categoriesOf(language, type).filter((category) => !keys.includes(category));
    const unknown = keys.filter((key) => !CATEGORIES.includes(key) && !/^-?\d+(\.\d+)?$/.test(key));
    return missing.length + unknown.length > 0 ? [{ selector: name, missing, unknown }] : [];
  });
}

/** In the order in which CLDR lists them. */
const CATEGORIES: readonly string[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

function categoriesOf(language: Language, type: Intl.PluralRuleType): string[] {
  const known: readonly string[] = new Intl.PluralRules([language, 'en'], { type }).resolvedOptions()
    .pluralCategories;
  return CATEGORIES.filter((category) => known.includes(category));
}

/** How a selector chooses: by plural, by ordinal, or (undefined) not by a number. */
function pluralType(model: Model.Message, name: string): Intl.PluralRuleType | undefined {
  const declaration = model.declarations.find((each) => each.name === name);
  const annotation = declaration?.value.functionRef;
  if (annotation?.name !== 'integer' && annotation?.name !== 'number') return undefined;
  const select = annotation.options?.['select'];
  const choice = select?.type === 'literal' ? select.value : 'plural';
  if (choice === 'exact') return undefined;
  return choice === 'ordinal' ? 'ordinal' : 'cardinal';
}

const REASONS: Readonly<Record<string, string>> = {
  'duplicate-declaration': 'a variable is declared twice',
  'duplicate-variant': 'two variants have the same keys',
  'key-mismatch': 'a variant has more or fewer keys than `.match` has variables',
  'missing-fallback': 'the variant `*` is missing',
  'missing-selector-annotation':
    'the variable after `.match` needs a declaration: `.input {$count :integer}`',
};

function parsed(source: string): Model.Message | MessageSyntaxError {
  try {
    return parseMessage(source);
  } catch (error) {
    if (error instanceof MessageSyntaxError) return error;
    throw error;
  }
}

function syntaxReason({ start }: MessageSyntaxError, source: string): string {
  if (start >= source.length) return 'it ends inside braces that are never closed';
  const near = source.slice(start, start + 8);
  return `character ${start + 1}, where \`${near}\` begins, cannot be used there`;
}

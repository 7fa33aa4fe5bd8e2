import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Language } from '../model/language.ts';
import { pluralGaps, variablesOf } from './message-check.ts';
import type { MessageTable, MessageText } from './message-check.ts';

/**
 * Compares the texts of a language with the reference: keys (INC703, INC704), plural categories (INC706),
 * variables (INC707, INC708). `shipped` is the reference without what a site adds.
 */
export function compareWithReference(
  language: Language,
  table: MessageTable,
  shipped: MessageTable,
  reference: MessageTable,
): Diagnostic[] {
  const missing = [...shipped.keys()].filter((key) => !table.has(key));
  return [
    ...missingKeys(language, missing, table, reference),
    ...[...table.values()].flatMap((text) => {
      const model = reference.get(text.entry.key);
      if (!model) return [unknownKey(text, reference)];
      return [...pluralProblems(language, text), ...variableProblems(text, model)];
    }),
  ];
}

/** English texts of a site with other variables than the shipped ones they replace (INC707, INC708). */
export function compareOwnEnglish(english: MessageTable, shipped: MessageTable): Diagnostic[] {
  return [...english.values()].flatMap((text) => {
    const model = shipped.get(text.entry.key);
    return model && model.entry.source !== text.entry.source ? variableProblems(text, model) : [];
  });
}

/**
 * Texts that a site adds in English and that other languages lack, at their place in English: a misspelt key
 * is the likeliest reason.
 *
 * @param lacking The languages that lack each.
 */
export function missingOwn(
  own: readonly MessageText[],
  lacking: ReadonlyMap<string, readonly Language[]>,
  shipped: MessageTable,
): Diagnostic[] {
  return own.flatMap(({ entry }) => {
    const languages = lacking.get(entry.key);
    if (!languages) return [];
    const near = nearest(entry.key, shipped.keys());
    const add = `Add it to the texts of ${languages.join(', ')}.`;
    return [
      diagnose(
        'INC703',
        entry.place,
        `The text \`${entry.key}\` is missing for ${list(languages)}`,
        near
          ? `Did you mean \`${near}\`? If it is a text for a template of your own: ${add.replace('Add', 'add')}`
          : add,
      ),
    ];
  });
}

/** With more gaps than this a file has hardly been begun, and one message is better than a hundred. */
const MANY = 10;

function missingKeys(
  language: Language,
  missing: readonly string[],
  table: MessageTable,
  reference: MessageTable,
): Diagnostic[] {
  const place = lastPlace(language, table);
  if (missing.length > MANY) {
    const some = list(missing.slice(0, 3));
    return [
      diagnose(
        'INC703',
        place,
        `${missing.length} texts are missing for \`${language}\`, among them ${some}`,
        'Copy the shipped `en.yaml` over the file and translate its texts.',
      ),
    ];
  }
  return missing.map((key) => {
    const inEnglish = reference.get(key)?.entry.source.replace(/\s+/g, ' ') ?? '';
    return diagnose(
      'INC703',
      place,
      `The text \`${key}\` is missing for \`${language}\``,
      `Add \`${key}\`; in English it says: ${inEnglish}`,
    );
  });
}

/** The place at which a missing key is reported: the last text in the file, below which it can be added. */
function lastPlace(language: Language, table: MessageTable): Place {
  const file = [...table.values()].at(-1)?.entry.place.file ?? `templates/messages/${language}.yaml`;
  const places = [...table.values()].map(({ entry }) => entry.place).filter((place) => place.file === file);
  return places.reduce((a, b) => (b.line >= a.line ? b : a), { file, line: 1, column: 1 });
}

function unknownKey({ entry }: MessageText, reference: MessageTable): Diagnostic {
  const near = nearest(entry.key, reference.keys());
  return diagnose(
    'INC704',
    entry.place,
    `No template uses the text \`${entry.key}\``,
    near
      ? `Did you mean \`${near}\`?`
      : 'Delete it; a text for a template of your own must be in `templates/messages/en.yaml` first.',
  );
}

function pluralProblems(language: Language, { entry, model }: MessageText): Diagnostic[] {
  return pluralGaps(model, language).map(({ selector, missing, unknown }) => {
    const lacks = `lacks the plural ${missing.length > 1 ? 'categories' : 'category'} ${list(missing)}`;
    const knows = `has ${list(unknown)}, which is not a plural category`;
    const problems = [...(missing.length > 0 ? [lacks] : []), ...(unknown.length > 0 ? [knows] : [])];
    // `other` is never missing: every choice has `*`.
    const [example] = missing;
    return diagnose(
      'INC706',
      entry.place,
      `The text \`${entry.key}\` ${problems.join(' and ')} for \`$${selector}\` in \`${language}\``,
      example
        ? `Add a line such as \`${example} {{{$${selector}} …}}\` below \`.match\`.`
        : 'The categories are `zero`, `one`, `two`, `few`, `many` and `*` for all others.',
    );
  });
}

function variableProblems({ entry, model }: MessageText, { model: reference }: MessageText): Diagnostic[] {
  const known = variablesOf(reference);
  const used = variablesOf(model);
  const unknown = used.filter((name) => !known.includes(name));
  const unused = known.filter((name) => !used.includes(name));
  const choice =
    known.length > 0 ? `It is given ${list(known.map((name) => `$${name}`))}.` : 'It is given none.';
  return [
    ...unknown.map((name): Diagnostic =>
      diagnose(
        'INC707',
        entry.place,
        `The text \`${entry.key}\` shows \`$${name}\`, which it is not given`,
        choice,
      ),
    ),
    ...unused.map((name): Diagnostic =>
      diagnose(
        'INC708',
        entry.place,
        `The text \`${entry.key}\` leaves out \`$${name}\`, which the English text has`,
        `Write \`{$${name}}\` where the value goes.`,
      ),
    ),
  ];
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { languageName } from '../../languages/autonym.ts';
import { siteJsonSchema } from '../../source/json-schema.ts';
import { holdsTranslations } from '../../source/site-yaml/translation-problems.ts';
import { linesOf } from '../positions.ts';
import { descriptionOf, keysOf, schemasAt, wordsOf } from '../schema-walk.ts';
import { yamlCursor } from '../yaml-cursor.ts';
import type { YamlCursor } from '../yaml-cursor.ts';
import type { FileView } from '../view.ts';
import { itemsFor, missingKeys, upTo } from './items.ts';
import type { Offer } from './items.ts';
import { titleOf } from './links.ts';
import { offerRules } from './rules.ts';

/** In site.yaml: keys that are allowed and missing, rules with what they find, zones, references. */
export function completeSite(file: FileView, position: Position): CompletionItem[] {
  const lines = linesOf(file.text);
  const cursor = yamlCursor(lines, position.line, position.character);
  if (cursor.kind === 'text') return [];
  const isWritten = /^[\w-]*\s*:/.test((lines[position.line] ?? '').slice(position.character));
  const offers = cursor.kind === 'key' ? offerKeys(file, cursor, isWritten) : [];
  return itemsFor(offers.length > 0 ? offers : offerValues(file, cursor), upTo(position, cursor.start));
}

function offerKeys(file: FileView, { path, siblings }: YamlCursor, isWritten: boolean): Offer[] {
  if (holdsTranslations(path.at(-1))) return offerLanguages(file, siblings, isWritten);
  const missing = missingKeys(schemasAt(siteJsonSchema(), path).flatMap(keysOf), siblings, isWritten);
  if (path.length !== 1 || path[0] !== 'rules') return missing;
  const rules = new Map(offerRules().map((rule) => [rule.label, rule]));
  return missing.map((offer) => ({ ...offer, ...rules.get(offer.label), text: offer.text }));
}

/** The languages of the site besides the default one, which has the key without a tag. */
function offerLanguages({ site }: FileView, siblings: ReadonlySet<string>, isWritten: boolean): Offer[] {
  const [, ...others] = site.known?.site.languages ?? [];
  return others
    .filter((tag) => !siblings.has(tag))
    .map((label) => ({
      label,
      text: isWritten ? label : `${label}: `,
      detail: languageName(label),
      kind: CompletionItemKind.Property,
    }));
}

function offerValues(file: FileView, { path }: YamlCursor): Offer[] {
  if (path[0] === 'time_zone')
    return Intl.supportedValuesOf('timeZone').map((label) => ({ label, kind: CompletionItemKind.Constant }));
  if (path[0] === 'aliases')
    return (file.site.known?.rows ?? []).map((row) => ({
      label: row.reference,
      detail: titleOf(file, row),
      kind: CompletionItemKind.Reference,
    }));
  return schemasAt(siteJsonSchema(), path).flatMap((schema) =>
    wordsOf(schema).map((label) => ({
      label,
      documentation: descriptionOf(schema),
      kind: CompletionItemKind.EnumMember,
    })),
  );
}

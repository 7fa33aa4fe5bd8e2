import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { frontMatterJsonSchema } from '../../source/json-schema.ts';
import type { MatterLines } from '../matter.ts';
import { lineAt } from '../positions.ts';
import { isTranslation } from '../report.ts';
import { keysOf, schemasAt } from '../schema-walk.ts';
import type { AllowedKey } from '../schema-walk.ts';
import { yamlCursor } from '../yaml-cursor.ts';
import type { YamlCursor } from '../yaml-cursor.ts';
import type { Completing, FileView } from '../view.ts';
import { itemsFor, missingKeys, upTo } from './items.ts';
import type { Offer } from './items.ts';
import { offerValues } from './values.ts';

/** The keys of a translation: prose, and the times that match its entries to the original's. */
const PROSE = ['title', 'summary', 'version', 'changes', 'timeline', 'actions', 'at', 'text'];

/** In the front matter of a report: keys that are allowed and missing, and their values. */
export function completeMatter(
  file: FileView,
  { lines, first }: MatterLines,
  position: Position,
  able: Completing,
): CompletionItem[] {
  const cursor = yamlCursor(lines, position.line - first, position.character);
  if (cursor.kind === 'text') return [];
  const offers = cursor.kind === 'key' ? offerKeys(file, cursor, position, able) : [];
  const values = offers.length > 0 ? [] : offerValues(file, cursor, schemaOf(file));
  return itemsFor([...offers, ...values], upTo(position, cursor.start));
}

function schemaOf({ site }: FileView) {
  return frontMatterJsonSchema({ serviceIds: site.known?.site.services.map(({ id }) => id) ?? [] });
}

function offerKeys(file: FileView, cursor: YamlCursor, position: Position, able: Completing): Offer[] {
  const schema = schemaOf(file);
  const allowed = schemasAt(schema, cursor.path).flatMap(keysOf).filter(isOffered(file));
  const snippets = able.hasSnippets && !cursor.isFlow ? offerSnippets(file, cursor) : [];
  const after = lineAt(file.text, position.line).slice(position.character);
  const isWritten = /^[\w-]*\s*:/.test(after);
  return [...missingKeys(required(allowed, cursor), cursor.siblings, isWritten), ...snippets];
}

function isOffered(file: FileView): (key: AllowedKey) => boolean {
  const isProseOnly = isTranslation(file);
  return ({ key }) => !isProseOnly || PROSE.includes(key);
}

/** Keys that the schema does not require, because of translations, but an original does. */
function required(keys: readonly AllowedKey[], { path }: YamlCursor): AllowedKey[] {
  return path.length > 0
    ? [...keys]
    : keys.map((each) => (['summary', 'timeline'].includes(each.key) ? { ...each, isRequired: true } : each));
}

/** A whole entry or action at the start of a list item. */
function offerSnippets({ site }: FileView, { path, indent, start }: YamlCursor): Offer[] {
  const [list, index] = path;
  const isItem = path.length === 2 && typeof index === 'number' && indent === start;
  if (path.length !== 1 && !isItem) return [];
  const lead = isItem ? '' : '- ';
  const next = `\n${' '.repeat(isItem ? 0 : 2)}`;
  const kind = CompletionItemKind.Snippet;
  if (list === 'timeline') {
    const text = `${lead}at: \${1:${site.now}}${next}state: \${2:identified}${next}title: "\${3:What is new}"${next}text: |${next}  \${0:What happened}`;
    return [{ label: 'entry', detail: 'what happened when', text, kind, isSnippet: true }];
  }
  if (list === 'actions') {
    const text = `${lead}text: "\${1:What will be done}"${next}owner: \${2:team}${next}due: \${3:${site.now.slice(0, 10)}}`;
    return [{ label: 'action', detail: 'what will be done', text, kind, isSnippet: true }];
  }
  return [];
}

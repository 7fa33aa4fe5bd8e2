import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { ENGLISH, textsIn } from '../message-texts.ts';
import { linesOf } from '../positions.ts';
import { yamlCursor } from '../yaml-cursor.ts';
import type { Completing, FileView } from '../view.ts';
import { itemsFor, upTo } from './items.ts';
import type { Offer } from './items.ts';

/** In a file of interface texts: the keys that it does not have yet, each with the English text. */
export function completeMessages(
  file: FileView,
  position: Position,
  { hasSnippets }: Completing,
): CompletionItem[] {
  const cursor = yamlCursor(linesOf(file.text), position.line, position.character);
  if (cursor.kind === 'text') return [];
  if (cursor.kind === 'value') return variables(file, cursor.path.join('.'), position);
  const prefix = cursor.path.map((step) => `${step}.`).join('');
  const there = new Set(textsIn(file.path, file.text).map(({ key }) => key));
  const offers = english(file).flatMap(({ key, source }): Offer[] => {
    if (!key.startsWith(prefix) || there.has(key)) return [];
    const label = key.slice(prefix.length);
    const quoted = JSON.stringify(source);
    return [
      {
        label,
        text: `${label}: ${hasSnippets ? `"\${1:${escaped(quoted.slice(1, -1))}}"` : quoted}`,
        documentation: `English: ${source}`,
        kind: CompletionItemKind.Property,
        isSnippet: hasSnippets,
      },
    ];
  });
  return itemsFor(offers, upTo(position, cursor.start));
}

/** After `{`, the values that the English text of this key gets. */
function variables(file: FileView, key: string, position: Position): CompletionItem[] {
  const before = (linesOf(file.text)[position.line] ?? '').slice(0, position.character);
  const typed = /\{\$?[\w-]*$/.exec(before)?.[0];
  const source = english(file).find((each) => each.key === key)?.source;
  if (typed === undefined || source === undefined) return [];
  const names = new Set([...source.matchAll(/\$([\w-]+)/g)].map(([, name = '']) => name));
  const offers = [...names].map((name) => ({ label: `{$${name}}`, kind: CompletionItemKind.Variable }));
  return itemsFor(offers, upTo(position, position.character - typed.length));
}

/** The shipped English texts; the site's own file may be the one that is open. */
function english({ site }: FileView) {
  return textsIn(ENGLISH, site.shippedText(ENGLISH) ?? '');
}

/** Characters with a special meaning in a snippet. */
function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}

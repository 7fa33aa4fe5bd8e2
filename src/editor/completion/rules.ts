import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { CompletionItemKind } from 'vscode-languageserver-types';
import { catalogue } from '../../diagnostics/catalogue.ts';
import { RULE_NAMES, RULES } from '../../source/rules/rules.ts';
import { itemsFor, upTo } from './items.ts';
import type { Offer } from './items.ts';

/** The names of rules, in a comment that switches some of them off for the lines below it. */
export function completeRules(before: string, position: Position): CompletionItem[] {
  const [, names = ''] = /incident-press-ignore\]?[\s:#(]+([\w, -]*)$/.exec(before) ?? [];
  if (!/incident-press-ignore/.test(before)) return [];
  const typed = /[\w-]*$/.exec(names)?.[0] ?? '';
  const there = new Set(names.split(/[\s,]+/));
  const offers = offerRules().filter(({ label }) => !there.has(label) || label === typed);
  return itemsFor(offers, upTo(position, position.character - typed.length));
}

/** Every rule that can be switched off, with what it finds. */
export function offerRules(): Offer[] {
  return RULE_NAMES.map((name) => {
    const { title, why } = catalogue[RULES[name]];
    return { label: name, detail: title, documentation: why, kind: CompletionItemKind.EnumMember };
  });
}

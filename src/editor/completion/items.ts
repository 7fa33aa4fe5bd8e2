import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver-types';
import type { CompletionItem, Position, Range } from 'vscode-languageserver-types';
import type { AllowedKey } from '../schema-walk.ts';
import { descriptionOf, isCollection } from '../schema-walk.ts';

/** A completion. */
export interface Offer {
  readonly label: string;
  /** The text that is inserted; the label if it is left out. */
  readonly text?: string | undefined;
  /** A few words beside the label. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  readonly kind?: CompletionItemKind | undefined;
  /** Contains places to jump between, as `${1:text}`. */
  readonly isSnippet?: boolean | undefined;
}

/** The range from a column up to the cursor. */
export function upTo({ line, character }: Position, start: number): Range {
  return { start: { line, character: Math.min(start, character) }, end: { line, character } };
}

/** The completions in the form editors take, in this order, each replacing what was typed. */
export function itemsFor(offers: readonly Offer[], range: Range): CompletionItem[] {
  return offers.map(({ label, text = label, detail, documentation, kind, isSnippet }, index) => ({
    label,
    kind: kind ?? CompletionItemKind.Value,
    sortText: String(index).padStart(4, '0'),
    filterText: label,
    textEdit: { range, newText: text },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
  }));
}

/** A key with its colon; `isWritten` if the colon is there already. */
export function offerKey({ key, schema, isRequired }: AllowedKey, isWritten: boolean): Offer {
  const end = isCollection(schema) ? ':' : ': ';
  return {
    label: key,
    text: isWritten ? key : key + end,
    detail: isRequired ? 'required' : undefined,
    documentation: descriptionOf(schema),
    kind: CompletionItemKind.Property,
  };
}

/** The keys that are still missing, required ones first. */
export function missingKeys(
  keys: readonly AllowedKey[],
  there: ReadonlySet<string>,
  isWritten: boolean,
): Offer[] {
  const missing = keys.filter(({ key }) => !there.has(key));
  const first = missing.filter(({ isRequired }) => isRequired);
  const others = missing.filter(({ isRequired }) => !isRequired);
  return [...first, ...others].map((each) => offerKey(each, isWritten));
}

import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import { recall } from '../model/recall.ts';
import { canonicalJson, sha256 } from '../source/content-hash.ts';
import type { EditionRequest } from '../source/request.ts';
import { isOfTheMoment } from './memory.ts';
import type { Memory } from './memory.ts';
import type { ParseEditions } from './read-reports.ts';

/** A parser with a memory, and what that holds once it has parsed. */
export interface RememberingParser {
  readonly parse: ParseEditions;
  readonly kept: Map<string, Outcome<Edition | undefined>>;
  /** Files that were really parsed. */
  readonly parsed: () => number;
}

/** Parses only what was not parsed before in the same form, with the same pictures, in the same context. */
export function rememberEditions(
  parse: ParseEditions,
  before: Memory['editions'],
  keyOf: typeof editionKey = editionKey,
): RememberingParser {
  const kept = new Map<string, Outcome<Edition | undefined>>();
  let count = 0;
  return {
    kept,
    parsed: () => count,
    parse: async (requests) => {
      const keys = requests.map((request) => recalledKey(keyOf, request));
      const known = keys.map((key) => before.get(key));
      const unknown = requests.filter((_, index) => known[index] === undefined);
      const fresh = [...(unknown.length > 0 ? await parse(unknown) : [])];
      count += unknown.length;
      return keys.map((key, index) => {
        const outcome = known[index] ?? fresh.shift();
        if (!outcome) throw new Error('the parser gave fewer outcomes than it was given files');
        if (!outcome.diagnostics.some(isOfTheMoment)) kept.set(key, outcome);
        return outcome;
      });
    },
  };
}

/** One hash over everything that the outcome of parsing depends on. */
export function editionKey(
  { bytes, context, ...rest }: EditionRequest,
  contextHash: (context: object) => string,
): string {
  return sha256(`${sha256(bytes)} ${contextHash(context)} ${canonicalJson(rest)}`);
}

const contextHash = recall((context: object) => sha256(canonicalJson(context)));

const recalledKey = recall((keyOf: typeof editionKey, request: EditionRequest) =>
  keyOf(request, contextHash),
);

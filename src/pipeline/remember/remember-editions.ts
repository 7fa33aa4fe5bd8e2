import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import { recall } from '../../model/recall.ts';
import { recallRows } from '../../model/recall-rows.ts';
import { canonicalJson, sha256 } from '../../source/content-hash.ts';
import type { EditionRequest } from '../../source/request.ts';
import { isOfTheMoment } from './memory.ts';
import type { Memory } from './memory.ts';
import type { ParseEditions } from '../read-reports.ts';

/** A parser with a memory, and what that holds once it has parsed. */
export interface RememberingParser {
  readonly parse: ParseEditions;
  /** What the next build is given. */
  readonly kept: () => Pick<Memory, 'editions' | 'latest'>;
  /** Files that were really parsed. */
  readonly parsed: () => number;
}

/** Files that differ in number up to this were edited just now, and their text was never seen before. */
const EDITED = 8;

/** Parses only what was not parsed before in the same form, with the same pictures, in the same context. */
export function rememberEditions(
  parse: ParseEditions,
  before: Pick<Memory, 'editions' | 'latest'>,
  keyOf: typeof editionKey = editionKey,
): RememberingParser {
  let latest: Memory['latest'];
  let count = 0;
  return {
    parsed: () => count,
    kept: () => memoryOf(latest, keyOf),
    parse: async (requests) => {
      const known = requests.map((request, index) =>
        request === before.latest?.requests[index] ? before.latest.outcomes[index] : undefined,
      );
      const places = [...known.keys()].filter((index) => known[index] === undefined);
      const isEdit = places.length <= EDITED && places.length < requests.length;
      if (!isEdit) {
        const keys = keyOfEach([keyOf], [requests]);
        for (const index of places) known[index] = before.editions.get(keys[index] ?? '');
      }
      const unknown = places.filter((index) => known[index] === undefined);
      const fresh =
        unknown.length > 0 ? await parse(unknown.map((index) => requests[index] as EditionRequest)) : [];
      count += unknown.length;
      if (fresh.length < unknown.length)
        throw new Error('the parser gave fewer outcomes than it was given files');
      const outcomes = [...known];
      for (const [index, outcome] of fresh.entries()) {
        const place = unknown[index] ?? 0;
        outcomes[place] = outcome;
        if (!outcome.diagnostics.some(isOfTheMoment)) known[place] = outcome;
      }
      latest = { requests, outcomes: known };
      return outcomes as Outcome<Edition | undefined>[];
    },
  };
}

/** In `dev` the same files come again, and the table by keys is for the first build only. */
function memoryOf(latest: Memory['latest'], keyOf: typeof editionKey): Pick<Memory, 'editions' | 'latest'> {
  let editions: Memory['editions'] | undefined;
  return {
    ...(latest && { latest }),
    get editions() {
      return (editions ??= latest ? tableOf(latest, keyOf) : new Map());
    },
  };
}

function tableOf(
  { requests, outcomes }: NonNullable<Memory['latest']>,
  keyOf: typeof editionKey,
): Memory['editions'] {
  const keys = keyOfEach([keyOf], [requests]);
  const table = new Map<string, Outcome<Edition | undefined>>();
  for (const [index, outcome] of outcomes.entries()) if (outcome) table.set(keys[index] ?? '', outcome);
  return table;
}

/** One hash over everything that the outcome of parsing depends on. */
export function editionKey(
  { bytes, context, ...rest }: EditionRequest,
  contextHash: (context: object) => string,
): string {
  return sha256(`${sha256(bytes)} ${contextHash(context)} ${canonicalJson(rest)}`);
}

const contextHash = recall((context: object) => sha256(canonicalJson(context)));

const keyOfEach = recallRows(([keyOf]: readonly [typeof editionKey], [request]: readonly [EditionRequest]) =>
  keyOf(request, contextHash),
);

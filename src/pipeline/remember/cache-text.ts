import { sha256 } from '../../source/content-hash.ts';
import { NOTHING_KEPT } from './memory.ts';
import type { KeptDifference, Memory } from './memory.ts';

/** Raised whenever the shape of what is kept changes. */
const FORMAT = 1;

/** Parts a memory is kept in, so that a small change rewrites little and no part grows beyond all bounds. */
export const PARTS = 16;

const KINDS = ['editions', 'articles', 'differences', 'pages'] as const;
type Kind = (typeof KINDS)[number];

/** What became of the text of a part: its entries, or why they cannot be used. */
export type ReadPart = { readonly entries: readonly Entry[] } | { readonly unusable: 'foreign' | 'damaged' };

type Entry = readonly [kind: Kind, key: string, value: unknown];

/**
 * The parts of a memory as texts, sorted, so that equal memories have equal texts: a line that names the
 * format and `key` (who made it), one line of JSON for each entry, and the SHA-256 of all that.
 */
export function formatParts(memory: Memory, key: string, wanted: ReadonlySet<number>): Map<number, string> {
  const lines = new Map([...wanted].map((part): [number, string[]] => [part, []]));
  for (const kind of KINDS) {
    for (const name of [...memory[kind].keys()].toSorted()) {
      lines.get(partOf(name))?.push(JSON.stringify([kind, name, memory[kind].get(name)]));
    }
  }
  return new Map(
    [...lines].map(([part, own]) => {
      const text = [headOf(key), ...own, ''].join('\n');
      return [part, `${text}${sha256(text)}\n`];
    }),
  );
}

/** Reads one part. Whatever is not exactly what this program with this `key` wrote is unusable. */
export function readPart(text: string, key: string): ReadPart {
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  const body = text.slice(0, end);
  if (text.slice(end) !== `${sha256(body)}\n`) return { unusable: 'damaged' };
  const [head, ...lines] = body.split('\n').slice(0, -1);
  if (head !== headOf(key)) return { unusable: 'foreign' };
  return { entries: lines.map((line) => whole(JSON.parse(line) as Entry)) };
}

/** JSON leaves out what is undefined; a template asks for all that a difference may have. */
function whole([kind, key, value]: Entry): Entry {
  if (kind !== 'differences') return [kind, key, value];
  const { facts, entries, prose } = value as KeptDifference;
  const difference: KeptDifference = {
    facts: facts.map((fact) => ({ ...fact, before: fact.before, after: fact.after })),
    entries: entries.map((entry) => ({ ...entry, prose: entry.prose })),
    prose,
  };
  return [kind, key, difference];
}

/** The memory that parts add up to. */
export function joinParts(parts: readonly (readonly Entry[])[]): Memory {
  const memory = { editions: new Map(), articles: new Map(), differences: new Map(), pages: new Map() };
  for (const entries of parts) for (const [kind, key, value] of entries) memory[kind].set(key, value);
  return memory;
}

/** The parts in which two memories differ. What was taken over is the very same object. */
export function changedParts(before: Memory = NOTHING_KEPT, after: Memory): Set<number> {
  const parts = new Set<number>();
  for (const kind of KINDS) {
    const [old, now]: readonly ReadonlyMap<string, unknown>[] = [before[kind], after[kind]];
    for (const [key, value] of now ?? []) if (old?.get(key) !== value) parts.add(partOf(key));
    for (const key of old?.keys() ?? []) if (!now?.has(key)) parts.add(partOf(key));
  }
  return parts;
}

function partOf(name: string): number {
  let sum = 0;
  for (let at = 0; at < name.length; at += 1) sum = (sum * 31 + name.charCodeAt(at)) % 65_521;
  return sum % PARTS;
}

function headOf(key: string): string {
  return `incident-press cache ${FORMAT} ${key}`;
}

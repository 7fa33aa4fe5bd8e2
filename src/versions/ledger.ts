import type { Instant } from '../model/instant.ts';
import { parseInstant } from '../model/instant.ts';
import { compareVersions, formatVersion, parseVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';

/** One publication: what it was called, and the hashes of all that was published. */
export interface LedgerLine {
  readonly version: Version;
  readonly lastUpdate: Instant;
  /** `interim` while the report was open, `final` once closed, `redacted` where the text was taken back. */
  readonly status: LedgerStatus;
  /** What the version added, or why it was redacted. */
  readonly changes: string;
  /** SHA-256 of the source, the article fragment and the data, as bytes. */
  readonly source: string;
  readonly article: string;
  readonly data: string;
  /** SHA-256 of what the source says, and of its facts. */
  readonly content: string;
  readonly facts: string;
  /** The program that made the fragment: `incident-press 0.1.0`. */
  readonly renderer: string;
}

export type LedgerStatus = 'interim' | 'final' | 'redacted';

/** A ledger as it was read: its lines, and the first thing wrong with the chain, if anything is. */
export interface Ledger {
  readonly lines: readonly LedgerLine[];
  /** SHA-256 of the newest line, which the next one will carry; undefined for an empty ledger. */
  readonly head?: string;
  readonly fault?: LedgerFault;
}

export interface LedgerFault {
  /** 1-based. */
  readonly line: number;
  readonly kind:
    'not-json' | 'wrong-shape' | 'broken-chain' | 'wrong-order' | 'merge-conflict' | 'no-newline';
  readonly detail: string;
}

/** What stands of a version after all lines: the newest line about it, and the one it was published with. */
export interface PublishedEdition extends LedgerLine {
  /** The reason, where it was redacted later. */
  readonly redacted?: string;
}

const HASH = /^[0-9a-f]{64}$/;
const STATUSES: readonly string[] = ['interim', 'final', 'redacted'];

/** Reads `ledger.jsonl`, checking every line's shape, its hash of the line before, and the order of versions. */
export function readLedger(text: string): Ledger {
  const rows = text.split('\n');
  const rest = rows.pop();
  const lines: LedgerLine[] = [];
  let head: string | undefined;
  for (const [index, row] of rows.entries()) {
    const outcome = readRow(row, head, lines);
    if ('kind' in outcome) return faulty(lines, head, { ...outcome, line: index + 1 });
    lines.push(outcome);
    head = sha256(row);
  }
  if (rest)
    return faulty(lines, head, { line: rows.length + 1, kind: 'no-newline', detail: 'the line is cut off' });
  return { lines, ...(head !== undefined && { head }) };
}

/** The text of one more line, newline included. Keys stand in the order of the design. */
export function ledgerRow(line: LedgerLine, head: string | undefined): string {
  const row = {
    version: formatVersion(line.version),
    last_update: line.lastUpdate,
    status: line.status,
    changes: line.changes,
    source: line.source,
    article: line.article,
    data: line.data,
    content: line.content,
    facts: line.facts,
    renderer: line.renderer,
    prev: head ?? null,
  };
  return `${JSON.stringify(row)}\n`;
}

/** The versions a ledger speaks of, oldest first, each once. */
export function publishedEditions(ledger: Ledger): PublishedEdition[] {
  const editions = new Map<string, PublishedEdition>();
  for (const line of ledger.lines) {
    const name = formatVersion(line.version);
    const before = editions.get(name);
    if (line.status !== 'redacted') editions.set(name, line);
    else if (before) editions.set(name, { ...before, redacted: line.changes });
  }
  return [...editions.values()].toSorted((a, b) => compareVersions(a.version, b.version));
}

function faulty(lines: readonly LedgerLine[], head: string | undefined, fault: LedgerFault): Ledger {
  return { lines, ...(head !== undefined && { head }), fault };
}

function readRow(
  row: string,
  head: string | undefined,
  before: readonly LedgerLine[],
): LedgerLine | Omit<LedgerFault, 'line'> {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(row))
    return { kind: 'merge-conflict', detail: 'git left a conflict here' };
  const value = parseObject(row);
  if (!value) return { kind: 'not-json', detail: 'the line is not a JSON object' };
  const line = lineOf(value);
  if (!line) return { kind: 'wrong-shape', detail: 'a member is missing, or not what it must be' };
  if (value['prev'] !== (head ?? null)) {
    return { kind: 'broken-chain', detail: 'its `prev` is not the hash of the line before it' };
  }
  return orderFault(line, before) ?? line;
}

function orderFault(line: LedgerLine, before: readonly LedgerLine[]): Omit<LedgerFault, 'line'> | undefined {
  const name = formatVersion(line.version);
  if (line.status === 'redacted') {
    const stands = before.some((each) => formatVersion(each.version) === name && each.status !== 'redacted');
    return stands
      ? undefined
      : { kind: 'wrong-order', detail: `it redacts ${name}, which was not published` };
  }
  const newest = before.findLast(({ status }) => status !== 'redacted');
  if (!newest || compareVersions(line.version, newest.version) > 0) return undefined;
  return { kind: 'wrong-order', detail: `${name} follows ${formatVersion(newest.version)}` };
}

function parseObject(row: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(row);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function lineOf(value: Readonly<Record<string, unknown>>): LedgerLine | undefined {
  const text = (key: string) => (typeof value[key] === 'string' ? value[key] : undefined);
  const hash = (key: string) => (HASH.test(text(key) ?? '') ? text(key) : undefined);
  const version = parseVersion(text('version') ?? '');
  const lastUpdate = parseInstant(text('last_update') ?? '');
  const status = text('status');
  const [changes, renderer] = [text('changes'), text('renderer')];
  const [source, article, data, content, facts] = ['source', 'article', 'data', 'content', 'facts'].map(hash);
  if (!version || !lastUpdate || status === undefined || !STATUSES.includes(status)) return undefined;
  if (changes === undefined || renderer === undefined) return undefined;
  if (!source || !article || !data || !content || !facts) return undefined;
  return {
    version,
    lastUpdate,
    status: status as LedgerStatus,
    changes,
    source,
    article,
    data,
    content,
    facts,
    renderer,
  };
}

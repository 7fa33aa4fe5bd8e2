import type { Instant } from '../model/instant.ts';
import { parseInstant } from '../model/instant.ts';
import { compareVersions, formatVersion, parseVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { chainRow, hashMember, readChain, textMember, WRONG_SHAPE } from './chain.ts';
import type { Chain, LineFault, LineObject } from './chain.ts';

/** One publication: its version, its time, and the hashes of everything that was published. */
export interface LedgerLine {
  readonly version: Version;
  /** When `freeze` (or `redact`) wrote the line. */
  readonly published: Instant;
  readonly lastUpdate: Instant;
  /** `interim` while the report was open, `final` once closed, `redacted` if the text was removed later. */
  readonly status: LedgerStatus;
  /** What the version changed, or why it was redacted. */
  readonly changes: string;
  /** SHA-256 of the source, the article fragment and the data, as bytes. */
  readonly source: string;
  readonly article: string;
  readonly data: string;
  /** SHA-256 of the content of the source, and of its facts. */
  readonly content: string;
  readonly facts: string;
  /** What rendered the fragment: program, ICU, and a digest of settings, messages and templates. */
  readonly renderer: string;
}

export type LedgerStatus = 'interim' | 'final' | 'redacted';

/** The ledger of one text. */
export type Ledger = Chain<LedgerLine>;

/** The state of a version after all lines: the newest line about it, and the one it was published with. */
export interface PublishedEdition extends LedgerLine {
  /** The reason, if it was redacted later. */
  readonly redacted: string | undefined;
}

const STATUSES: readonly string[] = ['interim', 'final', 'redacted'];

/**
 * Reads `ledger.jsonl`, checking every line's shape, its hash of the line before, and the order of versions.
 */
export function readLedger(text: string): Ledger {
  return readChain<LedgerLine>(text, (members, before) => {
    const line = lineOf(members);
    return line ? (orderFault(line, before) ?? line) : WRONG_SHAPE;
  });
}

/** The text of one more line, line end included. Keys are in the order of the format. */
export function ledgerRow(line: LedgerLine, head: string | undefined): string {
  const members = {
    version: formatVersion(line.version),
    published: line.published,
    last_update: line.lastUpdate,
    status: line.status,
    changes: line.changes,
    source: line.source,
    article: line.article,
    data: line.data,
    content: line.content,
    facts: line.facts,
    renderer: line.renderer,
  };
  return chainRow(members, head);
}

/** The versions a ledger mentions, oldest first, each once. */
export function publishedEditions(ledger: Ledger): PublishedEdition[] {
  const editions = new Map<string, PublishedEdition>();
  for (const line of ledger.lines) {
    const name = formatVersion(line.version);
    const before = editions.get(name);
    if (line.status !== 'redacted') editions.set(name, { ...line, redacted: undefined });
    else if (before) editions.set(name, { ...before, redacted: line.changes });
  }
  return [...editions.values()].toSorted((a, b) => compareVersions(a.version, b.version));
}

function orderFault(line: LedgerLine, before: readonly LedgerLine[]): LineFault | undefined {
  const name = formatVersion(line.version);
  const previous = before.at(-1);
  if (previous && line.published < previous.published) {
    const detail = `it was published at ${line.published}, and the line before it at ${previous.published}`;
    return { kind: 'wrong-order', detail };
  }
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

function lineOf(members: LineObject): LedgerLine | undefined {
  const version = parseVersion(textMember(members, 'version') ?? '');
  const published = parseInstant(textMember(members, 'published') ?? '');
  const lastUpdate = parseInstant(textMember(members, 'last_update') ?? '');
  const status = textMember(members, 'status');
  const [changes, renderer] = [textMember(members, 'changes'), textMember(members, 'renderer')];
  const hashes = ['source', 'article', 'data', 'content', 'facts'].map((key) => hashMember(members, key));
  const [source, article, data, content, facts] = hashes;
  if (!version || !published || !lastUpdate || status === undefined || !STATUSES.includes(status)) {
    return undefined;
  }
  if (changes === undefined || renderer === undefined) return undefined;
  if (!source || !article || !data || !content || !facts) return undefined;
  return {
    version,
    published,
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

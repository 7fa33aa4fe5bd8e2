import { sha256 } from '../source/content-hash.ts';

/** The format of the lines that are written now; every line states its own. */
export const LEDGER_FORMAT = 1;

/** A ledger as it was read: its lines, and the first fault in the chain, if there is one. */
export interface Chain<Line> {
  readonly lines: readonly Line[];
  /** SHA-256 of each of these lines, without its line end: what the next one carries as `prev`. */
  readonly hashes: readonly string[];
  /** SHA-256 of the newest line; undefined for an empty ledger. */
  readonly head: string | undefined;
  readonly fault: ChainFault | undefined;
}

export interface ChainFault {
  /** 1-based. */
  readonly line: number;
  readonly kind:
    | 'not-json'
    | 'wrong-shape'
    | 'first-release'
    | 'other-format'
    | 'broken-chain'
    | 'wrong-order'
    | 'merge-conflict'
    | 'no-newline'
    | 'line-ends'
    | 'lfs-pointer';
  readonly detail: string;
}

/** Thrown for what is wrong with a line; the reader of the chain adds its number. */
export type LineFault = Omit<ChainFault, 'line'>;

/** The members of a parsed line, `format` and `prev` among them. */
export type LineObject = Readonly<Record<string, unknown>>;

/**
 * Reads a ledger, one JSON object per line, up to the first faulty line: each must contain the hash of the
 * line before it and have a known format. `readLine` turns members into a line; `before` are the lines above
 * it.
 */
export function readChain<Line extends object>(
  text: string,
  readLine: (members: LineObject, before: readonly Line[]) => Line | LineFault,
): Chain<Line> {
  const rows = text.split('\n');
  const rest = rows.pop();
  const lines: Line[] = [];
  const hashes: string[] = [];
  for (const [index, row] of rows.entries()) {
    const outcome = readRow(row, hashes.at(-1), (members) => readLine(members, lines));
    if (isFault(outcome)) return chainOf(lines, hashes, { ...outcome, line: index + 1 });
    lines.push(outcome);
    hashes.push(sha256(row));
  }
  if (rest) {
    return chainOf(lines, hashes, {
      line: rows.length + 1,
      kind: 'no-newline',
      detail: 'the line is cut off',
    });
  }
  return chainOf(lines, hashes);
}

/** The text of one more line, line end included; `head` is the hash of the line above it. */
export function chainRow(members: Readonly<Record<string, string>>, head: string | undefined): string {
  return `${JSON.stringify({ format: LEDGER_FORMAT, ...members, prev: head ?? null })}\n`;
}

/** A member that must be text. */
export function textMember(members: LineObject, key: string): string | undefined {
  const value = members[key];
  return typeof value === 'string' ? value : undefined;
}

/** A member that must be a SHA-256 in lower-case hex. */
export function hashMember(members: LineObject, key: string): string | undefined {
  const value = textMember(members, key);
  return value !== undefined && /^[0-9a-f]{64}$/.test(value) ? value : undefined;
}

export const WRONG_SHAPE: LineFault = {
  kind: 'wrong-shape',
  detail: 'a member is missing, or has the wrong kind of value',
};

function chainOf<Line>(lines: readonly Line[], hashes: readonly string[], fault?: ChainFault): Chain<Line> {
  const head = hashes.at(-1);
  return { lines, hashes, head, fault };
}

function isFault(outcome: object): outcome is LineFault {
  return 'kind' in outcome && 'detail' in outcome;
}

function readRow<Line extends object>(
  row: string,
  head: string | undefined,
  readLine: (members: LineObject) => Line | LineFault,
): Line | LineFault {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(row)) {
    return { kind: 'merge-conflict', detail: 'git left a conflict here' };
  }
  if (row.startsWith('version https://git-lfs')) {
    return { kind: 'lfs-pointer', detail: 'this is a Git LFS pointer, not the ledger' };
  }
  if (row.endsWith('\r')) {
    return { kind: 'line-ends', detail: 'the line ends in CRLF, but was published with LF' };
  }
  const members = parseObject(row);
  if (!members) return { kind: 'not-json', detail: 'the line is not a JSON object' };
  const strange = formatFault(members);
  if (strange) return strange;
  if (members['prev'] !== (head ?? null)) {
    return { kind: 'broken-chain', detail: 'its `prev` is not the hash of the line before it' };
  }
  return readLine(members);
}

function formatFault(members: LineObject): LineFault | undefined {
  const { format } = members;
  if (format === LEDGER_FORMAT) return undefined;
  if (format === undefined && 'source' in members && 'last_update' in members) {
    return {
      kind: 'first-release',
      detail:
        'it is a ledger of the first release of incident-press, whose lines do not say when they were written',
    };
  }
  return format === undefined
    ? { ...WRONG_SHAPE, detail: 'the line does not say its `format`' }
    : {
        kind: 'other-format',
        detail: `its format is ${JSON.stringify(format)}, but this program only knows ${LEDGER_FORMAT}`,
      };
}

function parseObject(row: string): LineObject | undefined {
  try {
    const value: unknown = JSON.parse(row);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as LineObject)
      : undefined;
  } catch {
    return undefined;
  }
}

import { startSha256 } from '../source/content-hash.ts';

/** A ledger's size and root at some time, for witnesses to save. */
export interface Checkpoint {
  /** Host and path of the site, without scheme and closing slash. */
  readonly origin: string;
  /** Number of lines of the site's ledger. */
  readonly size: number;
  /** RFC 6962 tree hash over these lines, base64. */
  readonly root: string;
}

/**
 * The text of a checkpoint, unsigned: origin, size and root, each on a line (C2SP tlog-checkpoint, "note
 * text"). `url` is that of the site; `ledger` is the text of the site's ledger.
 */
export function checkpointText(url: string, ledger: string): string {
  const lines = linesOf(ledger);
  return `${originOf(url)}\n${lines.length}\n${treeRoot(lines)}\n`;
}

/** Reads a checkpoint, signed or not; undefined if the text is not one. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const found = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text);
  if (!found) return undefined;
  const [, origin = '', size, root = ''] = found;
  return { origin, size: Number(size), root };
}

/** True if a ledger begins with the lines that a checkpoint was made over. */
export function isWitnessed({ size, root }: Checkpoint, ledger: string): boolean {
  const lines = linesOf(ledger);
  return size <= lines.length && treeRoot(lines.slice(0, size)) === root;
}

/** The origin of a checkpoint: `status.example.com/incidents` for `https://status.example.com/incidents/`. */
export function originOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname.replace(/\/$/, '');
}

function linesOf(ledger: string): string[] {
  return ledger.split('\n').slice(0, -1);
}

/** Merkle tree hash (RFC 6962, section 2.1) over lines without their line ends, base64. */
function treeRoot(lines: readonly string[]): string {
  const leaves = lines.map((line) => digest(Buffer.from([0]), Buffer.from(line)));
  return treeHash(leaves).toString('base64');
}

function treeHash(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) return digest();
  if (leaves.length === 1) return first;
  // The left side is the largest power of two that is smaller than the whole.
  const left = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return digest(Buffer.from([1]), treeHash(leaves.slice(0, left)), treeHash(leaves.slice(left)));
}

function digest(...parts: readonly Buffer[]): Buffer {
  const hash = startSha256();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

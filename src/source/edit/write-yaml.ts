/** The value of a key in an entry: text, or text by key (`services`). */
export type Written = string | Readonly<Record<string, string>>;

/** A list entry to be written: its keys in this order, without those that are undefined. */
export type WrittenItem = Readonly<Record<string, Written | undefined>>;

/** How an existing scalar is quoted. */
export type Quoting = 'plain' | 'single' | 'double';

/** Text that needs no quotation marks, not even in lists and maps between brackets. */
const PLAIN = /^[a-z\d](?:[\w.+:-]*\w)?$/i;

/** A text as a scalar on one line: plain where that is safe and `quoting` does not ask for more. */
export function writeScalar(value: string, quoting: Quoting = 'plain'): string {
  if (PLAIN.test(value)) {
    if (quoting === 'plain') return value;
    if (quoting === 'single') return `'${value}'`;
  }
  return quote(value);
}

/**
 * JSON's quoting is YAML's double quoting; only DEL needs an extra escape, since files may not contain it.
 */
function quote(value: string): string {
  return JSON.stringify(value).replaceAll('\u007f', String.raw`\x7f`);
}

/** An item between braces on one line. */
export function writeFlowItem(item: WrittenItem): string {
  const pairs = statedIn(item).map(
    ([key, value]) =>
      `${key}: ${typeof value === 'string' ? writeValue(key, value) : writeFlowItem(withPlainKeys(value))}`,
  );
  return `{${pairs.join(', ')}}`;
}

/** The lines of an item after its dash, the first without indentation, the others indented by `indent`. */
export function writeBlockItem(item: WrittenItem, indent: string): string {
  const pairs = statedIn(item).map(([key, value]) => {
    if (typeof value !== 'string') return `${key}: ${writeFlowItem(withPlainKeys(value))}`;
    return isLiteral(value)
      ? `${key}: ${writeLiteral(value, `${indent}  `)}`
      : `${key}: ${writeValue(key, value)}`;
  });
  return pairs.join(`\n${indent}`);
}

function statedIn(item: WrittenItem): [string, Written][] {
  return Object.entries(item).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

const PROSE = new Set(['title', 'summary', 'changes', 'text']);

/**
 * The value of a key on one line. Writers quote prose, whatever is in it, and leave words such as states
 * plain.
 */
export function writeValue(key: string, value: string): string {
  return PROSE.has(key) ? quote(value) : writeScalar(value);
}

function withPlainKeys(values: Readonly<Record<string, string>>): WrittenItem {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [writeScalar(key), value]));
}

/** True for a text that can go below a `|` unchanged: whole lines, and no characters that need an escape. */
function isLiteral(value: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  return /^[^\n]*\S[^\n]*\n(?:[\s\S]*\S[^\n]*\n)?$/.test(value) && !/[\0-\x08\v-\x1f\x7f\uFEFF]/.test(value);
}

function writeLiteral(value: string, indent: string): string {
  // A first line that begins with a space would be taken for a deeper indentation.
  const mark = /^\s/.test(value) ? '|2' : '|';
  const lines = value.slice(0, -1).split('\n');
  return `${mark}\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}`;
}

import type { Manifest } from '../../publish/read-manifest.ts';
import { Refused } from '../refused.ts';
import type { HistoryRules } from './run.ts';

/** The site's ledger as served: the current file, and older parts that are full. */
const LEDGER_FILE = /^ledger(?:-(\d+))?\.jsonl$/;

type Read = (path: string) => Promise<string | Uint8Array | undefined>;

/** The manifest at a target and the one to be published, each with a function that reads its files. */
export interface Sides {
  readonly before: Pick<Manifest, 'files'> | undefined;
  readonly after: Pick<Manifest, 'files'>;
  readonly theirs: Read;
  readonly ours: Read;
}

/**
 * Throws Refused if the history at a target is not the beginning of the one to be published, unless there is
 * a reason (`rewrite`); returns a note to print.
 */
export async function guardHistory(
  { before, after, theirs, ours }: Sides,
  rules: HistoryRules,
): Promise<readonly string[]> {
  if (!before) {
    if (rules.onHistory) rules.onHistory(undefined, await ledgerIn(after, ours));
    return [];
  }
  const names = [...before.files.keys()].filter((path) => LEDGER_FILE.test(path));
  if (names.every((path) => before.files.get(path)?.sha256 === after.files.get(path)?.sha256)) return [];
  const there = await ledgerOf(names, theirs);
  return compareHistory(there, await ledgerIn(after, ours), rules);
}

/** The same of two ledgers as texts; `there` is undefined if the target has no site yet. */
export function compareHistory(
  there: string | undefined,
  here: string,
  { rewrite, onHistory }: HistoryRules,
): readonly string[] {
  if (there !== here) onHistory?.(there, here);
  if (there === undefined || here.startsWith(there)) return [];
  const [old, rows] = [there.split('\n'), here.split('\n')];
  const line = old.findIndex((row, index) => row !== rows[index]) + 1;
  if (rewrite !== undefined)
    return [`the history at the target was rewritten from line ${line} on: ${rewrite}`];
  throw new Refused(
    'failed',
    `What readers have was published with a different history: line ${line} of ledger.jsonl at the target is missing here`,
    'Nothing was changed. Most likely this branch or copy is behind: take the newest, build and publish it. If the history really has to change, say why: `--rewrite "reason"`.',
  );
}

/** The site's ledger among the files of a manifest. */
export function ledgerIn({ files }: Pick<Manifest, 'files'>, read: Read): Promise<string> {
  return ledgerOf(
    [...files.keys()].filter((path) => LEDGER_FILE.test(path)),
    read,
  );
}

/** Full parts come first, in the order of their numbers. */
async function ledgerOf(paths: readonly string[], read: Read): Promise<string> {
  const numbered = paths.map((path) => [Number(LEDGER_FILE.exec(path)?.[1] ?? Infinity), path] as const);
  let text = '';
  for (const [, path] of numbered.toSorted(([a], [b]) => a - b)) {
    const body = await read(path);
    text += typeof body === 'string' ? body : new TextDecoder().decode(body);
  }
  return text;
}

import { isWitnessed, readCheckpoint } from '../../versions/checkpoint.ts';
import { parseObject } from '../../publish/sealed-json.ts';
import { readPublicKey } from '../../versions/note.ts';
import { sha256 } from '../../source/content-hash.ts';
import { LEDGER } from '../../versions/paths.ts';
import type { ManifestEntry } from '../../publish/read-manifest.ts';
import type { Finding } from '../built-site.ts';

/** The history of a site, wherever it was read. */
export interface History {
  readonly checkpoint: string;
  /** The site's ledger. */
  readonly ledger: string;
  /** The ledgers of the texts, by `<reference>/<language>` as their folders are called there. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What somebody has saved from a site. */
export interface Saved {
  readonly checkpoint?: string | undefined;
  /** Hashes of lines of the site's ledger, from feeds or printed pages. */
  readonly lines?: readonly string[] | undefined;
  readonly history?: History | undefined;
  readonly files?: ReadonlyMap<string, ManifestEntry> | undefined;
}

/**
 * The differences between a site and what somebody saved from it: its history may only have grown. If nothing
 * was published since, everything else has to be the same; otherwise pages change, and only files that never
 * change are compared.
 */
export function compareSaved(
  saved: Saved,
  now: History,
  files: ReadonlyMap<string, ManifestEntry> | undefined,
): readonly Finding[] {
  const { history } = saved;
  const checkpoint = saved.checkpoint ?? history?.checkpoint ?? '';
  return [
    ...(history ? compareHistories(history, now) : []),
    ...compareCheckpoint(checkpoint, now),
    ...compareLines(saved.lines ?? [], now),
    ...(saved.files && files ? compareFiles(saved.files, files) : []),
  ];
}

/** Whether a checkpoint is signed with a key, and is over the whole of a ledger. */
export function proveCheckpoint(key: string, { checkpoint, ledger }: History): readonly Finding[] {
  if (readPublicKey(key)?.(checkpoint) !== true)
    return [
      {
        path: 'checkpoint',
        message: 'It is not signed with the private key that belongs to this public key',
      },
    ];
  const said = readCheckpoint(checkpoint);
  const lines = ledger.split('\n').length - 1;
  if (said?.size === lines && isWitnessed(said, ledger)) return [];
  const message = `It is signed over ${said?.size ?? 0} lines, and ${LEDGER} has ${lines} or others`;
  return [{ path: 'checkpoint', message }];
}

function compareHistories(before: History, now: History): Finding[] {
  const texts = [...before.texts].flatMap(([name, text]) =>
    comparePrefix(`${name}/${LEDGER}`, text, now.texts.get(name) ?? ''),
  );
  return [...comparePrefix(LEDGER, before.ledger, now.ledger), ...texts];
}

/** The first line that is missing from a ledger. */
function comparePrefix(path: string, kept: string, now: string): Finding[] {
  if (now.startsWith(kept)) return [];
  const [old, rows] = [kept.split('\n'), now.split('\n')];
  const at = old.findIndex((row, index) => row !== rows[index]);
  const [before, after] = [old[at] ?? '', rows[at] ?? ''];
  const was = described(before);
  const is = described(after);
  const others = after === '' ? [] : differingMembers(before, after);
  if (was === is && others.length > 0)
    return [{ path, message: `Line ${at + 1}, ${was}, now differs in ${others.join(', ')}` }];
  return [{ path, message: `Line ${at + 1} was ${was}, and ${after === '' ? 'is gone' : `now is ${is}`}` }];
}

/** The members of a line that have changed: those in which two lines about the same version differ. */
function differingMembers(before: string, after: string): readonly string[] {
  const [was, is] = [parseObject(before) ?? {}, parseObject(after) ?? {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => was[key] !== is[key]);
}

/** A line of a ledger, described so that a person can find it. */
function described(row: string): string {
  const members = parseObject(row) ?? {};
  const said = ['reference', 'language', 'version', 'published'].flatMap((key) => members[key] ?? []);
  return said.length === 0 ? `\`${row}\`` : said.join(' ');
}

function compareCheckpoint(saved: string, now: History): Finding[] {
  const said = readCheckpoint(saved);
  if (!said) return [];
  const there = readCheckpoint(now.checkpoint);
  if (there && there.origin !== said.origin)
    return [{ path: 'checkpoint', message: `It is of ${there.origin}, and the saved one of ${said.origin}` }];
  if (isWitnessed(said, now.ledger)) return [];
  const lines = now.ledger.split('\n').length - 1;
  return [
    {
      path: LEDGER,
      message:
        lines < said.size
          ? `It has ${lines} lines, and had ${said.size} when the saved checkpoint was made`
          : `Its first ${said.size} lines are not those that the saved checkpoint was made over`,
    },
  ];
}

/** Lines that were saved by their hashes alone. */
function compareLines(kept: readonly string[], { ledger }: History): Finding[] {
  const there = new Set(ledger.split('\n').map((row) => sha256(row)));
  const lost = kept.filter((line) => !there.has(line));
  if (lost.length === 0) return [];
  const others = lost.length > 1 ? `, nor ${lost.length - 1} more of those that were saved` : '';
  return [{ path: LEDGER, message: `It does not have the line with the hash ${lost[0]}${others}` }];
}

/** Files whose bytes never change once they are there. */
const FOR_GOOD = /(?:^|\/)v\/[^/]+\/index\.(?:md|json)$|^assets\/[0-9a-f]{64}\./;

function compareFiles(
  before: ReadonlyMap<string, ManifestEntry>,
  now: ReadonlyMap<string, ManifestEntry>,
): Finding[] {
  const hasGrown = before.get(LEDGER)?.sha256 !== now.get(LEDGER)?.sha256;
  const isSame = (path: string) => before.get(path)?.sha256 === now.get(path)?.sha256;
  const compared = hasGrown
    ? [...before.keys()].filter((path) => FOR_GOOD.test(path))
    : [...new Set([...before.keys(), ...now.keys()])];
  return compared
    .filter((path) => !isSame(path))
    .toSorted()
    .map((path) => ({ path, message: differenceOf(before.has(path), now.has(path)) }));
}

function differenceOf(wasThere: boolean, isThere: boolean): string {
  if (!wasThere) return 'It was not there when this was saved';
  return isThere ? 'It is not what was saved' : 'It was saved, and is gone';
}

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decoded, follow } from '../../network/follow.ts';
import { Again, insist } from '../../network/insist.ts';
import { Refused } from '../../refused.ts';
import { sha256 } from '../../../source/content-hash.ts';
import { makeCacheFolder } from '../cache-folder.ts';
import { writeFile } from '../write.ts';

/** A server's answer, treated like a file. */
export interface FetchedDocument {
  readonly path: string;
  readonly text: string;
}

/** A history takes thousands of requests, so this server may ask for a longer pause than others. */
const PATIENCE = { attempts: 6, backOff: 1_000, longest: 300 };
/** Pages of three months without an incident after which the history counts as finished. */
const EMPTY_PAGES = 8;
const MOST_PAGES = 400;

/**
 * Reads the whole history of a page of the Statuspage kind by its public addresses: the pages of
 * `/history.json`, then each incident, one request at a time. `Retry-After` (RFC 9110, 10.2.3) is obeyed.
 * Resolved incidents are kept in `cache`, so that a run that was stopped continues from there. Throws Refused
 * if the page cannot be read.
 */
export async function readStatuspageServer(
  address: string,
  cache: string,
  say: (done: number, all: number) => void,
): Promise<FetchedDocument[]> {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const own = join(cache, sha256(base.href).slice(0, 16));
  makeCacheFolder(own);
  const codes = await codesOf(base);
  const documents: FetchedDocument[] = [await summaryOf(base)];
  for (const [index, code] of codes.entries()) {
    say(index, codes.length);
    documents.push(await incidentOf(base, code, own));
  }
  say(codes.length, codes.length);
  rmSync(own, { recursive: true, force: true });
  return documents;
}

async function summaryOf(base: URL): Promise<FetchedDocument> {
  const text = await get(new URL('api/v2/components.json', base));
  return { path: 'api/v2/components.json', text: text ?? '{"components":[]}' };
}

/** The codes of all incidents, newest first. */
async function codesOf(base: URL): Promise<readonly string[]> {
  const codes = new Set<string>();
  let empty = 0;
  for (let page = 1; page <= MOST_PAGES && empty < EMPTY_PAGES; page += 1) {
    const text = await get(new URL(`history.json?page=${page}`, base));
    if (text === undefined && page === 1) return recentCodes(base);
    const found = [...(text ?? '').matchAll(/"code"\s*:\s*"([\w.~-]{1,80})"/g)].map(([, code = '']) => code);
    const before = codes.size;
    for (const code of found) codes.add(code);
    empty = codes.size === before ? empty + 1 : 0;
  }
  return [...codes];
}

/** A page without a history by month still lists its newest 50. */
async function recentCodes(base: URL): Promise<readonly string[]> {
  const text = await get(new URL('api/v2/incidents.json', base));
  if (text === undefined)
    throw new Refused(
      'failed',
      `${base.href} is not a page of this kind`,
      'It has neither /history.json nor /api/v2/incidents.json: check the address.',
    );
  const value = JSON.parse(text) as { readonly incidents?: readonly { readonly id?: unknown }[] };
  return (value.incidents ?? []).flatMap(({ id }) =>
    typeof id === 'string' && /^[\w.~-]+$/.test(id) ? [id] : [],
  );
}

async function incidentOf(base: URL, code: string, kept: string): Promise<FetchedDocument> {
  const path = `incidents/${code}.json`;
  const file = join(kept, `${code}.json`);
  if (existsSync(file)) return { path, text: readFileSync(file, 'utf8') };
  const text =
    (await get(new URL(path, base))) ?? (await get(new URL(`api/v2/incidents/${code}.json`, base))) ?? '';
  if (text !== '') writeFile(file, text);
  return { path, text };
}

/** A document; undefined if the server does not have it. Throws Refused if it does not answer. */
async function get(url: URL): Promise<string | undefined> {
  const answer = await insist(() => follow(url, unreadable), PATIENCE);
  if (answer instanceof Again) throw unreadable(url, answer.why);
  const isFound = answer.status >= 200 && answer.status < 300;
  return isFound ? new TextDecoder().decode(decoded(answer, url, unreadable)) : undefined;
}

function unreadable(url: URL, reason: string): Refused {
  return new Refused(
    'failed',
    `${url.href} cannot be read: ${reason}`,
    'Run the same command again later: it continues where it stopped.',
  );
}

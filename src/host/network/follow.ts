import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Refused } from '../refused.ts';
import type { Exchanged } from './exchange.ts';
import { Again, exchangeOrAgain } from './insist.ts';

/** How long a server may take for one file, in milliseconds. */
const PATIENCE = 30_000;
/** How many redirects are followed for one file. */
const REDIRECTS = 5;

/** Makes the error for an address that cannot be read, with what to do about it. */
type Refusal = (url: URL, reason: string) => Refused;

/** An answer, and the final address it came from. */
export interface Answer extends Exchanged {
  readonly from: URL;
}

/**
 * Gets the file at an address, following redirects; tries again if the server is busy or away. `refuse` makes
 * the error for an address that leads nowhere.
 */
export async function follow(url: URL, refuse: Refusal, redirects = REDIRECTS): Promise<Answer | Again> {
  // The current file, not a copy from a cache on the way.
  const headers = new Headers({ 'accept-encoding': 'gzip, br', 'cache-control': 'no-cache' });
  const answer = await exchangeOrAgain({ method: 'GET', url, headers, timeout: PATIENCE });
  if (answer instanceof Again) return answer;
  const { status } = answer;
  if (status === 429 || status >= 500) return new Again(`the server answers ${status}`, answer.headers);
  const to = answer.headers.get('location');
  if (status < 301 || status > 308 || to === null || !URL.canParse(to, url)) return { ...answer, from: url };
  const next = new URL(to, url);
  if (redirects === 0 || !/^https?:$/.test(next.protocol))
    throw refuse(url, `it redirects too often, last to ${next.href}`);
  return follow(next, refuse, redirects - 1);
}

/** The body of an answer, decompressed. */
export function decoded({ headers, body }: Exchanged, url: URL, refuse: Refusal): Uint8Array {
  const encoding = headers.get('content-encoding') ?? 'identity';
  try {
    if (encoding === 'gzip') return gunzipSync(body);
    return encoding === 'br' ? brotliDecompressSync(body) : body;
  } catch {
    throw refuse(url, `what the server sends is not ${encoding}, as it says`);
  }
}

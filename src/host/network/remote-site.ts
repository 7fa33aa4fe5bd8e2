import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Refused } from '../refused.ts';
import type { Exchanged } from './exchange.ts';
import { Again, exchangeOrAgain, insist } from './insist.ts';

/** How long a server may take for one file, in milliseconds. */
const PATIENCE = 30_000;
const ATTEMPTS = 3;
const BACK_OFF = 500;
/** Redirects that are followed for one file. */
const REDIRECTS = 5;

/**
 * The files of a built site behind an address. A file that is not found is undefined; anything else throws
 * Refused.
 */
export function remoteSite(address: string): {
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
} {
  const base = address.endsWith('/') ? address : `${address}/`;
  return {
    read: async (path) => {
      const url = new URL(
        path
          .replace(/(^|\/)index\.html$/, '$1')
          .split('/')
          .map(encodeURIComponent)
          .join('/'),
        base,
      );
      const answer = await insist(() => ask(url, REDIRECTS), { attempts: ATTEMPTS, backOff: BACK_OFF });
      if (answer instanceof Again) throw unreadable(url, answer.why);
      if (answer.status === 404 || answer.status === 410) return undefined;
      if (answer.status < 200 || answer.status > 299)
        throw unreadable(url, `the server answers ${answer.status}`);
      return decoded(answer, url);
    },
  };
}

async function ask(url: URL, redirects: number): Promise<Exchanged | Again> {
  const headers = new Headers({ 'accept-encoding': 'gzip, br' });
  const answer = await exchangeOrAgain({ method: 'GET', url, headers, timeout: PATIENCE });
  if (answer instanceof Again) return answer;
  const { status } = answer;
  if (status === 429 || status >= 500) return new Again(`the server answers ${status}`, answer.headers);
  const to = answer.headers.get('location');
  if (status < 301 || status > 308 || to === null || !URL.canParse(to, url)) return answer;
  const next = new URL(to, url);
  if (redirects === 0 || !/^https?:$/.test(next.protocol))
    throw unreadable(url, `it leads on and on, last to ${next.href}`);
  return ask(next, redirects - 1);
}

function decoded({ headers, body }: Exchanged, url: URL): Uint8Array {
  const encoding = headers.get('content-encoding') ?? 'identity';
  try {
    if (encoding === 'gzip') return gunzipSync(body);
    return encoding === 'br' ? brotliDecompressSync(body) : body;
  } catch {
    throw unreadable(url, `what the server sends is not ${encoding}, as it says`);
  }
}

function unreadable(url: URL, reason: string): Refused {
  return new Refused(
    'failed',
    `${url.href} cannot be read: ${reason}`,
    'Nothing is proved. Try again later.',
  );
}

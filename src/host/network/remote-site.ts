import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { MANIFEST } from '../../publish/read-manifest.ts';
import { Refused } from '../refused.ts';
import type { Exchanged } from './exchange.ts';
import { Again, exchangeOrAgain, insist } from './insist.ts';

/** How long a server may take for one file, in milliseconds. */
const PATIENCE = 30_000;
const ATTEMPTS = 3;
const BACK_OFF = 500;
/** How many redirects are followed for one file. */
const REDIRECTS = 5;

/**
 * Reads files of a built site by address, and where its host redirects below it. A file that is not found is
 * undefined; anything else throws Refused.
 */
export function remoteSite(address: string): {
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  readonly ledTo: (path: string) => string | undefined;
} {
  let base = new URL(address.endsWith('/') ? address : `${address}/`);
  const led = new Map<string, string>();
  return {
    ledTo: (path) => led.get(path),
    read: async (path) => {
      const url = addressOf(path, base);
      const answer = await insist(() => ask(url, REDIRECTS), { attempts: ATTEMPTS, backOff: BACK_OFF });
      if (answer instanceof Again) throw unreadable(url, answer.why);
      const { from, status } = answer;
      // The site is where the list of all files is.
      if (path === MANIFEST && from !== url) base = new URL('.', from);
      else if (from !== url) led.set(path, below(from, base));
      const isNotFound = status === 404 || status === 410;
      // Some hosts answer 404 when asked for the very page that says so.
      if (isNotFound && !/(?:^|\/)404\.html$/.test(path)) return undefined;
      if (!isNotFound && (status < 200 || status > 299))
        throw unreadable(url, `the server answers ${status}`);
      return decoded(answer, url);
    },
  };
}

function addressOf(path: string, base: URL): URL {
  const shown = path.replace(/(^|\/)index\.html$/, '$1');
  return new URL(shown.split('/').map(encodeURIComponent).join('/'), base);
}

/** `/en/` for the address of that page of the site; the whole address for one outside of it. */
function below(url: URL, base: URL): string {
  const isInside = url.host === base.host && url.pathname.startsWith(base.pathname);
  return isInside ? `/${decodeURI(url.pathname.slice(base.pathname.length))}` : url.href;
}

/** An answer, and the final address it came from. */
interface Answer extends Exchanged {
  readonly from: URL;
}

async function ask(url: URL, redirects: number): Promise<Answer | Again> {
  // What is there now, not what a cache on the way remembers.
  const headers = new Headers({ 'accept-encoding': 'gzip, br', 'cache-control': 'no-cache' });
  const answer = await exchangeOrAgain({ method: 'GET', url, headers, timeout: PATIENCE });
  if (answer instanceof Again) return answer;
  const { status } = answer;
  if (status === 429 || status >= 500) return new Again(`the server answers ${status}`, answer.headers);
  const to = answer.headers.get('location');
  if (status < 301 || status > 308 || to === null || !URL.canParse(to, url)) return { ...answer, from: url };
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

import { MANIFEST } from '../../publish/read-manifest.ts';
import { Refused } from '../refused.ts';
import { decoded, follow } from './follow.ts';
import { Again, insist } from './insist.ts';

const ATTEMPTS = 3;
const BACK_OFF = 500;

/**
 * Reads files of a built site by address, following its host's redirects inside the site. A file that is not
 * found is undefined; anything else throws Refused.
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
      const answer = await insist(() => follow(url, unreadable), { attempts: ATTEMPTS, backOff: BACK_OFF });
      if (answer instanceof Again) throw unreadable(url, answer.why);
      const { from, status } = answer;
      // The site is at the address that has the list of all files.
      if (path === MANIFEST && from !== url) base = new URL('.', from);
      else if (from !== url) led.set(path, below(from, base));
      const isNotFound = status === 404 || status === 410;
      // Some hosts answer 404 when asked for the very page that says so.
      if (isNotFound && !/(?:^|\/)404\.html$/.test(path)) return undefined;
      if (!isNotFound && (status < 200 || status > 299))
        throw unreadable(url, `the server answers ${status}`);
      return decoded(answer, url, unreadable);
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

function unreadable(url: URL, reason: string): Refused {
  return new Refused(
    'failed',
    `${url.href} cannot be read: ${reason}`,
    'Nothing is proved. Try again later.',
  );
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from '../refused.ts';

/** The files of a built site that is in a folder; the paths of all of them, `/` between the parts. */
export function folderSite(folder: string): {
  readonly paths: readonly string[];
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
} {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
  return {
    paths,
    read: async (path) => {
      const full = join(folder, path);
      return statSync(full, { throwIfNoEntry: false })?.isFile() ? readFileSync(full) : undefined;
    },
  };
}

/** How long a server may take for one file, in milliseconds. */
const PATIENCE = 30_000;

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
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) }).catch((error: unknown) => {
        throw unreachable(url, reasonOf(error));
      });
      if (response.status === 404 || response.status === 410) return undefined;
      if (!response.ok) throw unreachable(url, `the server answers ${response.status}`);
      const bytes = await response.arrayBuffer().catch((error: unknown) => {
        throw unreachable(url, reasonOf(error));
      });
      return new Uint8Array(bytes);
    },
  };
}

function unreachable(url: URL, reason: string): Refused {
  return new Refused(
    'failed',
    `${url.href} cannot be read: ${reason}`,
    'Nothing is proved. Try again later.',
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'the server takes too long';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { CONTENT_SECURITY_POLICY } from '../policy.ts';

export interface StaticServer {
  /** `http://127.0.0.1:<port>/` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The search pages, and the worker they start, may run WebAssembly; nothing else need. */
const SEARCH = /^\/(?:[^/]+\/search\/|pagefind\/pagefind-worker\.js)/;

function policyFor(url: string): string {
  return SEARCH.test(url)
    ? CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    : CONTENT_SECURITY_POLICY;
}

/** Serves a folder on loopback as a static host would, at a free port. */
export async function serveFolder(folder: string): Promise<StaticServer> {
  const serve = sirv(folder, { dev: true, etag: true });
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policyFor(request.url ?? ''));
    serve(request, response, () => {
      response.statusCode = 404;
      response.end('not found');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

// What the two scripts beside it share: the example site, built, and served as a static host would serve it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
  "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Builds a site with the compiled program.
 *
 * @param {string} site
 * @param {string} out
 * @param {string} asOf
 */
export function build(site, out, asOf) {
  const args = ['build', '--quiet', '--as-of', asOf, '--out', out];
  execFileSync(process.execPath, [join(ROOT, 'lib/cli/main.js'), ...args], {
    cwd: site,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Serves a folder on loopback, compressed, with the headers a host should send.
 *
 * @param {string} folder
 */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'content-security-policy': POLICY,
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'max-age=30',
    });
    response.end(gzipSync(readFileSync(file)));
  });
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** The Chromium or Chrome of this system. */
export function findBrowser() {
  const places = [
    process.env['CHROMIUM'] ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = places.find((path) => path !== '' && existsSync(path));
  if (found) return found;
  console.error('There is no Chromium or Chrome here. Install one, or name it in the variable CHROMIUM.');
  process.exit(1);
}

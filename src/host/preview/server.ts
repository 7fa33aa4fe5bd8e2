import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Header } from '../../publish/headers.ts';
import { servingOf } from '../../publish/serving.ts';
import { sha256 } from '../../source/content-hash.ts';
import { allowedHosts, readTarget } from './request.ts';
import { isCode } from '../system-errors.ts';

/** Files by their paths. */
export interface PreviewFiles {
  /** A file, made when it is requested; undefined if there is none. */
  readonly get: (path: string) => Promise<string | Uint8Array | undefined>;
  readonly isEmpty: () => boolean;
}

/**
 * The state of a site that is served: its files by path, and what the script in the browser needs to know.
 */
export interface Preview {
  readonly files: PreviewFiles;
  /** The path of the site's address, starting and ending in `/`. */
  readonly basePath: string;
  /** The headers that a host sends with the file at a path. */
  readonly headersOf: (path: string) => readonly Header[];
  /** Different for every build and every run of the server. */
  readonly version: string;
  /** The problems, as in the terminal; empty if there are none. */
  readonly problems: string;
  readonly errors: number;
  readonly warnings: number;
}

export interface PreviewServer {
  readonly port: number;
  /** Serves another state from now on, and makes open pages reload. */
  readonly show: (preview: Preview) => void;
  readonly close: () => Promise<void>;
}

export interface PreviewOptions {
  /** The first port to try. */
  readonly port: number;
  /** The address to listen on; loopback only without one. */
  readonly host: string | undefined;
  /** The script that is added to every page. */
  readonly client: string;
  readonly first: Preview;
  /** Called with the path of each file that somebody asks for. */
  readonly onAsked: (path: string) => void;
}

/** Everything below this path belongs to the preview, not to the site. */
const PRIVATE = '/.incident-press/';

/** Ports tried one after the other. */
const MOST_PORTS = 50;

/** Proxies and browsers give up on streams that are silent for longer (milliseconds). */
const HEARTBEAT = 15_000;

/**
 * Serves a preview from memory. Only requests whose Host header names this server are answered, none can
 * reach a file on disk, and no other site may read the answers. If the port is taken, the next free one is
 * used. Throws the system's error if none is free.
 */
export async function startPreview(options: PreviewOptions): Promise<PreviewServer> {
  let preview = options.first;
  const listeners = new Set<ServerResponse>();
  const { client, onAsked } = options;
  const handlers: Handlers = { preview: () => preview, client, listeners, onAsked };
  const { servers, port } = await listen(options, handlers);
  const beat = setInterval(() => {
    for (const each of listeners) each.write(':\n\n');
  }, HEARTBEAT);
  return {
    port,
    show: (next) => {
      preview = next;
      for (const each of listeners) each.write(stateEvent(preview));
    },
    close: async () => {
      clearInterval(beat);
      await Promise.all(servers.map(stop));
    },
  };
}

interface Handlers {
  readonly preview: () => Preview;
  readonly client: string;
  readonly listeners: Set<ServerResponse>;
  readonly onAsked: PreviewOptions['onAsked'];
}

async function listen(
  { host, port }: PreviewOptions,
  handlers: Handlers,
): Promise<{ readonly servers: readonly Server[]; readonly port: number }> {
  for (let attempt = 0; attempt < MOST_PORTS; attempt += 1) {
    const wanted = port === 0 ? 0 : port + attempt;
    const servers: Server[] = [];
    try {
      const [first, ...others] = host === undefined ? ['127.0.0.1', '::1'] : [host];
      servers.push(await start(first ?? '', wanted, handlers));
      const address = servers[0]?.address();
      const taken = typeof address === 'object' && address ? address.port : wanted;
      for (const each of others) {
        // A machine without IPv6 has only one loopback address.
        const other = await start(each, taken, handlers).catch((error: unknown) => {
          if (isCode(error, 'EADDRINUSE')) throw error;
        });
        if (other) servers.push(other);
      }
      return { servers, port: taken };
    } catch (error) {
      await Promise.all(servers.map(stop));
      const isTaken = isCode(error, 'EADDRINUSE') || (isCode(error, 'EACCES') && attempt > 0);
      if (!isTaken || attempt === MOST_PORTS - 1) throw error;
    }
  }
  throw new Error('no port was tried');
}

function start(host: string, port: number, handlers: Handlers): Promise<Server> {
  return new Promise((resolve, reject) => {
    let hosts: ReadonlySet<string> = new Set();
    const server = createServer((request, response) => answer(request, response, hosts, handlers));
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const own = host === '127.0.0.1' || host === '::1' ? undefined : host;
      hosts = allowedHosts(own, typeof address === 'object' && address ? address.port : port);
      server.off('error', reject);
      server.on('clientError', (_, socket) => socket.destroy());
      // A connection that the server closes may be one that a browser is sending its next request on.
      server.keepAliveTimeout = 0;
      resolve(server);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function answer(
  { url = '', method = '', headers }: IncomingMessage,
  response: ServerResponse,
  hosts: ReadonlySet<string>,
  { preview, client, listeners, onAsked }: Handlers,
): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  const isHead = method === 'HEAD';
  const send = (status: number, type: string, body: string | Uint8Array) => {
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
    response.end(isHead ? undefined : body);
  };
  const refuse = (status: number, reason: string) => send(status, 'text/plain; charset=utf-8', `${reason}\n`);
  if (!hosts.has((headers.host ?? '').toLowerCase())) {
    refuse(403, 'This server only answers to its own name. Use the address that it printed, or --host.');
  } else if (method !== 'GET' && !isHead) {
    response.setHeader('allow', 'GET, HEAD');
    refuse(405, 'Only GET and HEAD are answered.');
  } else if (url === `${PRIVATE}client.js`) {
    send(200, 'text/javascript; charset=utf-8', client);
  } else if (url === `${PRIVATE}events` && !isHead) {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(stateEvent(preview()));
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  } else {
    serveFile(url, preview(), { response, send, refuse, redirect, onAsked }).catch((error: unknown) => {
      refuse(500, `This is a bug in incident-press: ${error instanceof Error ? error.stack : String(error)}`);
    });
  }

  function redirect(location: string): void {
    response.setHeader('location', location);
    refuse(302, location);
  }
}

interface Reply {
  readonly response: ServerResponse;
  readonly send: (status: number, type: string, body: string | Uint8Array) => void;
  readonly refuse: (status: number, reason: string) => void;
  readonly redirect: (location: string) => void;
  readonly onAsked: PreviewOptions['onAsked'];
}

async function serveFile(
  url: string,
  { files, basePath, headersOf, version }: Preview,
  { response, send, refuse, redirect, onAsked }: Reply,
): Promise<void> {
  const asked = readTarget(url, basePath);
  if (asked.kind === 'malformed') return refuse(400, 'This address is malformed.');
  // The site's own headers never replace those of the preview.
  for (const [name, value] of headersOf(asked.kind === 'file' ? asked.path : ''))
    if (!response.hasHeader(name)) response.setHeader(name, value);
  if (files.isEmpty()) return send(503, HTML, withClient(NO_SITE, version));
  if (asked.kind === 'outside') return redirect(basePath);
  const { path } = asked;
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  onAsked(name);
  const body = await files.get(name);
  if (body !== undefined) return send(200, servingOf(name).type, bodyOf(name, body, version));
  if ((await files.get(`${path}/index.html`)) !== undefined)
    return redirect(encodeURI(`${basePath}${path}/`));
  const missing =
    (await files.get(`${path.split('/', 1)[0] ?? ''}/404.html`)) ?? (await files.get('404.html'));
  return missing !== undefined
    ? send(404, HTML, bodyOf('404.html', missing, version))
    : refuse(404, 'This file does not exist.');
}

const HTML = 'text/html; charset=utf-8';

/** Shown until the site can be built for the first time; the script shows what is wrong. */
const NO_SITE =
  '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>No site yet</title>\n</head>\n<body>\n<p>The site cannot be built yet.</p>\n</body>\n</html>\n';

function bodyOf(path: string, body: string | Uint8Array, version: string): string | Uint8Array {
  if (!path.endsWith('.html')) return body;
  return withClient(typeof body === 'string' ? body : new TextDecoder().decode(body), version);
}

/**
 * Tells the script which state of the site the page shows, and whether any other page differs. It comes
 * before the site's own scripts, so that it sees the page as it was sent.
 */
function withClient(html: string, version: string): string {
  const facts = `data-version="${version}" data-page="${sha256(html)}"`;
  const client = `<script type="module" src="${PRIVATE}client.js" ${facts}></script>\n`;
  return html.replace(/(?=<script|<\/head>)/, () => client);
}

function stateEvent({ version, problems, errors, warnings }: Preview): string {
  return `data: ${JSON.stringify({ version, problems, errors, warnings })}\n\n`;
}

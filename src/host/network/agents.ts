import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { proxyAuthorization } from './proxy.ts';
import type { Proxy } from './proxy.ts';
import { networkFailure, refusedByProxy, tooSlow } from './unreachable.ts';

const PLAIN = new http.Agent({ keepAlive: true });
const SECURE = new https.Agent({ keepAlive: true });
const TUNNELS = new Map<string, TunnelAgent>();

/** Agents that keep connections to a server, through the proxy for https. */
export function agentFor(url: URL, proxy: Proxy | undefined): http.Agent {
  const isSecureProxy = proxy?.url.protocol === 'https:';
  // A plain http request goes to the proxy without a tunnel.
  if (url.protocol === 'http:') return isSecureProxy ? SECURE : PLAIN;
  if (!proxy) return SECURE;
  const agent = TUNNELS.get(proxy.url.href) ?? new TunnelAgent(proxy);
  TUNNELS.set(proxy.url.href, agent);
  return agent;
}

type Connected = (error: Error | null, stream: Duplex) => void;

/** Connections through a proxy, which sees the server's name but not the content (RFC 9110, 9.3.6). */
class TunnelAgent extends https.Agent {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    super({ keepAlive: true });
    this.#proxy = proxy;
  }

  override createConnection(options: https.RequestOptions, connected?: Connected): undefined {
    const secure = (socket: Socket) => super.createConnection({ ...options, socket } as never);
    openTunnel(this.#proxy, `${options.host}:${options.port}`, options.timeout).then(
      (socket) => connected?.(null, secure(socket) as Duplex),
      (error: Error) => connected?.(error, undefined as never),
    );
  }
}

/** Connects through a proxy within this many milliseconds. Throws Unreachable. */
function openTunnel(proxy: Proxy, to: string, timeout: number | undefined): Promise<Socket> {
  const { url } = proxy;
  const { request } = url.protocol === 'https:' ? https : http;
  const headers = { host: to, ...proxyAuthorization(proxy) };
  return new Promise((resolve, reject) => {
    const asked = request({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || undefined,
      method: 'CONNECT',
      path: to,
      headers,
      agent: false,
      timeout,
    });
    asked.on('connect', ({ statusCode = 0 }, socket: Socket) => {
      socket.setTimeout(0);
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(refusedByProxy(proxy, statusCode));
    });
    asked.on('timeout', () => asked.destroy(tooSlow(proxy)));
    asked.on('error', (error) => reject(networkFailure(error, proxy)));
    asked.end();
  });
}

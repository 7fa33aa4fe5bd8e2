import http from 'node:http';
import https from 'node:https';
import { agentFor } from './agents.ts';
import { proxyAuthorization, proxyFor } from './proxy.ts';
import type { Proxy } from './proxy.ts';
import { networkFailure, refusedByProxy, tooSlow } from './unreachable.ts';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Headers | undefined;
  readonly body?: Uint8Array | undefined;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
}

export interface Exchanged {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * Sends a request, through a proxy if the environment names one, and reads the whole answer; redirects are
 * answers. `fetch` copies every body, and copies of parts of large files pile up until they are collected;
 * here a body is written without being copied. Throws Unreachable if no answer comes.
 */
export async function exchange(asked: Exchange): Promise<Exchanged> {
  const proxy = proxyFor(asked.url);
  const signal = AbortSignal.timeout(asked.timeout);
  try {
    const response = await answerTo(asked, proxy, signal);
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    return { status: response.statusCode ?? 0, headers: headersOf(response), body: Buffer.concat(parts) };
  } catch (error) {
    if (signal.aborted) throw tooSlow(proxy);
    // A plain http request only goes to the proxy; for https, the tunnel has already reported what went
    // wrong.
    throw networkFailure(error, asked.url.protocol === 'http:' ? proxy : undefined);
  }
}

function answerTo(
  asked: Exchange,
  proxy: Proxy | undefined,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const { url, body } = asked;
  const plainProxy = url.protocol === 'http:' ? proxy : undefined;
  const { request } = (plainProxy?.url ?? url).protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request({ ...optionsOf(asked, proxy), ...whereTo(url, plainProxy), signal }, (response) => {
      if (plainProxy && response.statusCode === 407) reject(refusedByProxy(plainProxy, 407));
      else resolve(response);
    });
    // A request without a connection does not report that it was aborted.
    signal.addEventListener('abort', reject);
    sent.on('error', reject);
    sent.end(body);
  });
}

function optionsOf({ method, url, headers, body, timeout }: Exchange, proxy: Proxy | undefined) {
  const hasLength = body !== undefined || method === 'PUT' || method === 'POST';
  return {
    method,
    timeout,
    agent: agentFor(url, proxy),
    headers: {
      ...Object.fromEntries(headers ?? []),
      ...(hasLength && { 'content-length': String(body?.length ?? 0) }),
      host: url.host,
      ...(proxy && url.protocol === 'http:' && proxyAuthorization(proxy)),
    },
  };
}

/** A plain request goes to the proxy, and names the whole address to it (RFC 9112, 3.2.2). */
function whereTo(url: URL, proxy: Proxy | undefined) {
  const { hostname, port } = proxy?.url ?? url;
  const path = proxy ? url.href : url.pathname + url.search;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port || undefined, path };
}

function headersOf({ rawHeaders }: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  return headers;
}

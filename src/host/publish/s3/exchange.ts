import http from 'node:http';
import https from 'node:https';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
  /** Ends it wherever it is. */
  readonly signal: AbortSignal;
}

export interface Exchanged {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const AGENTS = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
} as const;

/**
 * Sends a request and reads the whole answer; redirects are answers. `fetch` copies every body, and copies of
 * parts of large files pile up until they are collected; here a body is written as it is. Rejects with the
 * system's error.
 */
export async function exchange({ method, url, headers, body, signal }: Exchange): Promise<Exchanged> {
  const protocol = url.protocol === 'http:' ? 'http:' : 'https:';
  const hasLength = body !== undefined || method === 'PUT' || method === 'POST';
  const options = {
    method,
    agent: AGENTS[protocol],
    signal,
    headers: {
      ...Object.fromEntries(headers),
      ...(hasLength && { 'content-length': String(body?.length ?? 0) }),
    },
  };
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = (protocol === 'http:' ? http : https).request(url, options, resolve);
    request.on('error', reject);
    request.end(body);
  });
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode ?? 0, headers: headersOf(response), body: Buffer.concat(parts) };
}

function headersOf({ rawHeaders }: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  return headers;
}

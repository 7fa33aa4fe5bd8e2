import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Credentials that exist nowhere else. */
export const KEY = { id: 'AKIDSTANDIN', secret: 'stand-in/secret+key' };
export const REGION = 'eu-west-3';
export const BUCKET = 'status-pages';

export interface StandInObject {
  readonly body: Buffer;
  readonly etag: string;
  readonly type: string;
  readonly cache: string;
  modified: number;
}

export interface Request {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Milliseconds, by a monotonic clock. */
  readonly at: number;
}

/** What goes wrong with a request: an answer, or how far the connection gets. */
export type Fault =
  | { readonly status: number; readonly code?: string }
  /** Right, after so many milliseconds. */
  | { readonly after: number }
  | 'cut before'
  | 'cut after'
  | 'cut in the middle';

/** How a store may differ from S3. */
export interface Habits {
  /**
   * `refuse`: 501, as Swift does. `ignore`: stores anyway, as old gateways do. `new only`: knows
   * If-None-Match alone. `bare`: compares ETags without their marks, as Ceph does.
   */
  conditions?: 'refuse' | 'ignore' | 'new only' | 'bare';
  /** Milliseconds that its clock is ahead of ours. */
  ahead?: number;
}

export interface StandIn {
  readonly url: string;
  readonly objects: Map<string, StandInObject>;
  readonly uploads: Map<string, Map<number, Buffer>>;
  /** Every request that arrived, in order. */
  readonly requests: Request[];
  /** Most requests that were under way in the same moment. */
  mostAtOnce: number;
  fault: (request: Request, count: number) => Fault | undefined;
  /** Called after each request that changed something. */
  onChange: () => void;
  habits: Habits;
  readonly close: () => Promise<void>;
}

/** S3 refuses requests whose time differs by more. */
const MOST_SKEW = 15 * 60_000;
/** Small, so that lists have more than one page. */
const PAGE = 25;

/**
 * The part of S3 that a publisher needs, on loopback: signatures are verified, digests are compared,
 * conditions hold, and what a test asks for goes wrong. Not a store to keep anything in.
 */
export async function startStandIn(): Promise<StandIn> {
  let underWay = 0;
  const server = createServer((request, response) => {
    underWay += 1;
    stand.mostAtOnce = Math.max(stand.mostAtOnce, underWay);
    response.on('close', () => (underWay -= 1));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(stand, request, Buffer.concat(parts), response));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const stand: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: new Map(),
    uploads: new Map(),
    requests: [],
    mostAtOnce: 0,
    fault: () => undefined,
    onChange: () => undefined,
    habits: {},
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return stand;
}

function answer(stand: StandIn, raw: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const url = new URL(raw.url ?? '', stand.url);
  const [, bucket, ...rest] = url.pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const request = {
    method: raw.method ?? '',
    key,
    query: url.searchParams,
    headers: raw.headers,
    at: performance.now(),
  };
  stand.requests.push(request);
  const now = Date.now() + (stand.habits.ahead ?? 0);
  response.setHeader('date', new Date(now).toUTCString());
  const fault = stand.fault(request, stand.requests.length);
  if (fault === 'cut before') return void raw.socket.destroy();
  if (typeof fault === 'object' && 'status' in fault)
    return refuse(response, fault.status, fault.code ?? 'InternalError');
  const refusal =
    verify(raw, url, body, now) ?? (bucket === BUCKET ? undefined : ([404, 'NoSuchBucket'] as const));
  if (refusal) return refuse(response, ...refusal);
  act(stand, request, body, now, response, fault);
  if (request.method !== 'GET' && request.method !== 'HEAD') stand.onChange();
}

function act(
  stand: StandIn,
  request: Request,
  body: Buffer,
  now: number,
  response: ServerResponse,
  fault: Fault | undefined,
): void {
  const { method, key, query, headers } = request;
  const end = (status: number, text: string | Buffer = '', more: Record<string, string> = {}) =>
    finish(response, status, text, more, fault);
  const stored = stand.objects.get(key);
  if (method === 'GET' && key === '' && query.has('list-type')) return end(200, list(stand, query));
  if (method === 'GET' && key === '' && query.has('uploads')) {
    const rows = [...stand.uploads.keys()].map(
      (id) => `<Upload><Key>${id.split('#')[0]}</Key><UploadId>${id}</UploadId></Upload>`,
    );
    return end(200, `<ListMultipartUploadsResult>${rows.join('')}</ListMultipartUploadsResult>`);
  }
  const upload = query.get('uploadId');
  if (query.has('uploads') && method === 'POST') {
    const id = `${key}#${stand.requests.length}#${headers['content-type'] ?? ''}#${headers['cache-control'] ?? ''}`;
    stand.uploads.set(id, new Map());
    return end(
      200,
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  }
  if (upload !== null) return multipart(stand, request, upload, body, now, end);
  if (method === 'PUT') {
    const condition = headers['if-match'] ?? headers['if-none-match'];
    if (condition !== undefined && stand.habits.conditions === 'refuse')
      return refuse(response, 501, 'NotImplemented');
    if (headers['if-match'] !== undefined && stand.habits.conditions === 'new only')
      return refuse(response, 501, 'NotImplemented');
    if (stand.habits.conditions !== 'ignore') {
      if (headers['if-none-match'] === '*' && stored) return refuse(response, 412, 'PreconditionFailed');
      const etag = stand.habits.conditions === 'bare' ? stored?.etag.replaceAll('"', '') : stored?.etag;
      if (headers['if-match'] !== undefined && headers['if-match'] !== etag)
        return refuse(response, 412, 'PreconditionFailed');
    }
    // A connection that breaks while the body is coming stores nothing.
    if (fault === 'cut in the middle') return void response.socket?.destroy();
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    stand.objects.set(key, {
      body,
      etag,
      type: headers['content-type'] ?? '',
      cache: headers['cache-control'] ?? '',
      modified: now,
    });
    return end(200, '', { etag });
  }
  if (method === 'DELETE') {
    stand.objects.delete(key);
    return end(204);
  }
  if (!stored) return refuse(response, 404, 'NoSuchKey');
  if (headers['if-none-match'] === stored.etag) return end(304, '', { etag: stored.etag });
  const more = {
    etag: stored.etag,
    'last-modified': new Date(stored.modified).toUTCString(),
    'content-type': stored.type,
  };
  return end(200, method === 'HEAD' ? '' : stored.body, more);
}

function multipart(
  stand: StandIn,
  { method, key, query }: Request,
  id: string,
  body: Buffer,
  now: number,
  end: (status: number, text?: string, more?: Record<string, string>) => void,
): void {
  const parts = stand.uploads.get(id);
  if (!parts) return end(404, '<Error><Code>NoSuchUpload</Code></Error>');
  if (method === 'DELETE') {
    stand.uploads.delete(id);
    return end(204);
  }
  if (method === 'PUT') {
    parts.set(Number(query.get('partNumber')), body);
    return end(200, '', { etag: `"${createHash('md5').update(body).digest('hex')}"` });
  }
  const asked = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"([0-9a-f]+)"/g)];
  const right = asked.every(
    ([, number, etag]) =>
      createHash('md5')
        .update(parts.get(Number(number)) ?? '')
        .digest('hex') === etag,
  );
  if (!right || asked.length !== parts.size) return end(400, '<Error><Code>InvalidPart</Code></Error>');
  const whole = Buffer.concat([...parts].toSorted(([a], [b]) => a - b).map(([, part]) => part));
  const [, , type = '', cache = ''] = id.split('#');
  const etag = `"${createHash('md5').update(whole).digest('hex')}-${parts.size}"`;
  stand.objects.set(key, { body: whole, etag, type, cache, modified: now });
  stand.uploads.delete(id);
  return end(
    200,
    `<CompleteMultipartUploadResult><ETag>${etag.replaceAll('"', '&quot;')}</ETag></CompleteMultipartUploadResult>`,
  );
}

function list(stand: StandIn, query: URLSearchParams): string {
  const from = query.get('continuation-token') ?? '';
  const keys = [...stand.objects.keys()]
    .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > from)
    .toSorted();
  const rows = keys
    .slice(0, PAGE)
    .map(
      (key) =>
        `<Contents><Key>${key}</Key><ETag>${stand.objects.get(key)?.etag.replaceAll('"', '&quot;')}</ETag></Contents>`,
    );
  const next = keys.length > PAGE ? `<NextContinuationToken>${keys[PAGE - 1]}</NextContinuationToken>` : '';
  return `<ListBucketResult>${rows.join('')}${next}</ListBucketResult>`;
}

function finish(
  response: ServerResponse,
  status: number,
  text: string | Buffer,
  headers: Record<string, string>,
  fault: Fault | undefined,
): void {
  if (fault === 'cut after') return void response.socket?.destroy();
  const bytes = Buffer.from(text);
  response.writeHead(status, {
    ...headers,
    ...(status !== 204 && status !== 304 && { 'content-length': bytes.length }),
  });
  if (fault === 'cut in the middle') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
    return;
  }
  if (typeof fault === 'object' && 'after' in fault)
    return void setTimeout(() => response.end(bytes), fault.after);
  response.end(bytes);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  // As real stores do, with things in it that must not be printed.
  const text = `<?xml version="1.0"?><Error><Code>${code}</Code><AWSAccessKeyId>${KEY.id}</AWSAccessKeyId><StringToSign>${KEY.secret}</StringToSign></Error>`;
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(response.req.method === 'HEAD' ? '' : text);
}

/** AWS Signature Version 4, and the digests of the body; what is wrong, if anything. */
function verify(
  raw: IncomingMessage,
  url: URL,
  body: Buffer,
  now: number,
): readonly [number, string] | undefined {
  const { headers } = raw;
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!match) return [403, 'AccessDenied'];
  const [, id, day = '', region = '', names = '', signature] = match;
  if (id !== KEY.id) return [403, 'InvalidAccessKeyId'];
  if (region !== REGION) return [400, 'AuthorizationHeaderMalformed'];
  const time = String(headers['x-amz-date']);
  const instant = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Math.abs(instant - now) > MOST_SKEW) return [403, 'RequestTimeTooSkewed'];
  const strict = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const query = [...url.searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .toSorted()
    .join('&');
  const path = decodeURIComponent(url.pathname).split('/').map(strict).join('/');
  const signed = names
    .split(';')
    .map((name) => `${name}:${String(headers[name]).trim()}\n`)
    .join('');
  const digest = String(headers['x-amz-content-sha256']);
  const canonical = [raw.method, path, query, signed, names, digest].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const secret = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `AWS4${KEY.secret}`,
  );
  if (createHmac('sha256', secret).update(text).digest('hex') !== signature)
    return [403, 'SignatureDoesNotMatch'];
  const sha256 = createHash('sha256').update(body);
  if (sha256.copy().digest('hex') !== digest) return [400, 'XAmzContentSHA256Mismatch'];
  const checksum = headers['x-amz-checksum-sha256'];
  if (checksum !== undefined && checksum !== sha256.digest('base64')) return [400, 'BadDigest'];
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) return [400, 'BadDigest'];
  return undefined;
}

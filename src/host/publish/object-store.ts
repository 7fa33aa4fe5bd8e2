import { hash } from 'node:crypto';
import { sha256 } from '../../source/content-hash.ts';
import { storeRefusal } from './s3/refusals.ts';
import { send } from './s3/request.ts';
import type { Incoming, Outgoing, Sender } from './s3/request.ts';

/** A bucket, or a part of it below a prefix. Names of objects are relative to the prefix. */
export interface ObjectStore {
  readonly get: (name: string, unlessEtag?: string) => Promise<Stored | 'same' | undefined>;
  /** The ETag of an object, undefined if it does not exist. */
  readonly etag: (name: string) => Promise<string | undefined>;
  /** Stores bytes; the store verifies their digests. */
  readonly put: (name: string, body: Uint8Array, more: PutOptions) => Promise<PutResult>;
  readonly remove: (name: string) => Promise<void>;
  /** ETags of everything below the prefix. */
  readonly list: () => Promise<ReadonlyMap<string, string>>;
  /** Any other request about an object, as needed for multipart uploads. */
  readonly call: (
    name: string,
    query: string,
    more: Pick<Outgoing, 'method' | 'headers' | 'body' | 'expected'>,
  ) => Promise<Incoming>;
  /** Requests sent so far, by method. */
  readonly requests: () => Readonly<Record<string, number>>;
}

export interface Stored {
  readonly text: string;
  readonly etag: string;
  /** Seconds since it was written, measured only by the store's clock. */
  readonly age: number;
}

export interface PutOptions {
  readonly type: string;
  readonly cache: string;
  /** Store only if nothing exists yet, or if the existing object has this ETag (RFC 9110, 13.1). */
  readonly only?: 'new' | { readonly etag: string } | undefined;
}

/** `taken`: the condition did not hold. `unconditional`: the store does not support conditions. */
export type PutResult =
  | { readonly kind: 'stored'; readonly etag: string; readonly attempts: number }
  | { readonly kind: 'taken'; readonly attempts: number }
  | { readonly kind: 'unconditional' };

/**
 * Where a bucket is. Without an endpoint it is Amazon's, addressed by host name if the bucket's name allows
 * it.
 */
export interface BucketPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint?: string | undefined;
}

/** A bucket behind the REST interface of S3, signed and retried. */
export function openBucket(place: BucketPlace, sender: Sender): ObjectStore {
  return new Bucket(place, sender);
}

class Bucket implements ObjectStore {
  readonly #sender: Sender;
  readonly #prefix: string;
  readonly #base: string;
  readonly #counts = new Map<string, number>();
  /** Whether the store compares conditions with ETags without quotation marks, as Ceph does. */
  #hasBareEtags = false;

  constructor(place: BucketPlace, sender: Sender) {
    this.#sender = sender;
    this.#prefix = place.prefix;
    this.#base = baseUrl(place, sender.region);
  }

  async get(name: string, unlessEtag?: string): Promise<Stored | 'same' | undefined> {
    const headers = unlessEtag === undefined ? {} : { 'if-none-match': unlessEtag };
    const answer = await this.#request(this.#urlOf(name), { method: 'GET', headers, expected: [304, 404] });
    if (answer.status === 304) return 'same';
    if (answer.status === 404) {
      refuseMissingBucket(answer, this.#base);
      return undefined;
    }
    return {
      text: answer.body.toString('utf8'),
      etag: answer.headers.get('etag') ?? '',
      age: ageOf(answer.headers),
    };
  }

  async etag(name: string): Promise<string | undefined> {
    const { status, headers } = await this.#request(this.#urlOf(name), { method: 'HEAD', expected: [404] });
    return status === 404 ? undefined : plainEtag(headers.get('etag') ?? '');
  }

  async put(name: string, body: Uint8Array, options: PutOptions): Promise<PutResult> {
    const answer = await this.#putOnce(name, body, options);
    const { only } = options;
    if (answer.kind !== 'taken' || typeof only !== 'object' || this.#hasBareEtags) return answer;
    // Checks before trying without quotation marks, since a store that rejects such an ETag could ignore the
    // condition.
    const bare = plainEtag(only.etag);
    if ((await this.etag(name)) !== bare) return answer;
    const again = await this.#putOnce(name, body, { ...options, only: { etag: bare } });
    this.#hasBareEtags = again.kind === 'stored';
    return again;
  }

  async remove(name: string): Promise<void> {
    await this.#request(this.#urlOf(name), { method: 'DELETE', expected: [404] });
  }

  list(): Promise<ReadonlyMap<string, string>> {
    return listAll((query) => this.call('', query, { method: 'GET' }), this.#prefix);
  }

  call(name: string, query: string, more: Omit<Outgoing, 'url'>): Promise<Incoming> {
    return this.#request(`${name === '' ? this.#base : this.#urlOf(name)}?${query}`, more);
  }

  requests(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].toSorted());
  }

  async #putOnce(name: string, body: Uint8Array, { type, cache, only }: PutOptions): Promise<PutResult> {
    const headers = {
      ...digests(body),
      'content-type': type,
      'cache-control': cache,
      ...(only === 'new' && { 'if-none-match': '*' }),
      ...(typeof only === 'object' && { 'if-match': this.#hasBareEtags ? plainEtag(only.etag) : only.etag }),
    };
    const expected = only === undefined ? [] : [404, 409, 412, 501];
    return putResult(await this.#request(this.#urlOf(name), { method: 'PUT', headers, body, expected }));
  }

  #request(url: string, outgoing: Omit<Outgoing, 'url'>): Promise<Incoming> {
    this.#counts.set(outgoing.method, (this.#counts.get(outgoing.method) ?? 0) + 1);
    return send(this.#sender, { ...outgoing, url });
  }

  #urlOf(name: string): string {
    return this.#base + encodeKey(this.#prefix + name);
  }
}

function putResult({ status, headers, attempts }: Incoming): PutResult {
  if (status === 501) return { kind: 'unconditional' };
  if (status >= 400) return { kind: 'taken', attempts };
  return { kind: 'stored', etag: headers.get('etag') ?? '', attempts };
}

/** Digests that the store compares with what arrives. Older stores only know the first. */
function digests(body: Uint8Array): Record<string, string> {
  return {
    'content-md5': md5(body, 'base64'),
    'x-amz-checksum-sha256': sha256(body, 'base64'),
  };
}

/** MD5 of bytes, which stores that know no other digest compare and show as the ETag. */
export function md5(body: Uint8Array, encoding: 'hex' | 'base64'): string {
  return hash('md5', body, encoding);
}

/** An ETag without its quotation marks; for an object stored in one piece it is the MD5 in hexadecimal. */
export function plainEtag(etag: string): string {
  return etag.replace(/^(?:W\/)?"|"$/g, '');
}

/** The text of the first element of that name in an answer of the store; its own entities only. */
export function xmlText(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text
    ?.replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#39);/g, "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function baseUrl({ bucket, endpoint }: BucketPlace, region: string): string {
  if (endpoint !== undefined) return `${endpoint.replace(/\/+$/, '')}/${bucket}/`;
  // A dot in the name of the bucket is not covered by the certificate.
  return bucket.includes('.')
    ? `https://s3.${region}.amazonaws.com/${bucket}/`
    : `https://${bucket}.s3.${region}.amazonaws.com/`;
}

function encodeKey(key: string): string {
  return key
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function ageOf(headers: Headers): number {
  const age = Date.parse(headers.get('date') ?? '') - Date.parse(headers.get('last-modified') ?? '');
  return Number.isNaN(age) ? 0 : Math.max(age / 1000, 0);
}

function refuseMissingBucket({ body, headers }: Incoming, base: string): void {
  if (xmlText(body.toString('latin1'), 'Code') === 'NoSuchBucket')
    throw storeRefusal({ host: new URL(base).host, status: 404, code: 'NoSuchBucket', headers });
}

async function listAll(
  ask: (query: string) => Promise<Incoming>,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix });
    if (token !== undefined) query.set('continuation-token', token);
    const xml = (await ask(query.toString())).body.toString('utf8');
    for (const [, entry = ''] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g))
      found.set((xmlText(entry, 'Key') ?? '').slice(prefix.length), plainEtag(xmlText(entry, 'ETag') ?? ''));
    token = xmlText(xml, 'NextContinuationToken');
  } while (token !== undefined);
  return found;
}

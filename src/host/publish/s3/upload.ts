import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Upload } from '../../../publish/plan.ts';
import { changedSinceBuild } from '../../files/copy-verified.ts';
import { md5, plainEtag, xmlText } from '../object-store.ts';
import type { ObjectStore, PutResult } from '../object-store.ts';
import { Refused } from '../../refused.ts';
import { sha256, startSha256 } from '../../../source/content-hash.ts';

/** Files up to this size go in one piece; of larger ones only one part at a time is in memory. */
export const PART_BYTES = 8 * 1_048_576;

/**
 * Uploads one file of a built site. Its bytes are compared with the manifest before they leave, and by the
 * store when they arrive. Throws Refused for a file that is not what was built.
 */
export async function uploadFile(
  store: ObjectStore,
  folder: string,
  upload: Upload,
  only?: 'new' | { etag: string },
): Promise<PutResult> {
  const { path, type, cache, size } = upload;
  const full = join(folder, path);
  if (size > PART_BYTES) return uploadParts(store, full, upload);
  const file = openSync(full, 'r');
  // One byte more than expected, so that a file that grew is noticed too.
  const bytes = readAt(file, 0, size + 1);
  closeSync(file);
  if (sha256(bytes) !== upload.sha256) throw changedSinceBuild(full);
  const result = await store.put(path, bytes, { type, cache, only });
  if (result.kind === 'stored' && isMd5(result.etag) && plainEtag(result.etag) !== md5(bytes, 'hex')) {
    throw new Refused(
      'failed',
      `The store has different bytes of ${path} from those that were sent`,
      'Run the same command again. If it happens again, the bucket may belong to another program.',
    );
  }
  return result;
}

/** The MD5 of a file in hexadecimal digits, as stores show it; undefined for a file uploaded in parts. */
export function md5OfFile(folder: string, { path, size }: Upload): string | undefined {
  if (size > PART_BYTES) return undefined;
  const file = openSync(join(folder, path), 'r');
  const bytes = readAt(file, 0, size + 1);
  closeSync(file);
  return md5(bytes, 'hex');
}

/** A multipart upload: start, parts with their digests, completion; it is aborted if anything fails. */
async function uploadParts(store: ObjectStore, full: string, upload: Upload): Promise<PutResult> {
  const { path, type, cache } = upload;
  const headers = { 'content-type': type, 'cache-control': cache };
  const begun = await store.call(path, 'uploads=', { method: 'POST', headers });
  const id = encodeURIComponent(xmlText(begun.body.toString('utf8'), 'UploadId') ?? '');
  const file = openSync(full, 'r');
  try {
    const { etags, hash } = await sendParts(store, file, upload, id);
    if (hash !== upload.sha256) throw changedSinceBuild(full);
    return await joinParts(store, path, id, etags);
  } catch (error) {
    await store.call(path, `uploadId=${id}`, { method: 'DELETE', expected: [404] }).catch(() => undefined);
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Returns the ETags of the parts, and the SHA-256 of what was sent. */
async function sendParts(
  store: ObjectStore,
  file: number,
  { path, size }: Upload,
  id: string,
): Promise<{ readonly etags: readonly string[]; readonly hash: string }> {
  const hash = startSha256();
  const etags: string[] = [];
  const room = Buffer.allocUnsafe(PART_BYTES);
  for (let offset = 0; offset < size; offset += PART_BYTES) {
    const body = readAt(file, offset, Math.min(PART_BYTES, size - offset), room);
    hash.update(body);
    // A separate digest for each part would have to be announced at the start of the upload; MD5 needs no
    // announcement.
    const headers = { 'content-md5': md5(body, 'base64') };
    const query = `partNumber=${etags.length + 1}&uploadId=${id}`;
    const part = await store.call(path, query, { method: 'PUT', headers, body });
    etags.push(plainEtag(part.headers.get('etag') ?? ''));
  }
  return { etags, hash: hash.digest('hex') };
}

async function joinParts(
  store: ObjectStore,
  path: string,
  id: string,
  etags: readonly string[],
): Promise<PutResult> {
  const parts = etags.map(
    (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>"${etag}"</ETag></Part>`,
  );
  const list = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</CompleteMultipartUpload>`;
  const done = await store.call(path, `uploadId=${id}`, { method: 'POST', body: Buffer.from(list) });
  const answer = done.body.toString('utf8');
  // This request may answer 200 and then report a failure in the body.
  if (answer.includes('CompleteMultipartUploadResult'))
    return { kind: 'stored', etag: xmlText(answer, 'ETag') ?? '', attempts: done.attempts };
  throw new Refused(
    'failed',
    `The parts of ${path} could not be joined (${xmlText(answer, 'Code') ?? 'no reason given'})`,
    'Run the same command again.',
  );
}

/** Aborts multipart uploads of killed runs: their parts cost money and are in no list of objects. */
export async function sweepParts(
  store: ObjectStore,
  prefix: string,
  names: ReadonlySet<string>,
): Promise<void> {
  const query = new URLSearchParams({ uploads: '', prefix }).toString();
  const answer = await store.call('', query, { method: 'GET', expected: [400, 403, 404, 405, 501] });
  if (answer.status >= 400) return;
  for (const [, entry = ''] of answer.body.toString('utf8').matchAll(/<Upload>([\s\S]*?)<\/Upload>/g)) {
    const name = (xmlText(entry, 'Key') ?? '').slice(prefix.length);
    const id = xmlText(entry, 'UploadId') ?? '';
    if (!names.has(name) || id === '') continue;
    await store.call(name, `uploadId=${encodeURIComponent(id)}`, { method: 'DELETE', expected: [404] });
  }
}

function readAt(
  file: number,
  offset: number,
  length: number,
  bytes: Buffer = Buffer.allocUnsafe(length),
): Buffer {
  let filled = 0;
  while (filled < length) {
    const read = readSync(file, bytes, filled, length - filled, offset + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function isMd5(etag: string): boolean {
  return /^[0-9a-f]{32}$/.test(plainEtag(etag));
}

/*
 * A bucket on loopback that answers as fast as it can: it checks no signature, keeps the condition on writes,
 * and of the bytes only what a publication reads again. Prints its address; ends with its standard input.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** @type {Map<string, string>} */
const etags = new Map();
/** @type {Map<string, Buffer>} */
const bodies = new Map();

const server = createServer((request, response) => {
  const key = new URL(request.url ?? '/', 'http://bucket').pathname;
  const isKept = key.endsWith('.json') && key.split('/').length === 4;
  const hash = createHash('md5');
  /** @type {Buffer[]} */
  const parts = [];
  request.on('data', (part) => {
    hash.update(part);
    if (isKept) parts.push(part);
  });
  request.on('end', () =>
    answer(request, response, key, `"${hash.digest('hex')}"`, isKept ? parts : undefined),
  );
});

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} key
 * @param {string} etag of the bytes that were sent
 * @param {Buffer[] | undefined} parts these bytes, where they are to be kept
 */
function answer({ method, headers }, response, key, etag, parts) {
  const stored = etags.get(key);
  if (method === 'PUT') {
    const isTaken =
      (headers['if-none-match'] === '*' && stored !== undefined) ||
      (headers['if-match'] !== undefined && headers['if-match'] !== stored);
    if (isTaken) return response.writeHead(412).end();
    etags.set(key, etag);
    if (parts) bodies.set(key, Buffer.concat(parts));
    return response.writeHead(200, { etag }).end();
  }
  if (method === 'DELETE') {
    etags.delete(key);
    return response.writeHead(204).end();
  }
  if (stored === undefined) return response.writeHead(404).end();
  if (headers['if-none-match'] === stored) return response.writeHead(304).end();
  return response.writeHead(200, { etag: stored }).end(method === 'GET' ? bodies.get(key) : undefined);
}

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`http://127.0.0.1:${port}`);
});
process.stdin.resume().on('end', () => process.exit());

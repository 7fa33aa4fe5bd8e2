import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';
import { siteFiles, writeBuilt, writeSite } from './made-site.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const SECRETS = {
  CLOUDFLARE_ZONE_ID: 'zone-1',
  CLOUDFLARE_API_TOKEN: 'secret-cloudflare',
  FASTLY_API_TOKEN: 'secret-fastly',
  BUNNY_API_KEY: 'secret-bunny',
  CLOUDFRONT_DISTRIBUTION_ID: 'E123',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-amazon',
};

let site: string;
let server: Server;
let url: string;
let asked: Asked[];
let answers: number[];
beforeEach(async () => {
  site = makeFolder();
  writeSite(site, 'https://status.example.com/s/');
  writeBuilt(join(site, 'dist'), siteFiles('one', 40));
  asked = [];
  answers = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      response.writeHead(answers.shift() ?? 200).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(site, { recursive: true, force: true });
});

const publish = (cdn: string, env: Record<string, string> = {}) =>
  runCommand(['publish', '--target', 'folder:www', '--purge', cdn], {
    cwd: site,
    env: { INCIDENT_PRESS_PURGE_URL: url, ...SECRETS, ...env },
  });
const listed = () => readFileSync(join(site, '.incident-press/purge.txt'), 'utf8').trim().split('\n');

test('cloudflare: addresses in groups of thirty, with a bearer token', async () => {
  expect(await publish('cloudflare')).toMatchObject({ code: 0, stderr: '' });
  expect(asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual(
    Array(3).fill('POST /client/v4/zones/zone-1/purge_cache'),
  );
  expect(asked[0]?.headers).toMatchObject({
    authorization: 'Bearer secret-cloudflare',
    'content-type': 'application/json',
  });
  const named = asked.flatMap(({ body }) => (JSON.parse(body) as { files: string[] }).files);
  expect(named).toEqual(listed());
  expect(named).toContain('https://status.example.com/s/en/incidents/r-1/');
});

test('fastly: one request for each address', async () => {
  await publish('fastly');
  expect(asked.map(({ url: path }) => path)).toEqual(
    listed().map((each) => each.replace('https://', '/purge/')),
  );
  expect(asked[0]).toMatchObject({ method: 'POST', headers: { 'fastly-key': 'secret-fastly' }, body: '' });
});

test('bunny: one request for each address, in its query', async () => {
  await publish('bunny');
  expect(asked[0]).toMatchObject({ method: 'POST', headers: { accesskey: 'secret-bunny' } });
  expect(asked.map(({ url: path }) => new URL(path, url).searchParams.get('url'))).toEqual(listed());
});

test('cloudfront: one signed list of paths, with a name that a repetition has too', async () => {
  await publish('cloudfront');
  expect(asked).toHaveLength(1);
  const [request] = asked;
  expect(request).toMatchObject({ method: 'POST', url: '/2020-05-31/distribution/E123/invalidation' });
  expect(request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/cloudfront\/aws4_request, SignedHeaders=[a-z0-9;-]+, Signature=[0-9a-f]{64}$/,
  );
  expect(request?.body).toContain(`<Quantity>${listed().length}</Quantity><Items><Path>/s/</Path>`);
  expect(request?.body).toMatch(/<CallerReference>[0-9a-f]{64}-0<\/CallerReference>/);
});

test('a CDN that is busy is asked again; one that refuses is asked again by the next run', async () => {
  answers = [503, 429];
  expect(await publish('cloudflare')).toMatchObject({ code: 0 });
  expect(asked).toHaveLength(5);
  writeBuilt(join(site, 'dist'), siteFiles('two', 2));
  answers = [403];
  const refused = await publish('cloudflare');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    'The new site is published, but cloudflare could not be purged of old copies: it answers 403',
  );
  asked = [];
  expect(await publish('cloudflare')).toMatchObject({ code: 0 });
  const named = asked.flatMap(({ body }) => (JSON.parse(body) as { files: string[] }).files);
  expect(named).toEqual(listed());
  expect(existsSync(join(site, '.incident-press/purge-pending.txt'))).toBe(false);
});

test('what is missing is said before anything is published, and no secret is printed or kept', async () => {
  const missing = await publish('bunny', { BUNNY_API_KEY: '' });
  expect(missing).toMatchObject({ code: 2 });
  expect(missing.stderr).toContain('--purge bunny needs BUNNY_API_KEY');
  expect(existsSync(join(site, 'www'))).toBe(false);
  answers = Array<number>(200).fill(401);
  const printed: string[] = [];
  for (const cdn of ['cloudflare', 'fastly', 'bunny', 'cloudfront']) {
    const { stdout, stderr } = await publish(cdn);
    printed.push(stdout, stderr);
    writeFileSync(
      join(site, 'dist/build.json'),
      readFileSync(join(site, 'dist/build.json'), 'utf8').replace('{', '{ '),
    );
  }
  const kept = readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(site, path)).isFile())
    .map((path) => readFileSync(join(site, path), 'latin1'));
  expect(printed.join('')).toContain('error');
  expect([...printed, ...kept].join('')).not.toMatch(/secret-|AKIDEXAMPLE/);
});

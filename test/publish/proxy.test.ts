import { request as ask } from 'node:http';
import type { RequestListener } from 'node:http';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { exchange } from '../../src/host/network/exchange.ts';
import { BUCKET, KEY, REGION, startStandIn } from '../object-store/stand-in.ts';
import { OPENSSL, testWith } from '../programs.ts';
import { makeFolder, runProgram } from '../run.ts';
import { siteFiles, writeBuilt, writeSite } from './made-site.ts';
import { HOST, startProxy } from './proxy-server.ts';
import type { ProxyServer } from './proxy-server.ts';

const test = testWith(OPENSSL);

let site: string;
let proxy: ProxyServer;
let answer: RequestListener;
beforeEach(async () => {
  if (!OPENSSL.works) return;
  site = makeFolder();
  writeSite(site, `https://${HOST}/`);
  writeBuilt(join(site, 'dist'), siteFiles('one', 0));
  answer = serveDist;
  proxy = await startProxy(site, (request, response) => answer(request, response));
});
afterEach(() => {
  if (!OPENSSL.works) return;
  proxy.close();
  rmSync(site, { recursive: true, force: true });
});

const serveDist: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', `https://${HOST}`);
  const path = join(site, 'dist', pathname, pathname.endsWith('/') ? 'index.html' : '');
  if (existsSync(path) && statSync(path).isFile()) response.end(readFileSync(path));
  else response.writeHead(404).end();
};

const run = (args: readonly string[], env: Record<string, string>) =>
  runProgram(args, { cwd: site, env: { NODE_EXTRA_CA_CERTS: proxy.certificate, ...env } });
const TUNNEL = `CONNECT ${HOST}:443`;

test('verify by address goes through HTTPS_PROXY, in either case and without a scheme', async () => {
  const { host } = new URL(proxy.url);
  for (const env of [{ HTTPS_PROXY: proxy.url }, { https_proxy: host }, { ALL_PROXY: proxy.url }]) {
    proxy.asked.length = 0;
    expect(await run(['verify', `https://${HOST}/`], { NO_PROXY: 'localhost', ...env })).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect([...new Set(proxy.asked)]).toEqual([TUNNEL]);
  }
});

test('a plain address goes through HTTP_PROXY', async () => {
  expect(await run(['verify', `http://${HOST}/`], { HTTP_PROXY: proxy.url })).toMatchObject({ code: 0 });
  expect(proxy.asked).toContain(`http://${HOST}/build.json`);
});

test.each(['NO_PROXY', 'no_proxy'])(
  '%s leaves a host out, and the message says what is wrong then',
  async (name) => {
    const env = { HTTPS_PROXY: proxy.url, [name]: `example.org, ${HOST}` };
    const { code, stderr } = await run(['verify', `https://${HOST}/`], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/status\.invalid\/build\.json cannot be read: it .*(?:name server|offline)/);
    expect(proxy.asked).toEqual([]);
  },
);

test('publish and purge go through the proxy', async () => {
  const stand = await startStandIn();
  const purged: string[] = [];
  try {
    answer = (request, response) => {
      const { method = '', url: path = '', headers } = request;
      if (path.startsWith('/purge')) {
        purged.push(path);
        return void request.resume().on('end', () => response.end('{}'));
      }
      const onward = ask(stand.url + path, { method, headers }, (back) => {
        response.writeHead(back.statusCode ?? 500, back.headers);
        back.pipe(response);
      });
      request.pipe(onward);
    };
    const env = {
      HTTPS_PROXY: proxy.url,
      HOME: site,
      AWS_ACCESS_KEY_ID: KEY.id,
      AWS_SECRET_ACCESS_KEY: KEY.secret,
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL: `https://${HOST}`,
      CLOUDFLARE_ZONE_ID: 'zone-1',
      CLOUDFLARE_API_TOKEN: 'token',
      INCIDENT_PRESS_PURGE_URL: `https://${HOST}/purge`,
    };
    const args = ['publish', '--target', `s3://${BUCKET}`];
    expect(await run(args, env)).toMatchObject({ code: 0, stderr: '' });
    expect(stand.objects.has('build.json')).toBe(true);
    writeBuilt(join(site, 'dist'), siteFiles('two', 0));
    expect(await run([...args, '--purge', 'cloudflare'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(purged.length).toBeGreaterThan(0);
    expect(new Set(proxy.asked)).toEqual(new Set([TUNNEL]));
  } finally {
    await stand.close();
  }
});

test.each([
  [407, 'wants a user and a password'],
  [503, 'answers 503'],
])('a proxy that answers %i is named', async (refusal, said) => {
  proxy.refusal = refusal;
  const { code, stderr } = await run(['verify', `https://${HOST}/`], { HTTPS_PROXY: proxy.url });
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`which HTTPS_PROXY names, ${said}`);
});

test('a proxy that never answers is waited for no longer than a server', async () => {
  proxy.refusal = 0;
  const before = process.env['HTTPS_PROXY'];
  process.env['HTTPS_PROXY'] = proxy.url;
  try {
    const asked = exchange({ method: 'GET', url: new URL(`https://${HOST}/`), timeout: 50 });
    await expect(asked).rejects.toThrow('the proxy that HTTPS_PROXY names, does not answer in time');
  } finally {
    if (before === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = before;
  }
});

test('a proxy that is not there, and one that is none, are named without a password', async () => {
  const gone = 'http://me:secret-word@127.0.0.1:1';
  const { code, stderr } = await run(['verify', `https://${HOST}/`], { HTTPS_PROXY: gone });
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'the proxy 127.0.0.1:1, which HTTPS_PROXY names, refuses the connection (ECONNREFUSED)',
  );
  const socks = 'socks5://me:secret-word@127.0.0.1:1080';
  const other = await run(['verify', `https://${HOST}/`], { ALL_PROXY: socks });
  expect(other.code).toBe(2);
  expect(other.stderr).toContain('ALL_PROXY is not the address of an HTTP proxy');
  expect(stderr + other.stderr).not.toContain('secret-word');
});

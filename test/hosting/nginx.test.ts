import { createHash } from 'node:crypto';
import { get } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../policy.ts';
import { nginxConfig } from '../../src/publish/nginx.ts';
import { servingOf } from '../../src/publish/serving.ts';
import type { Language } from '../../src/model/language.ts';
import type { Reference } from '../../src/model/reference.ts';
import { describeWith, NGINX, NGINX_BROTLI, testWith } from '../programs.ts';
import { copyExample, makeFolder, runCommand } from '../run.ts';
import { startNginx } from './nginx-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** As a client sends it: `fetch` would follow redirects and decompress by itself. */
function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    }).on('error', reject);
  });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Entry {
  readonly sha256: string;
  readonly type: string;
  readonly cache: string;
}

describeWith(NGINX).each(['/', '/status/'])('nginx serves the site below %s', (base) => {
  let site: string;
  let dist: string;
  let nginx: Awaited<ReturnType<typeof startNginx>>;
  let files: Record<string, Entry>;

  beforeAll(async () => {
    site = copyExample();
    dist = join(site, 'dist');
    const yaml = readFileSync(join(site, 'site.yaml'), 'utf8');
    writeFileSync(
      join(site, 'site.yaml'),
      yaml.replace('https://status.example.com/', `https://status.example.com${base}`),
    );
    appendFileSync(
      join(site, 'site.yaml'),
      `\nheaders: {hsts: 31536000, hsts_subdomains: true}\ncompress: [${NGINX_BROTLI.works ? 'br, ' : ''}gzip]\n` +
        'aliases:\n  /posts/2020-web/: 2020-09-15-web-frontend\n  /fr/alte-straße/: 2020-09-15-web-frontend\n',
    );
    const conf = join(site, 'nginx-site.conf');
    expect(await runCommand(['build', '--nginx', 'nginx-site.conf'], { cwd: site })).toMatchObject({
      code: 0,
    });
    const where = base === '/' ? `root ${dist};` : `set $incident_press ${dist};`;
    nginx = await startNginx(join(site, 'nginx'), `${where} include ${conf};`);
    files = (JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { files: typeof files }).files;
  });
  afterAll(async () => {
    await nginx?.close();
    rmSync(site, { recursive: true, force: true });
  });

  const secure = {
    // The program of the search is WebAssembly.
    'content-security-policy': CONTENT_SECURITY_POLICY.replace(
      "script-src 'self'",
      "script-src 'self' 'wasm-unsafe-eval'",
    ),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  };
  /** The example lets every site show what is below embed/. */
  const framed = secure['content-security-policy'].replace("frame-ancestors 'none'", 'frame-ancestors *');
  const url = (path: string) => nginx.url + base + encodeURI(path);

  test('every file with the bytes, type and caching of the manifest, and the headers of the site', async () => {
    expect(Object.keys(files).length).toBeGreaterThan(600);
    for (const [path, entry] of Object.entries(files)) {
      const { status, headers, body } = await ask(url(path));
      expect({ path, status, sha256: sha256(body) }).toEqual({ path, status: 200, sha256: entry.sha256 });
      expect({ path, ...headers }).toMatchObject({
        path,
        'content-type': entry.type,
        'cache-control': entry.cache,
        ...secure,
        ...(path.startsWith('embed/') ? { 'content-security-policy': framed } : {}),
      });
    }
    const manifest = await ask(url('build.json'));
    expect(manifest.headers).toMatchObject({ 'cache-control': 'no-cache', ...secure });
    expect(sha256(manifest.body)).toBe(sha256(readFileSync(join(dist, 'build.json'))));
  });

  test('addresses of pages, without an ending and without the last slash', async () => {
    const pages = Object.keys(files).filter((each) => each.endsWith('index.html'));
    // The page of an old address is for hosts without redirects; here there is a redirect.
    for (const path of pages.filter((each) => !/posts\/|straße/.test(each))) {
      const page = await ask(url(path.slice(0, -'index.html'.length)));
      expect({
        path,
        status: page.status,
        type: page.headers['content-type'],
        sha256: sha256(page.body),
      }).toEqual({
        path,
        status: 200,
        type: 'text/html; charset=utf-8',
        sha256: files[path]?.sha256,
      });
    }
    expect(await ask(url('en'))).toMatchObject({ status: 301, headers: { location: `${base}en/` } });
    if (base !== '/')
      expect(await ask(nginx.url + base.slice(0, -1))).toMatchObject({ headers: { location: base } });
  });

  test('what does not exist, in the language of the reader and never remembered for long', async () => {
    for (const [path, page] of [
      ['nothing', '404.html'],
      ['fr/incidents/nothing/', 'fr/404.html'],
      ['pt-br/nothing.png', 'pt-br/404.html'],
      ['assets/nothing.000000000000.css', '404.html'],
      ['en/nothing/feed.json', '404.html'],
    ] as const) {
      const { status, headers, body } = await ask(url(path));
      expect(status).toBe(404);
      const expected = path.endsWith('feed.json') ? files['en/404.html'] : files[page];
      expect(sha256(body)).toBe(expected?.sha256);
      expect(headers).toMatchObject({
        ...secure,
        'cache-control': 'public, max-age=60, stale-if-error=86400',
      });
    }
  });

  test('compressed copies to those who can read them, and never a stale one', async () => {
    for (const path of Object.keys(files).filter((each) => each.endsWith('.gz'))) {
      const plain = path.slice(0, -3);
      const zipped = await ask(url(plain), { 'accept-encoding': 'gzip' });
      expect(zipped.headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-type': files[plain]?.type,
        vary: 'Accept-Encoding',
      });
      expect(sha256(gunzipSync(zipped.body))).toBe(files[plain]?.sha256);
      if (!NGINX_BROTLI.works || !existsSync(join(dist, `${plain}.br`))) continue;
      const small = await ask(url(plain), { 'accept-encoding': 'br' });
      expect(small.headers['content-encoding']).toBe('br');
      expect(sha256(brotliDecompressSync(small.body))).toBe(files[plain]?.sha256);
    }
  });

  test('a reader who has the file is told so', async () => {
    const first = await ask(url('en/'));
    const again = await ask(url('en/'), { 'if-none-match': String(first.headers.etag) });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect(again.headers['cache-control']).toBe(first.headers['cache-control']);
  });

  test('old addresses lead on', async () => {
    expect(await ask(url('posts/2020-web/'))).toMatchObject({
      status: 301,
      headers: { location: `${base}incidents/2020-09-15-web-frontend/` },
    });
    expect(await ask(url('fr/alte-straße/'))).toMatchObject({
      status: 301,
      headers: { location: `${base}fr/incidents/2020-09-15-web-frontend/` },
    });
  });
});

testWith(NGINX).each(['/', '/status/'])(
  'kinds of files that the example does not have get their types too, below %s',
  async (base) => {
    const folder = makeFolder();
    const paths = [
      'en/feed.json',
      'feed.json',
      'en/feed.atom',
      'en/calendar.ics',
      'badge.svg',
      'sitemap.xml',
    ];
    paths.push('.well-known/security', 'assets/a.0123456789ab.webp', 'site.webmanifest', 'search/x.unknown');
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), path);
    }
    const site = { basePath: base, languages: ['en' as Language], aliases: [], compress: [] };
    const headers = { hsts: undefined, hstsSubdomains: false };
    const config = nginxConfig(paths, { ...site, headers, csp: {}, frameAncestors: {} });
    const where = base === '/' ? `root ${folder};` : `set $incident_press ${folder};`;
    const nginx = await startNginx(join(folder, 'nginx'), `${where}\n${config}`);
    try {
      for (const path of paths) {
        const { status, headers, body } = await ask(nginx.url + base + path);
        const { type, cache } = servingOf(path);
        expect({
          status,
          body: String(body),
          type: headers['content-type'],
          cache: headers['cache-control'],
        }).toEqual({ status: 200, body: path, type, cache });
        expect(headers).not.toHaveProperty('strict-transport-security');
      }
    } finally {
      await nginx.close();
      rmSync(folder, { recursive: true });
    }
  },
);

testWith(NGINX)('a path with characters that mean something to nginx is served, and led to', async () => {
  const folder = makeFolder();
  const paths = ['index.html', 'en/index.html', 'en/feed.json', 'api/v2/summary.json', 'assets/a.css'];
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  for (const path of ['/a;b c/', '/a$b/', `/it's "so" {1}/`, '/a.b+c(d)/', '/100%/']) {
    const { pathname: basePath } = new URL(path.replaceAll('%', '%25'), 'https://status.example.com/');
    const alias = {
      path: '/old/',
      reference: '2026-03-04-a' as Reference,
      file: 'site.yaml',
      range: undefined,
    };
    const site = { basePath, languages: ['en' as Language], aliases: [alias], compress: [] };
    const headers = { hsts: undefined, hstsSubdomains: false };
    const config = nginxConfig(paths, { ...site, headers, csp: {}, frameAncestors: {} });
    const nginx = await startNginx(join(folder, 'nginx'), `set $incident_press ${folder};\n${config}`);
    try {
      for (const each of paths) {
        const { status, body } = await ask(nginx.url + basePath + each);
        expect({ path, status, body: String(body) }).toEqual({ path, status: 200, body: each });
      }
      const api = await ask(`${nginx.url}${basePath}api/v2/summary.json`);
      expect(api.headers['access-control-allow-origin']).toBe('*');
      const { status, headers: led } = await ask(`${nginx.url}${basePath}old/`);
      expect(status).toBe(301);
      const to = decodeURIComponent(String(led.location));
      expect(to).toBe(`${decodeURIComponent(basePath)}incidents/2026-03-04-a/`);
      expect(await ask(nginx.url + basePath.slice(0, -1))).toMatchObject({ status: 301 });
    } finally {
      await nginx.close();
    }
  }
  rmSync(folder, { recursive: true });
});

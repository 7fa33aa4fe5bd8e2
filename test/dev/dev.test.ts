import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FEW_WATCHES, WATCH_LIMIT, testWith } from '../programs.ts';
import { makeFolder, runCommand } from '../run.ts';
import { launchDev, startDev, until } from './run-dev.ts';
import type { Dev } from './run-dev.ts';

let site: string;
let dev: Dev;
beforeAll(async () => {
  site = makeFolder();
  put('site.yaml', settings('Status'));
  for (const day of [1, 2, 3]) put(`incidents/2024-05-0${day}-report/en.md`, report(day, 'mail'));
  dev = await startDev(site);
});
afterAll(async () => {
  await dev?.end();
  rmSync(site, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

function settings(name: string): string {
  // All but what the preview leaves to the build: the search index and share images.
  const outputs = 'articles, index, feed, history, archive, services, statistics, api';
  return `name: ${name}\nurl: https://status.example.com/below/\nlanguages: [en, fr]\noutputs: [${outputs}]\nservices:\n  - {id: web, name: Web}\n`;
}

function report(day: number, words: string, version = '001'): string {
  return `---
title: "Trouble with ${words}"
version: ${version}
services: [web]
timeline:
  - at: 2024-05-0${day}T09:00:00Z
    state: investigating
    title: "It begins"
  - at: 2024-05-0${day}T10:00:00Z
    state: resolved
    title: "It ends"
---

Words about ${words}.
`;
}

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function get(path: string, more: { host?: string; method?: string; port?: number } = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { host = `localhost:${dev.port}`, method = 'GET', port = dev.port } = more;
    // A connection for each: one that is kept may be closed by the server just as it is used again.
    const how = { host: '127.0.0.1', port, path, method, headers: { host }, agent: false } as const;
    const ask = request(how, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    ask.on('error', reject).end();
  });
}

/** A request no client library would send. */
function send(lines: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(dev.port, '127.0.0.1', () => socket.end(lines.replaceAll('\n', '\r\n')));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

const PAGE = '/below/en/incidents/2024-05-01-report/';

test('pages, files and what is missing are served as a static host would', async () => {
  const page = await get(PAGE);
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.body).toContain('Trouble with mail');
  expect((await get(PAGE.slice(0, -1))).headers['location']).toBe(PAGE);
  expect((await get('/')).headers['location']).toBe('/below/');
  const style = /href="(\/below\/assets\/style\.[^"]+)"/.exec(page.body)?.[1] ?? '';
  expect((await get(style)).headers['content-type']).toBe('text/css; charset=utf-8');
  const missing = await get('/below/fr/nothing/');
  expect(missing.status).toBe(404);
  expect(missing.body).toContain('lang="fr"');
  const head = await get(PAGE, { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(Number(head.headers['content-length'])).toBe(Buffer.byteLength(page.body));
  expect(await get(PAGE, { method: 'POST' })).toMatchObject({ status: 405 });
});

test('pages have the headers that hosts are told to send with them', async () => {
  const policy = /^default-src 'none'; script-src 'self'.*; frame-ancestors 'none'$/;
  for (const path of [PAGE, '/below/en/nothing/', '/below/api/v2/summary.json']) {
    const { headers } = await get(path);
    expect(headers['content-security-policy']).toMatch(policy);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
  }
  expect((await get('/below/api/v2/summary.json')).headers['access-control-allow-origin']).toBe('*');
});

test('a connection that was idle still takes the next request', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const once = () =>
    new Promise<{ readonly keepAlive: string | undefined; readonly port: number | undefined }>(
      (resolve, reject) => {
        request(
          { port: dev.port, path: PAGE, agent, headers: { host: `localhost:${dev.port}` } },
          (response) => {
            response.resume().on('end', () =>
              resolve({
                keepAlive: response.headers['keep-alive']?.toString(),
                port: response.socket?.localPort,
              }),
            );
          },
        )
          .on('error', reject)
          .end();
      },
    );
  const first = await once();
  // Without a time after which the server would close it, there is no moment in which both act at once.
  expect(first.keepAlive).toBeUndefined();
  expect((await once()).port).toBe(first.port);
  agent.destroy();
});

test.each([
  'evil.test',
  'localhost',
  'localhost:1',
  '[::1].evil.test',
  'localhost.evil.test',
  '127.0.0.1.evil.test',
  '-',
])('the Host header %j is refused', async (name) => {
  const host = name.includes('evil') ? `${name}:${dev.port}` : name;
  for (const path of [PAGE, '/.incident-press/events', '/.incident-press/client.js']) {
    expect((await get(path, { host })).status).toBe(403);
  }
});

test('its own names are answered to, and nobody else may read what it says', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
    const { status, headers } = await get(PAGE, { host: `${host}:${dev.port}` });
    expect(status).toBe(200);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  }
});

test.each([
  '/%',
  '/below/%00',
  '/below/../site.yaml',
  '/below/%2e%2e/site.yaml',
  '/below/..%5csite.yaml',
  '/below//etc/passwd',
  '/below/\\..\\site.yaml',
])('%s leads nowhere', async (path) => {
  const answer = await send(`GET ${path} HTTP/1.1\nHost: localhost:${dev.port}\nConnection: close\n\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 40[04]/);
  expect(answer).not.toContain('services:');
  expect((await get(PAGE)).status).toBe(200);
});

test('rubbish does not end the server', async () => {
  for (const lines of [
    '\0\0\0\n\n',
    'GET\n\n',
    'GET / HTTP/1.1\n\n',
    'CONNECT evil.test:443 HTTP/1.1\nHost: x\n\n',
  ])
    await send(lines);
  expect((await get(PAGE)).status).toBe(200);
});

test('a save is served, a mistake leaves the last good page, and putting it right clears it', async () => {
  const file = 'incidents/2024-05-01-report/en.md';
  put(file, report(1, 'the index'));
  await until('the new words are served', async () => (await get(PAGE)).body.includes('the index'));
  put(file, report(1, 'a mistake', 'x'));
  await until('the mistake is printed', () => dev.printed().includes('`x` is not a version'));
  expect((await get(PAGE)).body).toContain('the index');
  put('incidents/2024-05-02-report/en.md', report(2, 'another report'));
  await until('another report keeps up', async () =>
    (await get(PAGE.replace('01-', '02-'))).body.includes('another report'),
  );
  put(file, report(1, 'what is right'));
  await until('all is well', async () => (await get(PAGE)).body.includes('what is right'));
  await until('that is said', () => dev.printed().includes('all problems are fixed'));
});

test('drafts are shown with their ribbon, and go when their file goes', async () => {
  put('incidents/2024-05-04-draft/en.md', report(4, 'a draft', '000'));
  const page = '/below/en/incidents/2024-05-04-draft/';
  await until('the draft is there', async () => (await get(page)).status === 200);
  expect((await get(page)).body).toMatch(/draft/i);
  rmSync(join(site, 'incidents/2024-05-04-draft'), { recursive: true });
  await until('the draft is gone', async () => (await get(page)).status === 404);
});

test('a broken template and broken settings leave the last good site', async () => {
  put('templates/page/article.eta', '<p><% if ( %></p>');
  await until('the template is complained about', () =>
    dev.printed().includes('templates/page/article.eta:'),
  );
  expect((await get(PAGE)).status).toBe(200);
  rmSync(join(site, 'templates'), { recursive: true });
  put('site.yaml', 'name: [');
  await until('the settings are complained about', () => dev.printed().includes('site.yaml:'));
  expect((await get(PAGE)).status).toBe(200);
  put('site.yaml', settings('Other name'));
  await until('the new name is served', async () => (await get(PAGE)).body.includes('Other name'));
});

test('after a checkout of another branch all pages are those of a cold build', async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', site, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      stdio: 'pipe',
    });
  git('init', '-q', '-b', 'one');
  git('add', '-A');
  git('commit', '-qm', 'one');
  git('checkout', '-q', '-b', 'two');
  for (let number = 0; number < 240; number += 1) {
    const day = 1 + (number % 9);
    put(`incidents/2024-05-0${day}-report-${number}/en.md`, report(day, `branch two, ${number}`));
  }
  rmSync(join(site, 'incidents/2024-05-03-report'), { recursive: true });
  git('add', '-A');
  git('commit', '-qm', 'two');
  git('checkout', '-q', 'one');
  git('checkout', '-q', 'two');
  const last = '/below/en/incidents/2024-05-06-report-239/';
  await until('the newest page is there', async () => (await get(last)).status === 200);
  await until(
    'the old one is gone',
    async () => (await get('/below/en/incidents/2024-05-03-report/')).status === 404,
  );
  await expectColdBuild();
  git('checkout', '-q', 'one');
  await until('the other branch is back', async () => (await get(last)).status === 404);
  await expectColdBuild();
}, 300_000);

/**
 * Every file of a clean build is served with its bytes, but for the script in pages; if not yet, then soon.
 * Of the reports that differ only by a number, every tenth.
 */
async function expectColdBuild(): Promise<void> {
  const out = join(site, 'dist');
  const built = await runCommand(['build', '--no-cache'], { cwd: site });
  expect(built.code, built.stderr).toBe(0);
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' });
  const files = paths.filter(
    (path) => statSync(join(out, path)).isFile() && !/-report-\d*[1-9]\//.test(path),
  );
  expect(files.length).toBeGreaterThan(20);
  await until('all files are those of a cold build', async () => {
    for (const path of files) {
      const { status, body } = await get(`/below/${path}`);
      const plain = body.replace(/<script type="module" src="\/\.incident-press\/[^>]*><\/script>\n/, '');
      if (status !== 200 || plain !== readFileSync(join(out, path), 'utf8')) return false;
    }
    return true;
  });
  rmSync(out, { recursive: true });
}

test('a site that was built is not parsed again; a damaged cache is left aside', async () => {
  const folder = makeFolder();
  const name = 'incidents/2024-05-01-report/en.md';
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, 'site.yaml'), settings('Status'));
  writeFileSync(join(folder, name), report(1, 'mail'));
  expect(await runCommand(['build'], { cwd: folder })).toMatchObject({ code: 0 });
  const warm = await startDev(folder);
  expect(warm.printed()).toMatch(/^1 report, 0 texts parsed in \d+ ms$/m);
  const page = async ({ url }: Dev) => (await fetch(`${url}en/incidents/2024-05-01-report/`)).text();
  const served = await page(warm);
  expect(served).toContain('Words about mail.');
  expect(await warm.end()).toBe(130);
  const cache = join(folder, '.incident-press/cache');
  for (const part of readdirSync(cache))
    if (part === 'memory') writeFileSync(join(cache, part), 'incident-press cache 1');
  const cold = await startDev(folder);
  expect(cold.printed()).toContain('is damaged or was made elsewhere and is not used');
  expect(cold.printed()).toContain('1 report, 1 text parsed');
  const plain = (text: string) => text.replaceAll(/data-version="[^"]+"/g, '');
  expect(plain(await page(cold))).toBe(plain(served));
  expect(await cold.end()).toBe(130);
  rmSync(folder, { recursive: true, force: true });
});

testWith(WATCH_LIMIT)(
  'without watches to be had, that is said, and files are looked at instead',
  async () => {
    const folder = makeFolder();
    const path = join(folder, 'incidents/2024-05-01-report/en.md');
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(join(folder, 'site.yaml'), settings('Status'));
    writeFileSync(path, report(1, 'mail'));
    const polling = await launchDev(FEW_WATCHES, folder);
    await until('it is said', () =>
      polling
        .printed()
        .includes('The system does not report changes (ENOSPC); the files are looked at every second'),
    );
    writeFileSync(path, report(1, 'letters'));
    const page = async () => (await fetch(`${polling.url}en/incidents/2024-05-01-report/`)).text();
    await until('the save is served', async () => (await page()).includes('Words about letters.'));
    expect(await polling.end()).toBe(130);
    rmSync(folder, { recursive: true, force: true });
  },
);

test('a taken port is said and the next one is used; Ctrl-C ends it and leaves nothing', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.on('listening', resolve));
  const { port } = blocker.address() as AddressInfo;
  const before = readdirSync(site).toSorted();
  const other = await startDev(site, '--port', String(port));
  expect(other.port).toBeGreaterThan(port);
  expect(other.printed()).toContain(`Port ${port} is taken`);
  expect((await get(PAGE, { port: other.port, host: `localhost:${other.port}` })).status).toBe(200);
  expect(await other.end()).toBe(130);
  expect(readdirSync(site).toSorted()).toEqual(before);
  blocker.close();
});

test('a host that is not this machine is refused with a way out', async () => {
  const { code, stderr } = await runCommand(['dev', '--host', '192.0.2.1'], { cwd: site });
  expect(code).toBe(2);
  expect(stderr).toContain('--host');
});

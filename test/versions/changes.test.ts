import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuiltSite } from '../../src/pipeline/built-site.ts';
import { verifySite } from '../../src/pipeline/verify-site.ts';
import { makeFolder, runCommand } from '../run.ts';
import {
  EN,
  filesIn,
  FR,
  makeSite,
  originalText,
  read,
  REFERENCE,
  RESOLVED,
  succeed,
  translationText,
  write,
} from './site.ts';

type Files = Map<string, Buffer>;

const ARTICLE = `en/incidents/${REFERENCE}`;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
/** What a host reads itself: nobody sees it from outside. */
const KEPT_BY_HOSTS = /^_(?:headers|redirects)$/;

let built: Files;

beforeAll(async () => {
  const site = makeSite({
    [EN]: originalText('001', 'First.\n\n![A curve](graph.png)'),
    [FR]: translationText('001', 'Premier.'),
    [`incidents/${REFERENCE}/graph.png`]: PNG,
  });
  const settings = `aliases: {/old/web.html: ${REFERENCE}}\ncompress: [gzip]\n`;
  write(site, 'site.yaml', read(site, 'site.yaml').replace('example.com/', 'example.com/status/') + settings);
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, EN, originalText('002', 'Second.', '', RESOLVED));
  await succeed(site, 'freeze', '--at', '2026-03-04T10:35:00Z');
  await succeed(site, 'build', '--as-of', '2026-03-05T00:00:00Z');
  const dist = join(site, 'dist');
  built = new Map(filesIn(dist).map((path) => [path, readFileSync(join(dist, path))]));
});

function inFolder(files: Files): BuiltSite {
  return { paths: [...files.keys()], read: (path) => Promise.resolve(files.get(path)) };
}

function behindAddress(files: Files): BuiltSite {
  return { read: (path) => Promise.resolve(KEPT_BY_HOSTS.test(path) ? undefined : files.get(path)) };
}

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Change = (files: Files, paths: readonly string[], random: (below: number) => number) => string;

/** Changes one file by what makes other bytes of its bytes. */
function onBytes(make: (bytes: Buffer, random: (below: number) => number) => Buffer): Change {
  return (files, paths, random) => {
    for (;;) {
      const path = paths[random(paths.length)]!;
      const bytes = files.get(path)!;
      const other = bytes.length === 0 ? bytes : make(bytes, random);
      if (other.equals(bytes)) continue;
      files.set(path, other);
      return path;
    }
  };
}

function onLines(make: (lines: string[], random: (below: number) => number) => string[]): Change {
  return onBytes((bytes, random) => {
    const text = bytes.toString('latin1');
    return Buffer.from(make(text.split('\n'), random).join('\n'), 'latin1');
  });
}

const CHANGES: Readonly<Record<string, Change>> = {
  'a byte is another': onBytes((bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.of(bytes[at]! ^ (1 + random(255))),
      bytes.subarray(at + 1),
    ]);
  }),
  'a byte is gone': onBytes((bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  }),
  'a byte is added': onBytes((bytes, random) => {
    const at = random(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.of(random(256)), bytes.subarray(at)]);
  }),
  'the end is cut off': onBytes((bytes, random) => bytes.subarray(0, random(bytes.length))),
  'a line is gone': onLines((lines, random) => lines.toSpliced(random(lines.length), 1)),
  'a line is there twice': onLines((lines, random) => {
    const at = random(lines.length);
    return lines.toSpliced(at, 0, lines[at]!);
  }),
  'two lines change places': onLines((lines, random) => {
    const [one, other] = [random(lines.length), random(lines.length)];
    return lines.with(one, lines[other]!).with(other, lines[one]!);
  }),
  'a file is gone': (files, paths, random) => {
    const path = paths[random(paths.length)]!;
    files.delete(path);
    return path;
  },
  'two files change places': (files, paths, random) => {
    for (;;) {
      const [one, other] = [paths[random(paths.length)]!, paths[random(paths.length)]!];
      const [first, second] = [files.get(one)!, files.get(other)!];
      if (first.equals(second)) continue;
      files.set(one, second).set(other, first);
      // Without the list of all files, nothing can be said about any other file.
      return other === 'build.json' ? other : one;
    }
  },
};

const KINDS = Object.keys(CHANGES);
const TIMES = 500;

test.each([
  ['in a folder', inFolder, () => true],
  // A host need not show compressed copies by themselves.
  ['behind an address', behindAddress, (path: string) => !KEPT_BY_HOSTS.test(path) && !path.endsWith('.gz')],
] as const)('%s: all of 500 random changes are found and named', async (_where, asSite, isSeen) => {
  const paths = [...built.keys()].filter(isSeen);
  const random = numbers(7);
  const missed: string[] = [];
  expect(await verifySite(asSite(built))).toMatchObject({ findings: [], editions: 3 });
  for (let count = 0; count < TIMES; count += 1) {
    const kind = KINDS[count % KINDS.length]!;
    const files = new Map(built);
    const path = CHANGES[kind]!(files, paths, random);
    const { findings } = await verifySite(asSite(files));
    if (!findings.some((each) => each.path === path || path.startsWith(each.path)))
      missed.push(`${kind}: ${path}`);
  }
  expect(missed).toEqual([]);
});

test('a file that was added is found, wherever it lies', async () => {
  for (const path of ['evil.js', 'en/evil.html', `${ARTICLE}/v/001/evil.md`, 'assets/evil.png', '.hidden']) {
    const { findings } = await verifySite(inFolder(new Map(built).set(path, Buffer.from('x'))));
    expect(findings).toEqual([{ path, message: 'This file was not built' }]);
  }
});

/** A page that says something else than what was published, whatever its manifest says. */
const MEANT: readonly (readonly [what: string, change: (files: Files) => string])[] = [
  [
    'an injected script',
    (files) => edit(files, `${ARTICLE}/index.html`, '</head>', '<script src="/x.js"></script></head>'),
  ],
  [
    'a hidden true article beside a visible false one',
    (files) =>
      edit(
        files,
        `${ARTICLE}/index.html`,
        '</article>',
        '</article></div>',
        '<article ',
        '<article class="report"><h1>Nothing happened</h1></article><div hidden><article ',
      ),
  ],
  ['the index', (files) => edit(files, 'en/index.html', 'Web slow', 'All is well')],
  ['the feed', (files) => edit(files, 'en/feed.atom', 'Web slow', 'All is well')],
  ['the API', (files) => edit(files, 'api/v2/incidents.json', 'Web slow', 'All is well')],
  ['the history', (files) => edit(files, `${ARTICLE}/history/index.html`, '001', '003')],
  ['the history for programs', (files) => edit(files, `incidents/${REFERENCE}/history.json`, '001', '003')],
  [
    'the last line of a ledger',
    (files) => edit(files, `${ARTICLE}/ledger.jsonl`, '"status":"final"', '"status":"interim"'),
  ],
  ['the checkpoint', (files) => edit(files, 'checkpoint', '3', '2')],
];

test.each(MEANT)('%s is found and named, in a folder and behind an address', async (_what, change) => {
  const files = new Map(built);
  const path = change(files);
  for (const site of [inFolder(files), behindAddress(files)])
    expect((await verifySite(site)).findings.map((each) => each.path)).toContain(path);
});

test('a file that a changed page names is found behind an address', async () => {
  const files = new Map(built).set('en/evil/index.html', Buffer.from('x')).set('evil.js', Buffer.from('y'));
  edit(files, 'en/index.html', '</head>', '<script src="/status/evil.js"></script></head>');
  edit(files, 'en/feed.atom', '</feed>', '<link href="https://status.example.com/status/en/evil/"/></feed>');
  expect((await verifySite(behindAddress(files))).findings).toEqual([
    expect.objectContaining({
      path: 'en/evil/index.html',
      message: expect.stringContaining('en/feed.atom') as string,
    }),
    expect.objectContaining({ path: 'en/feed.atom' }),
    expect.objectContaining({ path: 'en/index.html' }),
    expect.objectContaining({ path: 'evil.js', message: expect.stringContaining('en/index.html') as string }),
  ]);
});

test('with its manifest made anew, a false article beside the true one is found', async () => {
  const files = new Map(built);
  const path = MEANT[1]![1](files);
  const { sealJson } = await import('../../src/publish/sealed-json.ts');
  const { sha256 } = await import('../../src/source/content-hash.ts');
  const { digest: _digest, ...head } = JSON.parse(files.get('build.json')!.toString()) as {
    digest: string;
    files: Record<string, { sha256: string }>;
  };
  head.files[path]!.sha256 = sha256(files.get(path)!);
  files.set('build.json', Buffer.from(sealJson(head)));
  expect((await verifySite(inFolder(files))).findings).toEqual([
    { path, message: 'Besides the article that was published as version 002 it contains another one' },
  ]);
});

/** A host that compresses, redirects and adds headers, and changes no byte. */
const host = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
  const lead = (to: string, status = 301) => void response.writeHead(status, { location: to }).end();
  response.setHeader('x-served-by', 'some-host');
  response.setHeader('set-cookie', 'seen=1');
  if (path.startsWith('/from/')) return lead(`/status/${path.slice('/from/'.length)}`, 302);
  if (path === '/status/old/web.html') return lead(`/status/incidents/${REFERENCE}/`);
  if (path.endsWith('/404.html')) return lead(path.replace(/\.html$/, ''), 308);
  const name = path
    .slice('/status/'.length)
    .replace(/(^|\/)$/, '$1index.html')
    .replace(/404$/, '404.html');
  const body = KEPT_BY_HOSTS.test(name) ? undefined : built.get(name);
  response.statusCode = body && !name.endsWith('404.html') ? 200 : 404;
  if (!body) return void response.end('not found');
  if (name.endsWith('.gz')) return void response.setHeader('content-encoding', 'gzip').end(body);
  const isBrotli = /\bbr\b/.test(String(request.headers['accept-encoding']));
  response.setHeader('content-encoding', isBrotli ? 'br' : 'gzip');
  return void response.end(isBrotli ? brotliCompressSync(body) : gzipSync(body));
});
afterAll(() => void host.close());

test('an honest host may compress, redirect and add headers', async () => {
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const { port } = host.address() as AddressInfo;
  const target = `http://127.0.0.1:${port}/from/`;
  const { code, stdout, stderr } = await runCommand(['verify', target], { cwd: makeFolder() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('3 editions as published');
  expect(stdout).toContain('nobody can check them there: _headers, _redirects');
});

/** Replaces texts in a file, pair by pair, and gives its path. */
function edit(files: Files, path: string, ...pairs: readonly string[]): string {
  let text = files.get(path)!.toString();
  for (let index = 0; index < pairs.length; index += 2) {
    expect(text).toContain(pairs[index]!);
    text = text.replace(pairs[index]!, pairs[index + 1]!);
  }
  files.set(path, Buffer.from(text));
  return path;
}

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startNginx } from '../hosting/nginx-server.ts';
import { MOUNTS, NGINX, OTHER_USER, testWith } from '../programs.ts';
import { compileModules } from '../compile-modules.ts';
import { MAIN, makeFolder, runCommand } from '../run.ts';
import { brokenFiles, digests, noise, sha256, siteFiles, writeBuilt, writeSite } from './made-site.ts';

let site: string;
let www: string;
const built = (edition: string, pages?: number) => writeBuilt(join(site, 'dist'), siteFiles(edition, pages));
const publish = (...more: string[]) =>
  runCommand(['publish', '--target', 'folder:www', ...more], { cwd: site });
const current = () => join(www, 'current');
const releases = () => readdirSync(join(www, 'releases')).toSorted();

beforeEach(() => {
  site = makeFolder();
  www = join(site, 'www');
  writeSite(site);
});
afterEach(() => rmSync(site, { recursive: true, force: true }));

test('releases side by side, the link last; hashed files of earlier releases stay for readers who hold their pages', async () => {
  built('one');
  expect(await publish()).toMatchObject({ code: 0, stderr: '' });
  const [first = ''] = releases();
  expect(readlinkSync(current())).toBe(`releases/${first}`);
  expect(digests(current())).toEqual(digests(join(site, 'dist')));
  built('two');
  expect((await publish()).stdout).toContain('34 files published');
  expect(releases()).toHaveLength(2);
  expect(brokenFiles(current())).toEqual([]);
  const style = (edition: string) => `assets/style.${sha256(edition).slice(0, 12)}.css`;
  expect(readFileSync(join(current(), style('one')), 'utf8')).toBe('/* one */');
  // What did not change takes no second place on the disk.
  expect(statSync(join(current(), 'robots.txt')).nlink).toBe(2);
  expect((await publish()).stdout).toContain('nothing to publish; 64 files are there already');
});

test('--keep, and --rollback to the one before or to a named one', async () => {
  for (const edition of ['one', 'two', 'three']) {
    built(edition);
    await publish();
  }
  const [one = '', two = '', three = ''] = releases();
  expect((await publish('--rollback')).stdout).toContain(`release ${two} is current`);
  expect(readFileSync(join(current(), 'en/index.html'), 'utf8')).toContain('two');
  expect(readFileSync(join(site, '.incident-press/purge.txt'), 'utf8')).toContain(
    'https://status.example.com/en/\n',
  );
  expect((await publish('--rollback')).stdout).toContain(`release ${one} is current`);
  const nothing = await publish('--rollback');
  expect(nothing).toMatchObject({ code: 2 });
  expect(nothing.stderr).toContain('The current release is the oldest one');
  expect((await publish('--rollback', three)).stdout).toContain(`release ${three} is current`);
  expect((await publish('--rollback', '000009-00000000')).stderr).toContain(
    `There are: ${one}, ${two}, ${three}.`,
  );
  built('four');
  expect((await publish('--keep', '2')).stdout).toContain('2 old releases removed');
  expect(releases().map((name) => name.slice(0, 6))).toEqual(['000003', '000004']);
});

test('addresses that a run changed and did not live to list are listed by the next one; then the list is empty', async () => {
  built('one', 1);
  await publish();
  built('two', 1);
  // A run that is killed between its switch and its list leaves this; a folder in place of the list does the
  // same.
  const list = join(site, '.incident-press/purge.txt');
  rmSync(list);
  mkdirSync(join(list, 'in the way'), { recursive: true });
  const stopped = await publish();
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).toContain('The list of changed addresses could not be written');
  expect(stopped.stderr).toContain(
    'The new site is published; run the same command again to write the list.',
  );
  expect(readFileSync(join(current(), 'en/index.html'), 'utf8')).toContain('two');
  rmSync(list, { recursive: true });
  expect((await publish()).stdout).toContain('nothing to publish');
  expect(readFileSync(list, 'utf8')).toContain('https://status.example.com/en/\n');
  expect((await publish()).stdout).toContain('nothing to publish');
  expect(readFileSync(list, 'utf8')).toBe('');
});

test('a file of the same size gets another second, since servers make their ETag of both', async () => {
  built('one');
  await publish();
  const page = join(current(), 'en/index.html');
  const future = Math.floor(Date.now() / 1000) + 100;
  utimesSync(page, future, future);
  built('two');
  await publish();
  expect(Math.floor(statSync(page).mtimeMs / 1000)).toBe(future + 1);
});

test('--dry-run writes nothing, and prints what would be done with sizes', async () => {
  built('one', 1);
  const { stdout } = await publish('--dry-run');
  expect(stdout).toContain('assets:\n  + assets/style.');
  expect(stdout).toContain('editions:\n  + en/incidents/r-0/v/001/index.md (8 bytes)');
  expect(stdout).toMatch(/manifest:\n {2}\+ build\.json/);
  expect(existsSync(www)).toBe(false);
  expect(existsSync(join(site, '.incident-press'))).toBe(false);
});

test('obstacles are reported with a way out, and readers keep the old site', async () => {
  expect((await publish()).stderr).toContain('dist/ does not contain a built site');
  built('one');
  await publish();
  const before = digests(current());
  built('two');
  writeFileSync(join(site, 'dist/en/index.html'), 'edited by hand');
  const edited = await publish();
  expect(edited.code).toBe(1);
  expect(edited.stderr).toContain('en/index.html has changed since it was built');
  expect(digests(current())).toEqual(before);
  built('two');
  writeFileSync(join(www, '.publish.lock'), JSON.stringify({ pid: 1, host: 'another.example.com' }));
  expect((await publish()).stderr).toContain(
    'is being written by process 1 on another.example.com; nothing was changed',
  );
  rmSync(join(www, '.publish.lock'));
  rmSync(current());
  mkdirSync(current());
  expect((await publish()).stderr).toContain('is not a link, so it cannot be switched');
  rmSync(current(), { recursive: true });
  symlinkSync('releases/gone', current());
  expect(await publish()).toMatchObject({ code: 0 });
  expect(brokenFiles(current())).toEqual([]);
});

/**
 * A process of its own that publishes editions in turn, so that the reader in this one never waits for it. It
 * begins when it is told to, and says so.
 */
const SWITCHER = `
  const [program, root, times, ...editions] = process.argv.slice(1);
  const { publishToFolder } = await import(program + '/host/publish/folder.js');
  const { readBuilt } = await import(program + '/host/publish/manifest-store.js');
  const run = { dryRun: false, onProgress() {}, async onSwitched() {}, keep: 3 };
  for await (const word of process.stdin) break;
  console.log('begun');
  for (let time = 0; time < Number(times); time += 1) {
    const folder = editions[time % editions.length];
    await publishToFolder(root, readBuilt(folder, folder), run);
  }
  console.log('switched');
`;

let program: string;
let compiled: string;
beforeAll(async () => {
  compiled = makeFolder();
  program = await compileModules(['host/publish/folder', 'host/publish/manifest-store'], compiled);
});
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

function startSwitcher(times: number, editions: readonly string[]) {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', SWITCHER, '--', program, www, String(times), ...editions],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  return {
    child,
    begun: new Promise<void>((resolve) => child.stdout.once('data', () => resolve())),
    done: new Promise<string>((resolve) => child.on('close', () => resolve(said))),
  };
}

function runSwitcher(times: number, editions: readonly string[]): Promise<string> {
  const { child, done } = startSwitcher(times, editions);
  child.stdin.end('go');
  return done;
}

/**
 * Serves each file in one read, as a switch between a look at it and the read would be the server's fault.
 */
async function serveWhole(
  root: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(root, request.url ?? '/')));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

test('a client that hammers a real server during 50 switches sees only whole releases', async () => {
  const editions = ['red', 'green', 'blue'].map((edition) => {
    const folder = join(site, edition);
    writeBuilt(folder, siteFiles(edition, 12));
    return folder;
  });
  await runSwitcher(1, editions.slice(2));
  const server = NGINX.works
    ? await startNginx(join(site, 'nginx'), `root ${current()}; index index.html;`)
    : await serveWhole(current());
  const base = server.url.replace(/\/$/, '');
  const ask = async (path: string) => {
    const response = await fetch(base + path);
    return { status: response.status, text: await response.text() };
  };
  const done = runSwitcher(50, editions);
  let isOver = false;
  void done.then(() => (isOver = true));
  const seen = new Set<string>();
  let compared = 0;
  const reader = async (start: number) => {
    for (let step = start; !isOver; step += 1) {
      // The same release before and after: its name is never used again, while what it holds may be.
      const release = readlinkSync(current());
      const first = await ask('/build.json');
      const { files } = JSON.parse(first.text) as { files: Record<string, { sha256: string }> };
      const pages = Object.keys(files).filter((path) => path.endsWith('.html'));
      const path = pages[step % pages.length] ?? '';
      const page = await ask(`/${path}`);
      expect({ path, status: page.status }).toEqual({ path, status: 200 });
      if (readlinkSync(current()) === release) {
        expect({ path, sha256: sha256(page.text) }).toEqual({ path, sha256: files[path]?.sha256 });
        compared += 1;
      }
      const [, style = '', edition = ''] = /href="([^"]+)">(\w+)/.exec(page.text) ?? [];
      expect(await ask(style)).toEqual({ status: 200, text: `/* ${edition} */` });
      seen.add(edition);
    }
  };
  await Promise.all([reader(0), reader(5), reader(9)]);
  expect(await done).toContain('switched\n');
  await server.close();
  expect(seen.size).toBe(3);
  expect(compared).toBeGreaterThan(20);
});

const KILLS = Number(process.env['INCIDENT_PRESS_KILLS'] ?? 100);

test(`killed at ${KILLS} random instants: readers have one whole site every time, and the next run completes it`, async () => {
  const editions = ['red', 'green'].map((edition) => {
    const folder = join(site, edition);
    writeBuilt(folder, siteFiles(edition, 60));
    return folder;
  });
  await runSwitcher(1, editions.slice(1));
  const met = { unfinished: 0 };
  // One ahead, so that it has started when its turn comes.
  let next = startSwitcher(10_000, editions);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, begun, done } = next;
    next = startSwitcher(10_000, editions);
    child.stdin.end('go');
    await begun;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
    child.kill('SIGKILL');
    await done;
    if (readdirSync(join(www, 'releases')).some((name) => name.startsWith('.partial-'))) met.unfinished += 1;
    expect(brokenFiles(current())).toEqual([]);
  }
  next.child.kill('SIGKILL');
  await next.done;
  // Otherwise no kill came while it was writing, and this test has shown nothing.
  expect(met.unfinished).toBeGreaterThan(0);
  expect(await runSwitcher(2, editions)).toContain('switched\n');
  expect(brokenFiles(current())).toEqual([]);
  expect(readdirSync(join(www, 'releases')).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(readdirSync(www).filter((name) => /^\.(?:current|publish)/.test(name))).toEqual([]);
}, 300_000);

/** Runs `publish` in a mount namespace of its own, so that nothing is left mounted whatever happens. */
function publishUnder(prepare: string): { readonly code: number | null; readonly stderr: string } {
  const command = `set -e; ${prepare}; exec "${process.execPath}" "${MAIN}" publish --target folder:www`;
  const { status, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', command], {
    cwd: site,
    encoding: 'utf8',
  });
  return { code: status, stderr };
}

testWith(MOUNTS)('a full disk: readers keep the old site, and the message says what to do', async () => {
  writeBuilt(join(site, 'dist'), { 'a.html': 'A', 'assets/big.bin': noise(3_000_000) });
  mkdirSync(www);
  const check =
    'mount -t tmpfs -o size=2m tmpfs www; mkdir -p www/releases/000001-00000000; cp small/* www/releases/000001-00000000; ln -s releases/000001-00000000 www/current';
  writeBuilt(join(site, 'small'), { 'a.html': 'old' });
  const { code, stderr } = publishUnder(check);
  expect(code).toBe(1);
  expect(stderr).toContain('the disk is full');
  expect(stderr).toContain('Readers still have the previous site');
});

testWith(OTHER_USER)('a folder that belongs to somebody else', () => {
  built('one');
  mkdirSync(www);
  chmodSync(site, 0o755);
  const args = ['--reuid', '65534', '--clear-groups', process.execPath, MAIN];
  const { status, stderr } = spawnSync('setpriv', [...args, 'publish', '--target', 'folder:www'], {
    cwd: site,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('could not be written: the system does not allow it');
  expect(stderr).toContain('Check who owns the folder');
});

testWith(MOUNTS)('a read-only folder', () => {
  built('one');
  mkdirSync(www);
  const { code, stderr } = publishUnder('mount --bind www www; mount -o remount,bind,ro www');
  expect(code).toBe(1);
  expect(stderr).toContain('could not be written: the disk is read-only');
});

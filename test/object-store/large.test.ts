import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manifestFilesOf, writeBuilt, writeSite } from '../publish/made-site.ts';
import { runProgram } from '../run.ts';
import { BUCKET, KEY, REGION, startStandIn } from './stand-in.ts';
import type { StandIn } from './stand-in.ts';

const REPORTS = 10_000;
const CHANGED = 'en/incidents/r-77/index.html';
/** MiB that memory may differ by for other reasons: garbage that was not collected yet. */
const SLACK = 48;
/**
 * A preloaded module that writes down, when the process ends, what was opened and how much memory it took.
 */
const SPY = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const opened = {};
const note = (path) => { const name = String(path); if (name.startsWith(process.env.SPY_FOLDER)) opened[name] = (opened[name] ?? 0) + 1; };
for (const name of ['openSync', 'readFileSync', 'createReadStream']) {
  const real = fs[name];
  fs[name] = (path, ...more) => { note(path); return real(path, ...more); };
}
syncBuiltinESMExports();
// The peak of getrusage is inherited from the process that started this one.
const peak = () => fs.existsSync('/proc/self/status')
  ? /VmHWM:\\s*(\\d+) kB/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1] / 1024
  : process.memoryUsage.rss() / 1048576;
process.on('exit', () => fs.writeFileSync(process.env.SPY_FILE, JSON.stringify({ opened, memory: peak() })));
`;

interface Spied {
  /** Files of the built site and how often they were opened. */
  readonly opened: Readonly<Record<string, number>>;
  /** MiB. */
  readonly memory: number;
  readonly result: { readonly requests: Record<string, number> };
}

let site: string;
let stand: StandIn;
beforeEach(async () => {
  // Ten thousand files are made faster in memory.
  site = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'incident-press-'));
  writeSite(site);
  writeFileSync(join(site, 'spy.mjs'), SPY);
  stand = await startStandIn();
});
afterEach(async () => {
  await stand.close();
  rmSync(site, { recursive: true, force: true });
});

async function publish(target: string): Promise<Spied> {
  const spied = join(site, 'spied.json');
  const { code, stdout, stderr } = await runProgram(['publish', '--target', target, '--json'], {
    cwd: site,
    env: {
      NODE_OPTIONS: `--import=${join(site, 'spy.mjs')}`,
      SPY_FILE: spied,
      SPY_FOLDER: join(site, 'dist/'),
      AWS_ACCESS_KEY_ID: KEY.id,
      AWS_SECRET_ACCESS_KEY: KEY.secret,
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL: stand.url,
    },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { opened, memory } = JSON.parse(readFileSync(spied, 'utf8')) as Omit<Spied, 'result'>;
  return { opened, memory, result: JSON.parse(stdout) as Spied['result'] };
}

function reports(count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let number = 0; number < count; number += 1) {
    files[`en/incidents/r-${number}/index.html`] = `page ${number}`;
    files[`en/incidents/r-${number}/index.md`] = `source ${number}`;
  }
  return files;
}

/**
 * What the bucket holds is the manifest of `files`; then one of them changes, and only that one is on the
 * disk.
 */
async function publishOneOf(files: Record<string, string>): Promise<Spied> {
  stand.objects.clear();
  for (const [path, text] of Object.entries(manifestFilesOf(files))) {
    const body = Buffer.from(text);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    stand.objects.set(path, { body, etag, type: '', cache: '', modified: 0 });
  }
  const dist = join(site, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const written = { ...manifestFilesOf({ ...files, [CHANGED]: 'changed' }), [CHANGED]: 'changed' };
  for (const [path, text] of Object.entries(written)) {
    mkdirSync(join(dist, dirname(path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
  return publish(`s3://${BUCKET}`);
}

/** The parts of the manifest that were opened. */
function partsIn({ opened }: Spied): string[] {
  return Object.keys(opened).filter((path) => path.includes('/assets/build.'));
}

test(`${REPORTS} reports, one changed: one file and its part of the manifest are read, with few requests, in little memory`, async () => {
  const few = await publishOneOf(reports(100));
  const many = await publishOneOf(reports(REPORTS));
  expect([partsIn(few).length, partsIn(many).length]).toEqual([0, 1]);
  for (const spied of [few, many]) {
    const { opened } = spied;
    expect(opened[join(site, 'dist', CHANGED)]).toBe(1);
    const others = [join(site, 'dist/build.json'), join(site, 'dist', CHANGED)];
    expect(Object.keys(opened).toSorted()).toEqual([...partsIn(spied), ...others].toSorted());
  }
  // Manifest and lock are looked at, the lock is taken and tried, the manifest is compared under it; then the
  // page and the manifest go up, and the lock is compared and removed. A part is read, put and removed.
  expect(few.result.requests).toEqual({ GET: 4, PUT: 4, DELETE: 1 });
  expect(many.result.requests).toEqual({ GET: 5, PUT: 5, DELETE: 2 });
  expect(stand.objects.get(CHANGED)?.body.toString()).toBe('changed');
  expect(many.memory - few.memory).toBeLessThan(SLACK);
});

test('a file of 192 MB takes little more memory than one of 64 MB', async () => {
  const memories: number[] = [];
  for (const size of [64_000_000, 192_000_000]) {
    writeBuilt(join(site, 'dist'), { 'assets/big.0123456789ab.webp': Buffer.alloc(size, String(size)) });
    memories.push((await publish(`s3://${BUCKET}`)).memory);
    expect(stand.objects.get('assets/big.0123456789ab.webp')?.body).toHaveLength(size);
  }
  const [small = 0, big = 0] = memories;
  expect(big - small).toBeLessThan(SLACK);
});

test('into a folder: what did not change is linked and not read', async () => {
  const files = reports(REPORTS / 2);
  writeBuilt(join(site, 'dist'), files);
  await publish('folder:www');
  writeBuilt(join(site, 'dist'), { ...files, [CHANGED]: 'changed' });
  const { opened } = await publish('folder:www');
  expect(opened[join(site, 'dist', CHANGED)]).toBe(1);
  const pages = Object.keys(opened).filter((path) => !/build\.json$|\/assets\/build\./.test(path));
  expect(pages).toHaveLength(1);
  expect(readFileSync(join(site, 'www/current', CHANGED), 'utf8')).toBe('changed');
});

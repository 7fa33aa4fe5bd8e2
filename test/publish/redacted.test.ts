import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import { BUCKET, KEY, REGION, startStandIn } from '../object-store/stand-in.ts';
import type { StandIn } from '../object-store/stand-in.ts';
import {
  EN,
  filesIn,
  makeSite,
  originalText,
  read,
  REFERENCE,
  RESOLVED,
  succeed,
  write,
} from '../versions/site.ts';
import { sha256 } from './made-site.ts';

/** A name that must go, in the title, the text, and a picture. */
const NAME = 'Xylophane';
const FOLDER = `incidents/${REFERENCE}`;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const SECRET = Buffer.concat([PNG, Buffer.from('secret')]);
const CURVE = Buffer.concat([PNG, Buffer.from('curve')]);
const address = (picture: Buffer) => `assets/${sha256(picture)}.png`;

let site: string;
let stand: StandIn;
beforeEach(async () => {
  stand = await startStandIn();
  const named = originalText(
    '001',
    `It was the shop of ${NAME}. ![Their shop](shop.png) ![A curve](curve.png)`,
  );
  site = makeSite({
    [EN]: named.replace('Web slow', `${NAME} slow`),
    [`${FOLDER}/shop.png`]: SECRET,
    [`${FOLDER}/curve.png`]: CURVE,
  });
  mkdirSync(join(site, 'copy'));
});
afterEach(() => stand.close());

async function publish(...args: string[]) {
  const env = {
    AWS_ACCESS_KEY_ID: KEY.id,
    AWS_SECRET_ACCESS_KEY: KEY.secret,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: stand.url,
    HOME: site,
  };
  return runCommand(['publish', ...args], { cwd: site, env });
}

/** Publishes to a folder and a bucket; gives what was said and which addresses a CDN is to forget. */
async function publishEverywhere() {
  const folder = await publish('--target', 'folder:www', '--purge-list', 'purge.txt');
  const purged = read(site, 'purge.txt').split('\n');
  const bucket = await publish('--target', `s3://${BUCKET}/status`, '--purge-list', 'purge.txt');
  expect([folder.code, bucket.code]).toEqual([0, 0]);
  return {
    folder: folder.stdout,
    bucket: bucket.stdout,
    purged,
    purgedBucket: read(site, 'purge.txt').split('\n'),
  };
}

const shareImages = (folder: string) =>
  readdirSync(join(folder, 'assets')).filter((name) => name.startsWith('share-'));

/** Whether these bytes are those of a picture that has to go, or hold the name, compressed or not. */
function tells(bytes: Buffer, hidden: ReadonlySet<string>): boolean {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isGzip ? gunzipSync(bytes) : bytes;
  return hidden.has(sha256(bytes)) || plain.includes(NAME) || plain.includes(Buffer.from(NAME, 'utf16le'));
}

function tellingIn(folder: string, hidden: ReadonlySet<string>): string[] {
  return filesIn(folder).filter((path) => tells(readFileSync(join(folder, path)), hidden));
}

/** Publishes the version with the name, then one without it; gives the hashes of pictures that have to go. */
async function publishBoth(bringOut: () => Promise<unknown>): Promise<ReadonlySet<string>> {
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  await succeed(site, 'build');
  await bringOut();
  const drawn = shareImages(join(site, 'dist')).map((name) => readFileSync(join(site, 'dist/assets', name)));
  write(site, EN, originalText('002', 'It was one shop. ![A curve](curve.png)', '', RESOLVED));
  rmSync(join(site, `${FOLDER}/shop.png`));
  await succeed(site, 'freeze', '--at', '2026-03-04T10:35:00Z');
  await succeed(site, 'build');
  await bringOut();
  return new Set([SECRET, ...drawn].map(sha256));
}

test('redacted text is gone wherever it was published, and cannot be brought back', async () => {
  const hidden = await publishBoth(publishEverywhere);
  const www = join(site, 'www');
  // Before: it is in both releases, in the bucket, and the picture for sharing is still carried along.
  expect(tellingIn(join(www, 'current'), hidden)).toContain(address(SECRET));
  const carried = shareImages(join(www, 'current')).find(
    (name) => !existsSync(join(site, 'dist/assets', name)),
  );
  expect(carried).toBeDefined();
  const [first = ''] = readdirSync(join(www, 'releases'));
  const before = tellingIn(join(www, 'releases', first), hidden);
  expect(before.some((path) => path.startsWith('pagefind/'))).toBe(true);
  expect(tellingIn(join(site, '.incident-press/cache'), hidden)).not.toEqual([]);

  const { stdout } = await succeed(site, 'redact', REFERENCE, '001', '--reason', 'It named a customer.');
  expect(stdout).toContain('These are not reached: the commits of the repository');
  expect(stdout).toContain('what a `command:` target put somewhere');
  // Readers have it until the next publication; even so, none goes back to it.
  const back = await publish('--target', 'folder:www', '--rollback');
  expect(back.code).toBe(2);
  expect(back.stderr).toContain(`shows en/${FOLDER}/v/001/, which was redacted since`);

  await succeed(site, 'build');
  const { folder, bucket, purged, purgedBucket } = await publishEverywhere();
  expect(folder).toMatch(/removed, because they show redacted text: 000001-\w+, 000002-/);
  expect(bucket).toContain(
    'redacted, and removed from the bucket; if the bucket keeps old versions of objects',
  );

  // The folder with all its releases, the bucket, the site with its caches and lists.
  expect(tellingIn(www, hidden)).toEqual([]);
  expect([...stand.objects].filter(([, { body }]) => tells(body, hidden)).map(([key]) => key)).toEqual([]);
  expect(tellingIn(site, hidden)).toEqual([]);
  // A CDN is told, of hashed pictures too.
  for (const list of [purged, purgedBucket]) {
    expect(list).toContain(`https://status.example.com/${address(SECRET)}`);
    expect(list).toContain(`https://status.example.com/en/${FOLDER}/v/001/`);
    expect(list).toContain(`https://status.example.com/en/${FOLDER}/v/001/index.md`);
    expect(list).not.toContain(`https://status.example.com/${address(CURVE)}`);
  }
  expect(purged).toContain(`https://status.example.com/assets/${carried}`);
  // What another version shows stays.
  expect(readFileSync(join(www, 'current', address(CURVE)))).toEqual(CURVE);
  expect(stand.objects.get(`status/${address(CURVE)}`)?.body).toEqual(CURVE);

  const current = readlinkSync(join(www, 'current'));
  for (const id of [[], ['000001-00000000']])
    expect((await publish('--target', 'folder:www', '--rollback', ...id)).code).toBe(2);
  expect(readlinkSync(join(www, 'current'))).toBe(current);
});

test('a command target: files it put somewhere are named until there is a command that removes them', async () => {
  const COMMAND = ['--target', `command:sh -c "cd {dir} && cat {list} | xargs cp --parents -t ${site}/copy"`];
  const hidden = await publishBoth(() => publish(...COMMAND));
  expect(tellingIn(join(site, 'copy'), hidden)).toContain(address(SECRET));
  await succeed(site, 'redact', REFERENCE, '001', '--reason', 'It named a customer.');
  await succeed(site, 'build');
  for (let again = 0; again < 2; again += 1) {
    const { stdout, code } = await publish(...COMMAND);
    expect(code).toBe(0);
    expect(stdout).toContain(`redacted, but not removed: en/${FOLDER}/v/001/.`);
  }
  expect(tellingIn(join(site, 'copy'), hidden)).toContain(address(SECRET));
  const removing = ['--delete-command', `sh -c "cd ${site}/copy && xargs rm -f < {list}"`];
  expect((await publish(...COMMAND, ...removing)).stdout).not.toContain('not reached');
  expect(tellingIn(join(site, 'copy'), hidden)).toEqual([]);
  expect((await publish(...COMMAND)).stdout).toContain('nothing to publish');
});

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';
import { copy, EN, makeSite, originalText, read, REFERENCE, RESOLVED, succeed, write } from './site.ts';

const FIRST = '2026-03-04T10:05:00Z';
const SECOND = '2026-03-04T10:35:00Z';
const AS_OF = '2026-03-05T00:00:00Z';

let site: string;
let secret: string;
let open: string;
/** What a reader has kept after the first version. */
let kept: string;

async function freeze(folder: string, at: string, ...more: string[]) {
  return runCommand(['freeze', '--at', at, ...more], { cwd: folder, env: { INCIDENT_PRESS_KEY: secret } });
}

beforeAll(async () => {
  site = makeSite({ [EN]: originalText('001', 'First.') });
  const { stdout } = await succeed(site, 'key');
  secret = /PRIVATE\+KEY\+\S+/.exec(stdout)![0];
  open = /^ {2}(status\S+)$/m.exec(stdout)![1]!;
  expect(await freeze(site, FIRST)).toMatchObject({ code: 0 });
  await succeed(site, 'build', '--as-of', AS_OF);
  kept = makeFolder();
  for (const part of ['dist', 'published']) cpSync(join(site, part), join(kept, part), { recursive: true });
  write(site, EN, originalText('002', 'Second.', '', RESOLVED));
  expect(await freeze(site, SECOND)).toMatchObject({ code: 0 });
  await succeed(site, 'build', '--as-of', AS_OF);
});

/** A witness that copies the checkpoint, and fails without one: machines may lack `cp` and `false`. */
const WITNESS = `import { copyFileSync } from 'node:fs';
const [, , checkpoint, copy] = process.argv;
if (copy === undefined) process.exit(1);
copyFileSync(checkpoint, copy);
`;

/** All that can be kept. */
const SAVED = ['dist', 'dist/build.json', 'dist/checkpoint', 'published', 'published/checkpoint'];

test('the checkpoint is signed, and does not change if nothing is published', async () => {
  const before = read(site, 'published/checkpoint');
  expect(before).toMatch(/^status\.example\.com\n2\n\S{44}\n\n— status\.example\.com \S+\n$/);
  await succeed(site, 'freeze', '--at', '2026-03-04T11:00:00Z');
  expect(read(site, 'published/checkpoint')).toBe(before);
  expect(read(site, 'dist/checkpoint')).toBe(before);
});

test.each(SAVED)('a history that has only grown since %s is proved', async (saved) => {
  for (const target of [[], ['dist']]) {
    const args = ['verify', ...target, '--key', open, '--against', join(kept, saved)];
    const { code, stdout, stderr } = await runCommand(args, { cwd: site });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('the history has only grown since what you saved');
  }
  const { code } = await runCommand(['verify', join(site, 'dist'), '--against', join(kept, saved)], {
    cwd: makeFolder(),
  });
  expect(code).toBe(0);
});

/** Another first version under the same number, with all hashes, ledgers and pages made anew. */
async function rewritten(): Promise<string> {
  const other = copy(site);
  rmSync(join(other, 'published'), { recursive: true });
  rmSync(join(other, '.incident-press'), { recursive: true, force: true });
  write(other, EN, originalText('001', 'Nothing happened.'));
  await succeed(other, 'freeze', '--at', FIRST);
  write(other, EN, originalText('002', 'Second.', '', RESOLVED));
  await succeed(other, 'freeze', '--at', SECOND);
  await succeed(other, 'build', '--as-of', AS_OF);
  return other;
}

test('a rewritten history is found with anything that was saved', async () => {
  const other = await rewritten();
  const alone = await succeed(other, 'verify');
  expect(alone.stdout).toContain(
    'not proved: whoever has all the files could have rewritten the whole history',
  );
  const NAMED: Readonly<Record<string, string>> = {
    dist: `dist: ledger.jsonl\n  differs  Line 1, ${REFERENCE} en 001 ${FIRST}, now differs in head`,
    'dist/build.json': `dist: en/incidents/${REFERENCE}/v/001/index.md`,
    'dist/checkpoint': 'Its first 1 lines are not those that the saved checkpoint was made over',
    published: `Line 1, 001 ${FIRST}, now differs in source, article, data, content`,
    'published/checkpoint': 'Its first 1 lines are not those that the saved checkpoint was made over',
  };
  for (const saved of SAVED) {
    const { code, stderr } = await runCommand(['verify', '--against', join(kept, saved)], { cwd: other });
    expect(code).toBe(1);
    expect(stderr).toContain(NAMED[saved]);
  }
  const { code, stderr } = await runCommand(['verify', '--key', open], { cwd: other });
  expect(code).toBe(1);
  expect(stderr).toContain(
    'checkpoint\n  differs  It is not signed with the private key that belongs to this public key',
  );
});

test('a line that a feed or a printed page has kept is proved to be there, or to be gone', async () => {
  const other = await rewritten();
  const [line] = /(?<=<dd><code>)[0-9a-f]{64}/.exec(read(kept, `dist/en/incidents/${REFERENCE}/index.html`))!;
  const feeds = ['dist/en/feed.atom', 'dist/en/feed.rss', 'dist/en/feed.json'].map((path) =>
    join(kept, path),
  );
  for (const saved of [line, ...feeds]) {
    const grown = await runCommand(['verify', '--against', saved], { cwd: site });
    expect(grown).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = await runCommand(['verify', '--against', saved], { cwd: other });
    expect(code).toBe(1);
    expect(stderr).toContain(`ledger.jsonl\n  differs  It does not have the line with the hash ${line}`);
  }
});

test('so is a history that was cut off', async () => {
  const other = copy(site);
  for (const part of ['dist', 'published']) {
    rmSync(join(other, part), { recursive: true });
    cpSync(join(kept, part), join(other, part), { recursive: true });
  }
  const saved = join(site, 'published/checkpoint');
  const { code, stderr } = await runCommand(['verify', 'dist', '--against', saved], { cwd: other });
  expect(code).toBe(1);
  expect(stderr).toContain('It has 1 lines, and had 2 when the saved checkpoint was made');
});

test('a site that was built again without a publication is what was kept, or the difference is named', async () => {
  const dist = copy(join(kept, 'dist'));
  const page = 'en/index.html';
  write(dist, page, `${read(dist, page)} `);
  const { code, stderr } = await runCommand(['verify', dist, '--against', join(kept, 'dist')], {
    cwd: makeFolder(),
  });
  expect(code).toBe(1);
  expect(stderr).toContain(`${page}\n`);
});

test('a witness gets the checkpoint, and one that fails is reported', async () => {
  const other = makeSite({ [EN]: originalText('001', 'First.') });
  const copies = join(makeFolder(), 'witnessed');
  const script = join(makeFolder(), 'witness.mjs');
  writeFileSync(script, WITNESS);
  const command = `"${process.execPath}" "${script}" {checkpoint} "${copies}"`;
  expect(await freeze(other, FIRST, '--witness', command)).toMatchObject({ code: 0 });
  expect(readFileSync(copies, 'utf8')).toBe(read(other, 'published/checkpoint'));
  write(other, EN, originalText('002', 'Second.', '', RESOLVED));
  const failed = await freeze(other, SECOND, '--witness', `"${process.execPath}" "${script}"`);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain(`Everything is published, but \`${process.execPath}\` ended with 1`);
  expect(failed.stdout).toContain(`published  ${REFERENCE}  en  002`);
});

test('the key of another site, or text that is not a key, is refused and never repeated', async () => {
  const other = makeSite({ [EN]: originalText('001', 'First.') });
  write(other, 'site.yaml', read(other, 'site.yaml').replace('status.example.com', 'status.example.org'));
  const { code, stderr } = await freeze(other, FIRST);
  expect(code).toBe(2);
  expect(stderr).toContain('is a key for status.example.com, and this site is status.example.org');
  const wrong = await runCommand(['freeze'], { cwd: other, env: { INCIDENT_PRESS_KEY: 'hunter2' } });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).not.toContain('hunter2');
  expect((await runCommand(['verify', '--key', 'x'], { cwd: site })).code).toBe(2);
  expect((await runCommand(['verify', '--against', 'nothing'], { cwd: site })).code).toBe(2);
});

test('a private key is readable by its owner alone, and never written over another one', async () => {
  const folder = makeFolder();
  const file = join(folder, 'key');
  await succeed(site, 'key', '--out', file);
  expect(readFileSync(file, 'utf8')).toMatch(/^PRIVATE\+KEY\+status\.example\.com\+/);
  expect((await runCommand(['key', '--out', file], { cwd: site })).code).toBe(2);
});

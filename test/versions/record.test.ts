import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { testWith, TOOLS } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { runHere } from './in-process.ts';
import type { Said } from './in-process.ts';
import { commit, copy, EN, git, makeSite, originalText, read, REFERENCE, RESOLVED, write } from './site.ts';

/** What can happen to `published/` and `incidents/` in a repository, and what each command says of it. */

const FOLDER = `published/${REFERENCE}/en`;
const TEXT_LEDGER = `${FOLDER}/ledger.jsonl`;
const SITE_LEDGER = 'published/ledger.jsonl';
const OTHER = 'incidents/2026-03-05-mail/en.md';
const AS_OF = ['--as-of', '2026-03-06T12:00:00Z'];
const AT = ['--at', '2026-03-06T12:00:00Z'];
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'c'.repeat(64)}\nsize 70\n`;
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const ASSET = 'published/assets/c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77.png';

let committed: string;

beforeAll(async () => {
  committed = makeSite({
    '.gitignore': 'dist/\n.incident-press/\n',
    [EN]: originalText('001', 'Visitors waited. ![A curve](graph.png)'),
    [`incidents/${REFERENCE}/graph.png`]: PICTURE,
    [OTHER]: originalText('001', 'Mail is late.').replaceAll('03-04', '03-05'),
  });
  git(committed, 'init', '-q');
  expect((await runHere(committed, 'freeze', '--at', '2026-03-05T10:05:00Z')).code).toBe(0);
  write(committed, EN, originalText('002', 'Visitors waited. ![A curve](graph.png)', '', RESOLVED));
  expect((await runHere(committed, 'freeze', '--at', '2026-03-05T10:35:00Z')).code).toBe(0);
  commit(committed, 'Publish');
});

type Damage = (site: string) => void;

const edit =
  (path: string, change: (text: string) => string): Damage =>
  (site) =>
    write(site, path, change(read(site, path)));
const crlf = (path: string) => edit(path, (text) => text.replaceAll('\n', '\r\n'));
const pointer = (path: string) => edit(path, () => POINTER);
const remove =
  (path: string): Damage =>
  (site) =>
    rmSync(join(site, path), { recursive: true });
const link =
  (path: string, inside: boolean): Damage =>
  (site) => {
    const elsewhere = inside ? join(site, 'elsewhere') : join(makeFolder(), 'moved');
    renameSync(join(site, path), elsewhere);
    symlinkSync(elsewhere, join(site, path));
  };
const file =
  (path: string): Damage =>
  (site) => {
    rmSync(join(site, path), { recursive: true });
    write(site, path, 'Not a folder.\n');
  };

const DAMAGES: readonly (readonly [what: string, problem: string, said: string, damage: Damage])[] = [
  ['published is a link inside the site', 'published INC013', 'is a link', link('published', true)],
  ['published is a link out of the site', 'published INC013', 'is a link', link('published', false)],
  ['published is a file', 'published INC013', 'is a file', file('published')],
  ['incidents is a link inside the site', 'incidents INC013', 'is a link', link('incidents', true)],
  ['incidents is a link out of the site', 'incidents INC013', 'is a link', link('incidents', false)],
  ['incidents is a file', 'incidents INC013', 'is a file', file('incidents')],
  [
    'a published folder is a link',
    `published/${REFERENCE} INC519`,
    'link',
    link(`published/${REFERENCE}`, true),
  ],
  ['a published file is a link', `${FOLDER}/001.md INC519`, 'This is a link', link(`${FOLDER}/001.md`, true)],
  ['a ledger with CRLF', `${TEXT_LEDGER} INC510`, 'ends in CRLF', crlf(TEXT_LEDGER)],
  ['the ledger of the site with CRLF', `${SITE_LEDGER} INC510`, 'ends in CRLF', crlf(SITE_LEDGER)],
  ['a checkpoint with CRLF', 'published/checkpoint INC510', 'end in CRLF', crlf('published/checkpoint')],
  ['a source with CRLF', `${FOLDER}/001.md INC511`, 'line ends of this file', crlf(`${FOLDER}/001.md`)],
  [
    'an edited line',
    `${TEXT_LEDGER} INC510`,
    'not the hash of the line before',
    edit(TEXT_LEDGER, (text) => text.replace('"changes":""', '"changes":"Nothing."')),
  ],
  [
    'an edited last line',
    `${TEXT_LEDGER} INC510`,
    'a line about version 002',
    edit(TEXT_LEDGER, (text) => text.replace('"status":"final"', '"status":"interim"')),
  ],
  [
    'an edited last line of the ledger of the site',
    'published/checkpoint INC510',
    'does not begin with',
    edit(SITE_LEDGER, (text) => text.replace('10:35:00Z","ref', '10:36:00Z","ref')),
  ],
  [
    'two heads',
    `${TEXT_LEDGER} INC510`,
    'not the hash of the line before',
    edit(TEXT_LEDGER, (text) => `${text}${text.split('\n')[1]?.replace('"002"', '"003"')}\n`),
  ],
  ['a pointer in place of a picture', `${ASSET} INC517`, 'Git LFS pointer', pointer(ASSET)],
  [
    'a pointer in place of an article',
    `${FOLDER}/001.html INC517`,
    'Git LFS pointer',
    pointer(`${FOLDER}/001.html`),
  ],
  ['a pointer in place of a ledger', `${TEXT_LEDGER} INC510`, 'Git LFS pointer', pointer(TEXT_LEDGER)],
  ['a source is missing', `${FOLDER}/001.md INC512`, 'is missing', remove(`${FOLDER}/001.md`)],
  ['an article is missing', `${FOLDER}/002.html INC512`, 'is missing', remove(`${FOLDER}/002.html`)],
  ['a picture is missing', `${ASSET} INC514`, 'is missing', remove(ASSET)],
  ['a ledger is missing', `${TEXT_LEDGER} INC510`, 'does not', remove(TEXT_LEDGER)],
  ['the ledger of the site is missing', 'published/checkpoint INC510', 'does not begin', remove(SITE_LEDGER)],
  ['a whole text is missing', `${TEXT_LEDGER} INC510`, 'a line about version', remove(FOLDER)],
];

// Some hints delete a file with `rm` first.
testWith(TOOLS).each(DAMAGES)('%s', async (_what, problem, said, damage) => {
  const site = copy(committed);
  // Another report is broken too, and that is told as well wherever reports are read.
  edit(OTHER, (text) => text.replace('severity: minor', 'severity: huge'))(site);
  damage(site);
  const isRead = !problem.startsWith('incidents');
  const before = isRead ? read(site, EN) : '';
  const expectNamed = (ran: Said) => {
    expect(ran.problems).toContain(problem);
    expect(ran.stderr.replaceAll(/\n {2,}/g, ' ')).toContain(said);
  };
  const reports = { check: ['check', ...AS_OF], freeze: ['freeze', ...AT], build: ['build', '--keep-going'] };
  for (const [name, args] of Object.entries(reports)) {
    const ran = await runHere(site, ...args);
    expectNamed(ran);
    expect([name, ran.code]).toEqual([name, name === 'build' && ran.stdout !== '' ? 3 : 1]);
    if (isRead) expect(ran.problems).toContain(`${OTHER} INC113`);
  }
  const verified = await runHere(site, 'verify');
  expectNamed(verified);
  expect(verified.code).toBe(1);
  if (isRead) expect(read(site, EN)).toBe(before);

  await expectWayOut(site, verified.stderr, problem);
});

/** Does what the hint says; then everything is as it was, but for the other report. */
async function expectWayOut(site: string, said: string, problem: string): Promise<void> {
  const place = problem.split(' ')[0] ?? '';
  const block = said.slice(said.indexOf(`${place}:`)).replaceAll(/\n {2,}/g, ' ');
  const command = /`((?:rm|git checkout)[^`]+)`/.exec(block.slice(block.indexOf('hint')))?.[1];
  // What LFS keeps elsewhere is fetched from there.
  if (block.includes('Git LFS pointer')) expect(block).toContain('`git lfs pull`');
  execFileSync('sh', ['-c', command ?? `git checkout HEAD -- ${place}`], { cwd: site, stdio: 'pipe' });
  git(site, 'checkout', '-q', 'HEAD', '--', OTHER);
  expect((await runHere(site, 'check', ...AS_OF)).problems).toEqual([]);
  expect((await runHere(site, 'freeze', ...AT)).stdout).toBe('Everything is already published\n');
}

test('where git turns line ends, the hint ends that for good', async () => {
  const site = join(makeFolder(), 'clone');
  git('/', 'clone', '-q', '--no-checkout', `file://${committed}`, site);
  git(site, 'config', 'core.autocrlf', 'true');
  git(site, 'checkout', '-q', 'HEAD', '--', '.');
  git(site, 'rm', '-q', '.gitattributes');
  rmSync(join(site, 'published'), { recursive: true });
  git(site, 'checkout', '-q', '--', 'published');
  const { stderr, code } = await runHere(site, 'verify');
  expect(code).toBe(1);
  expect(stderr).toContain('Add `published/** -text` to .gitattributes');
  write(site, '.gitattributes', 'published/** -text\n');
  rmSync(join(site, 'published'), { recursive: true });
  git(site, 'checkout', '-q', 'HEAD', '--', 'published');
  expect((await runHere(site, 'verify')).problems).toEqual([]);
});

test('two branches that both froze: each is told, and the way back gives both texts', async () => {
  const site = copy(committed);
  const freeze = async (branch: string, path: string, at: string) => {
    git(site, 'checkout', '-q', '-b', branch, 'main');
    write(site, path, read(site, path).replace('ten seconds', `${branch} seconds`));
    expect((await runHere(site, 'freeze', '--at', at)).code).toBe(0);
    commit(site, branch);
  };
  await freeze('nine', EN, '2026-03-05T11:00:00Z');
  await freeze('eight', OTHER, '2026-03-05T11:01:00Z');
  expect(() => git(site, 'merge', '-q', 'nine')).toThrow();
  const broken = await runHere(site, 'check', ...AS_OF);
  expect(broken.problems).toContain(`${SITE_LEDGER} INC510`);
  const hint = broken.stderr.replaceAll(/\n {2,}/g, ' ');
  expect(hint).toContain('`git restore --source=<branch> --staged --worktree -- published`');
  git(site, 'restore', '--source=nine', '--staged', '--worktree', '--', 'published');
  const { stdout } = await runHere(site, 'freeze', '--at', '2026-03-05T11:05:00Z');
  expect(stdout).toContain('published  2026-03-05-mail  en  002\n');
  expect((await runHere(site, 'check', ...AS_OF)).problems).toEqual([]);
  expect((await runHere(site, 'verify')).code).toBe(0);
});

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { OTHER_USER, TAR, testWith } from '../programs.ts';
import { makeFolder, MAIN, ROOT, runCommand, runProgram } from '../run.ts';
import {
  commit,
  copy,
  siteDigest,
  EN,
  filesIn,
  FR,
  git,
  makeSite,
  originalText,
  publishedText,
  read,
  REFERENCE,
  RESOLVED,
  succeed,
  translationText,
  write,
} from './site.ts';

/** A repository whose history holds versions, a rename, a merge and a publication. */
let origin: string;
let expected: string;

beforeAll(async () => {
  origin = makeSite({ [EN]: originalText('001', 'First.'), '.gitignore': 'dist/\n.incident-press/\n' });
  for (const part of ['incidents/2022-11-02-object-storage', 'published/2022-11-02-object-storage'])
    cpSync(join(ROOT, part), join(origin, part), { recursive: true });
  const frozen = filesIn(join(origin, 'published')).map((path) => read(origin, `published/${path}`));
  for (const [picture] of frozen.join('').matchAll(/[0-9a-f]{64}\.png/g))
    cpSync(join(ROOT, 'published/assets', picture), join(origin, 'published/assets', picture));
  write(
    origin,
    'site.yaml',
    `${read(origin, 'site.yaml')}  - {id: object-storage, name: Object storage}\n  - {id: build-runners, name: Build runners}\n  - {id: control-panel, name: Control panel}\n`,
  );
  write(
    origin,
    'incidents/2022-11-02-object-storage/en.md',
    read(origin, 'incidents/2022-11-02-object-storage/en.md')
      .replace(/^related: .*\n/m, '')
      .replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]+\)/g, '$1')
      .replace('version: 003', 'version: 004'),
  );
  write(
    origin,
    'incidents/2022-11-02-object-storage/fr.md',
    read(origin, 'incidents/2022-11-02-object-storage/fr.md').replaceAll(
      /\[([^\]]+)\]\(\.\.\/[^)]+\)/g,
      '$1',
    ),
  );
  git(origin, 'init', '-q', '-b', 'main');
  commit(origin, 'One');
  await succeed(origin, 'freeze', '--at', '2026-03-04T10:05:00Z');
  commit(origin, 'Publish');
  write(origin, EN, originalText('002', 'Second.', '', RESOLVED));
  write(origin, FR, translationText('002', 'Deuxième.'));
  commit(origin, 'Two');
  await succeed(origin, 'build', ...AS_OF);
  expected = siteDigest(join(origin, 'dist'));
});

/** One present, before the freeze and after it. */
const AS_OF = ['--as-of', '2026-03-04T12:00:00Z'];

async function buildDigest(folder: string, env?: NodeJS.ProcessEnv): Promise<string> {
  const out = makeFolder();
  const args = ['build', ...AS_OF, '--out', out];
  const ran = await (env ? runProgram(args, { cwd: folder, env }) : runCommand(args, { cwd: folder }));
  expect(ran).toMatchObject({ code: 0 });
  return siteDigest(out);
}

test('the same commit gives the same bytes, however it came here and wherever it is built', async () => {
  const from = (name: string, make: (folder: string) => void): [string, string] => {
    const folder = join(makeFolder(), name);
    make(folder);
    return [name, folder];
  };
  const url = `file://${origin}`;
  const folders = [
    from('full', (to) => git('/', 'clone', '-q', url, to)),
    from('shallow', (to) => git('/', 'clone', '-q', '--depth', '1', url, to)),
    from('crlf', (to) => git('/', 'clone', '-q', '-c', 'core.autocrlf=true', url, to)),
    from('a folder with spaces, und Ümläute', (to) => git('/', 'clone', '-q', url, to)),
    from('squashed', (to) => {
      git('/', 'clone', '-q', url, to);
      git(to, 'checkout', '-q', '--orphan', 'squashed');
      commit(to, 'Everything');
    }),
  ];
  for (const [name, folder] of folders) expect([name, await buildDigest(folder)]).toEqual([name, expected]);
  const full = folders[0]?.[1] ?? '';
  for (const env of [
    { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'ar_EG.UTF-8' },
  ]) {
    expect(await buildDigest(full, env)).toBe(expected);
  }
  await succeed(full, 'freeze', '--at', '2026-03-04T10:35:00Z');
  expect(await buildDigest(full)).toBe(expected);
  commit(full, 'Publish');
  expect(await buildDigest(full)).toBe(expected);
});

testWith(TAR)('an archive of the commit gives the same bytes', async () => {
  const folder = makeFolder();
  const archive = execFileSync('git', ['archive', '--format=tar', 'HEAD'], { cwd: origin });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  expect(await buildDigest(folder)).toBe(expected);
});

testWith(OTHER_USER)('another user gets the same bytes', () => {
  const folder = copy(origin);
  const out = makeFolder();
  for (const path of [folder, out, ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    chmodSync(resolve(folder, path), 0o777);
  const program = [process.execPath, MAIN, 'build', ...AS_OF, '--out', join(out, 'dist')];
  execFileSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', ...program], {
    cwd: folder,
    stdio: 'ignore',
  });
  expect(siteDigest(join(out, 'dist'))).toBe(expected);
});

test('check --base proves that nothing published was changed, and never pretends', async () => {
  const branch = copy(origin);
  await succeed(branch, 'freeze');
  commit(branch, 'Publish');
  const onMain = await succeed(branch, 'check', '--base', 'main~2', '--allow-published');
  expect(onMain.stderr).not.toContain('INC52');
  const onBranch = await runCommand(['check', '--base', 'main~2'], { cwd: branch });
  expect(onBranch.code).toBe(1);
  expect(onBranch.stderr).toMatch(/^published\/\S+\/ledger\.jsonl:\d+:1 {2}error INC524/m);
  // What the hint prints is a way out: nothing is left that the base has not.
  git(branch, 'restore', '--source=main~2', '--staged', '--worktree', '--', 'published');
  await succeed(branch, 'check', '--base', 'main~2');
  git(branch, 'restore', '--source=main', '--staged', '--worktree', '--', 'published');
  // Somebody publishes anew what was published already, and commits it.
  rmSync(join(branch, 'published'), { recursive: true });
  write(branch, EN, originalText('002', 'As if it had always been so.', '', RESOLVED));
  await succeed(branch, 'freeze');
  commit(branch, 'Rewrite');
  expect((await runCommand(['check'], { cwd: branch })).code).toBe(0);
  const { code, stderr } = await runCommand(['check', '--base', 'main~1'], { cwd: branch });
  expect(code).toBe(1);
  expect(stderr).toContain(`published/${REFERENCE}/en/001.md:1:1  error INC520`);
  expect(stderr).toContain(`published/${REFERENCE}/en/ledger.jsonl:1:1  error INC520`);
  for (const base of ['origin/main', 'no-such-branch']) {
    const unknown = await runCommand(['check', '--base', base], { cwd: branch });
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain(`Not checked against ${base}`);
  }
  const bare = copy(origin);
  rmSync(join(bare, '.git'), { recursive: true });
  expect((await runCommand(['check', '--base', 'main'], { cwd: bare })).stderr).toContain(
    'not in a git repository',
  );
});

test('freeze --from-git recovers what nobody froze, through renames and merges', async () => {
  const site = makeSite({ '.gitignore': 'dist/\n.incident-press/\n' });
  git(site, 'init', '-q', '-b', 'main');
  commit(site, 'Empty');
  const old = 'incidents/2026-03-04-slow/en.md';
  write(site, old, originalText('001', 'First, with a typing eror.'));
  commit(site, 'One');
  write(site, old, originalText('001', 'First.'));
  commit(site, 'One, corrected');
  git(site, 'mv', 'incidents/2026-03-04-slow', `incidents/${REFERENCE}`);
  commit(site, 'A better name');
  git(site, 'checkout', '-q', '-b', 'two');
  write(site, EN, originalText('002', 'A draft of the second.'));
  commit(site, 'Two, a draft');
  write(site, EN, originalText('002', 'Second.'));
  write(site, FR, translationText('002', 'Deuxième.'));
  commit(site, 'Two');
  git(site, 'checkout', '-q', 'main');
  git(site, 'merge', '-q', '--no-ff', '-m', 'Merge two', 'two');
  write(site, EN, originalText('003', 'Third.', '', RESOLVED));
  write(
    site,
    FR,
    translationText(
      '003',
      'Troisième.',
      `  - at: 2026-03-04T10:30:00Z\n    title: "Les pages sont de nouveau rapides"\n`,
    ),
  );
  commit(site, 'Three');

  const dry = await succeed(site, 'freeze', '--from-git', '--dry-run');
  expect(dry.stdout).toContain(`would recover  ${EN}  001  (the last of 2 texts under this number)`);
  expect(git(site, 'status', '--short')).toBe('');
  const { stdout } = await succeed(site, 'freeze', '--from-git');
  expect(stdout).toContain(`recovered  ${EN}  002\n`);
  expect(stdout).toContain(`recovered  ${FR}  002\n`);
  expect(read(site, `published/${REFERENCE}/en/001.md`)).toBe(publishedText('001', 'First.'));
  // Nothing in it is newer than the first version: it was last updated by its commit.
  expect(read(site, `published/${REFERENCE}/en/002.md`)).toBe(
    publishedText('002', 'Second.').replace(
      'version: 002\n',
      /version: 002\nlast_update: \S+Z\n/.exec(read(site, `published/${REFERENCE}/en/002.md`))?.[0] ?? '',
    ),
  );
  expect(read(site, `published/${REFERENCE}/fr/002.md`)).toBe(translationText('002', 'Deuxième.'));
  await succeed(site, 'freeze');
  await succeed(site, 'check', '--strict');
  await succeed(site, 'build');
  await succeed(site, 'verify');
  expect((await succeed(site, 'freeze', '--from-git')).stdout).toContain('Nothing to recover');
});

test('freeze --from-git says where a shallow clone hides the beginning, and guesses nothing', async () => {
  const site = makeSite({ [EN]: originalText('001', 'First.') });
  git(site, 'init', '-q', '-b', 'main');
  commit(site, 'One');
  for (const version of ['002', '003', '004']) {
    write(site, EN, originalText(version, `Text of ${version}.`));
    commit(site, version);
  }
  const shallow = join(makeFolder(), 'shallow');
  git('/', 'clone', '-q', '--depth', '2', `file://${site}`, shallow);
  const { code, stderr } = await runCommand(['freeze', '--from-git'], { cwd: shallow });
  expect(code).toBe(1);
  expect(stderr).toContain(`not recovered  ${EN}: this clone is shallow`);
  expect(git(shallow, 'status', '--short').replace('?? .incident-press/\n', '')).toBe('');
  git(shallow, 'fetch', '-q', '--unshallow');
  expect((await succeed(shallow, 'freeze', '--from-git')).stdout).toContain(`recovered  ${EN}  003`);
  const nowhere = makeSite({ [EN]: originalText('001', 'First.') });
  expect((await runCommand(['freeze', '--from-git'], { cwd: nowhere })).code).toBe(2);
});

import { spawnSync } from 'node:child_process';
import { chmodSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { MOUNTS, OTHER_USER, testWith } from '../programs.ts';
import { MAIN, makeFolder, runCommand } from '../run.ts';
import { copy, EN, filesIn, makeSite, originalText, read, succeed, write } from '../versions/site.ts';

/** A site that is frozen and built, for what happens where something is lacking. */
let built: string;
beforeAll(async () => {
  built = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(built, 'freeze', '--at', '2026-03-04T10:05:00Z');
  await succeed(built, 'build');
});

const shell = (cwd: string, script: string) => {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', PROGRAM: `"${process.execPath}" "${MAIN}"` };
  return spawnSync('sh', ['-c', script], { cwd, env, encoding: 'utf8' });
};

test.each(['check --as-of none', 'build', 'freeze', 'verify', 'publish --target folder:www'])(
  'with 64 open files, `%s` ends with a sentence, and no trace of the program',
  (command) => {
    const { status, stdout, stderr } = shell(copy(built), `ulimit -n 64; eval "$PROGRAM ${command}"`);
    expect(stderr).not.toMatch(/^ {4}at |bug in incident-press/m);
    // Where the program gets by with as many, it is done.
    if (status !== 0)
      expect({ status, stderr, stdout }).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('too many files are open'),
      });
  },
);

test.each([
  ['cut', (text: string) => text.slice(0, 200)],
  ['of something else', () => '[]\n'],
  ['forged', (text: string) => text.replace(/"sha256":\s*"[0-9a-f]{64}"/, `"sha256": "${'0'.repeat(64)}"`)],
])(
  'a manifest that is %s: nothing is proved or published by it, and a build makes it anew',
  async (_, damage) => {
    const site = copy(built);
    const whole = read(site, 'dist/build.json');
    write(site, 'dist/build.json', damage(whole));
    for (const args of [['verify'], ['publish', '--target', 'folder:www']]) {
      const { code, stderr, stdout } = await runCommand(args, { cwd: site });
      expect({ args, code, stdout }).toMatchObject({
        args,
        code: args[0] === 'verify' ? 1 : expect.any(Number),
      });
      expect(code).not.toBe(0);
      expect(code).not.toBe(70);
      expect(stderr).not.toBe('');
    }
    const { code } = await runCommand(['build', '--out', 'other'], { cwd: site });
    expect(code).toBe(0);
    expect(read(site, 'other/build.json')).toBe(whole);
  },
);

testWith(MOUNTS)('a site that is mounted read-only is checked, built elsewhere, and published', () => {
  const [site, out] = [copy(built), makeFolder()];
  const run = (command: string) => `echo "$ ${command}"; eval "$PROGRAM ${command}" || echo "ended with $?"`;
  const script = [
    'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD"',
    run('check --as-of none'),
    run(`build --out ${out}/dist`),
    run(`verify ${out}/dist`),
    run(`publish --from ${out}/dist --target folder:${out}/www --purge-list ${out}/purge.txt`),
    run('build'),
  ].join('\n');
  const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script], {
    cwd: site,
    env: { PATH: process.env['PATH'], NO_COLOR: '1', PROGRAM: `"${process.execPath}" "${MAIN}"` },
    encoding: 'utf8',
  });
  // Only what has to be written into the site itself cannot be.
  expect(stdout.match(/ended with \d+/g), `${stdout}${stderr}`).toEqual(['ended with 1']);
  expect(stderr).toContain('could not be written: the disk is read-only');
  expect(stdout).toContain('the site is read-only, so nothing is remembered');
  expect(read(out, 'purge.txt')).toContain('https://status.example.com/en/\n');
  expect(filesIn(realpathSync(join(out, 'www/current')))).toEqual(filesIn(join(out, 'dist')));
});

testWith(OTHER_USER)(
  'a folder that this user may not read is what is told, not that a report is gone',
  () => {
    const site = copy(built);
    const out = makeFolder();
    chmodSync(site, 0o755);
    chmodSync(out, 0o777);
    for (const folder of ['incidents/2026-03-04-web-slow', 'published']) {
      chmodSync(join(site, folder), 0o700);
      for (const command of ['check --as-of none', `build --out ${out}/dist`]) {
        const args = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, MAIN];
        const { status, stderr } = spawnSync('setpriv', [...args, ...command.split(' ')], {
          cwd: site,
          env: { PATH: process.env['PATH'], NO_COLOR: '1', HOME: out },
          encoding: 'utf8',
        });
        expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('EACCES') });
        expect(stderr).toContain(`${folder}:1:1`);
        expect(stderr).toContain('1 error in 1 file');
      }
      chmodSync(join(site, folder), 0o755);
    }
  },
);

testWith(MOUNTS)('on a full disk each command ends with a sentence, and goes on once there is room', () => {
  const site = copy(built);
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index]\n`);
  write(site, EN.replace('03-04', '03-05'), originalText('001', 'Visitors waited again.'));
  const commands = ['build', 'freeze', 'update 2026-03-05-web-slow "More is slow"'];
  const run = (command: string) =>
    `eval "$PROGRAM ${command.replaceAll('"', '\\"')}"; echo "${command.split(' ')[0]}: $?" >&3`;
  const script = [
    'exec 3>&1 >/dev/null',
    'mkdir full && mount -t tmpfs -o size=24m tmpfs full && cp -r site.yaml .gitattributes incidents published full && cd full',
    'dd if=/dev/zero of=fill bs=1k 2>/dev/null',
    ...commands.map(run),
    'rm fill',
    ...commands.map(run),
    run('check --as-of none'),
  ].join('\n');
  const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script], {
    cwd: site,
    env: { PATH: process.env['PATH'], NO_COLOR: '1', PROGRAM: `"${process.execPath}" "${MAIN}"` },
    encoding: 'utf8',
  });
  const codes = stdout.trim().split('\n');
  expect(codes, stderr).toEqual(
    'build: 1, freeze: 1, update: 1, build: 0, freeze: 0, update: 0, check: 0'.split(', '),
  );
  expect(stderr.match(/the disk is full/g)?.length, stderr).toBe(3);
  expect(stderr).not.toMatch(/^ {4}at |bug in incident-press/m);
});

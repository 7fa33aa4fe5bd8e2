import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BASH, testWith } from '../programs.ts';
import { standInForNpm } from '../npm-stand-in.ts';
import { copyExample, MAIN, ROOT } from '../run.ts';

const run = promisify(execFile);
const GUIDE = readFileSync(join(ROOT, 'docs/translating.md'), 'utf8');

let site: string;
beforeAll(() => {
  site = copyExample();
  mkdirSync(join(site, 'node_modules/.bin'), { recursive: true });
  standInForNpm(join(site, 'node_modules/.bin'));
});
afterAll(() => rmSync(site, { recursive: true }));

const runBlock = (text: string) =>
  run('bash', ['-euc', text], {
    cwd: site,
    env: { ...process.env, NO_COLOR: '1', PATH: `${join(site, 'node_modules/.bin')}:${process.env['PATH']}` },
  });

testWith(BASH)(
  'every command of the guide for translators works on the example, in the order they stand in',
  async () => {
    const printed: string[] = [];
    for (const [, info = '', text = ''] of GUIDE.matchAll(/^```([^\n]+)\n([\s\S]*?)^```$/gm)) {
      const file = /\bfile=(\S+)/.exec(info)?.[1];
      if (file !== undefined) {
        mkdirSync(dirname(join(site, file)), { recursive: true });
        writeFileSync(join(site, file), text);
      }
      if (!/^sh run\b/.test(info)) continue;
      const { stdout, stderr } = await runBlock(text);
      printed.push(stdout, stderr);
    }
    const all = printed.join('\n');
    expect(all).toContain('incidents/2025-10-29-api/fr.md: fill in the texts');
    expect(all).toContain('INC406');
    expect(all).toMatch(/\d+ pages → dist\//);
    expect(all).toContain('No translation into fr is behind its original.');
    expect(all).toContain('has all entries of the original; nothing was added.');
    expect(existsSync(join(site, 'incidents/2025-10-29-api/fr.md'))).toBe(true);
  },
  240_000,
);

testWith(BASH)('one file with one text is enough to change a word of a shipped language', async () => {
  expect(readFileSync(join(site, 'templates/messages/fr.yaml'), 'utf8')).toContain('Tout fonctionne');
  const other = join(site, 'quiet');
  mkdirSync(other);
  for (const part of ['site.yaml', 'templates'])
    cpSync(join(site, part), join(other, part), { recursive: true });
  await run(process.execPath, [MAIN, 'build'], { cwd: other });
  expect(readFileSync(join(other, 'dist/fr/index.html'), 'utf8')).toContain('<h1>Tout fonctionne</h1>');
  writeFileSync(join(other, 'templates/messages/fr.yaml'), 'index:\n  calm: "{$oups"\n');
  const failed = await run(process.execPath, [MAIN, 'check'], { cwd: other }).catch(
    (error: { stderr: string }) => error,
  );
  expect(failed.stderr).toContain('templates/messages/fr.yaml:2:');
  expect(failed.stderr).toContain('INC705');
});

test('the list of shipped languages in the guide is whole', () => {
  const [listed = ''] = /in ar, [^.]*/.exec(GUIDE) ?? [];
  for (const name of readdirSync(join(ROOT, 'templates/messages')))
    expect(listed.split(/[\s,]+/), name).toContain(name.replace('.yaml', ''));
});

import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';
import {
  commit,
  EN,
  FR,
  git,
  makeSite,
  originalText,
  read,
  REFERENCE,
  RESOLVED,
  succeed,
  translationText,
  write,
} from './site.ts';

const AT = '2026-03-04T10:40:00Z';
const RÉSOLU = RESOLVED.replace('    state: resolved\n', '').replace('Pages are fast again', 'Tout va bien');

/** A repository whose last commit but one publishes version 002 in both languages. */
async function publishedTwice(): Promise<string> {
  const site = makeSite({
    [EN]: originalText('001', 'Visitors waited.'),
    [FR]: translationText('001', 'On attendait.'),
    '.gitignore': 'dist/\n.incident-press/\n',
  });
  git(site, 'init', '-q', '-b', 'main');
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  commit(site, 'First');
  write(site, EN, originalText('002', 'Visitors waited.', '', RESOLVED));
  write(site, FR, translationText('002', 'On attendait.', RÉSOLU));
  commit(site, 'Second');
  await succeed(site, 'freeze', '--at', '2026-03-04T10:35:00Z');
  commit(site, 'Publish');
  return site;
}

test('git revert of a text and its translation is the next version of both, by itself', async () => {
  const site = await publishedTwice();
  git(site, 'revert', '--no-edit', 'HEAD~1');
  expect(read(site, FR)).toContain('version: 001');
  const checked = await runCommand(['check', '--as-of', AT], { cwd: site });
  expect(checked.code).toBe(1);
  expect(checked.stderr).toContain(
    'would remove an entry of it from the page: 2026-03-04T10:30:00Z “Pages are fast again”',
  );
  expect(checked.stderr).toContain(
    'would remove an entry of it from the page: 2026-03-04T10:30:00Z “Tout va bien”',
  );
  expect(checked.stderr.match(/Write `version: \S+`/g)).toEqual([
    'Write `version: 003`',
    'Write `version: 003`',
  ]);
  expect((await succeed(site, 'build')).stderr).not.toContain('error');

  // By hand or by `--fix`, what the hints say leads to nothing else.
  const fixed = makeFolder();
  cpSync(site, fixed, { recursive: true });
  await succeed(fixed, 'check', '--fix', '--as-of', AT);
  await succeed(fixed, 'check', '--strict', '--as-of', AT);
  expect(read(fixed, FR)).toContain('version: 003\n');

  const { stdout } = await succeed(site, 'freeze', '--at', AT);
  expect(stdout).toContain(`published  ${REFERENCE}  en  003\n`);
  expect(stdout).toContain(`published  ${REFERENCE}  fr  003\n`);
  for (const path of [EN, FR]) expect(read(site, path)).toBe(read(fixed, path));
  await succeed(site, 'check', '--strict', '--as-of', AT);
});

test('a number that is forgotten in both languages does not part them', async () => {
  const site = await publishedTwice();
  const later = (text: string) => text.replaceAll('10:30', '10:50').replace('fast again', 'as fast as ever');
  write(site, EN, read(site, EN).replace(/^---\n\n/m, `${later(RESOLVED)}---\n\n`));
  write(site, FR, read(site, FR).replace(/^---\n\n/m, `${later(RÉSOLU).replace('bien', 'mieux')}---\n\n`));
  const built = await succeed(site, 'build');
  expect(built.stderr.match(/Write `version: \S+`/g)).toEqual([
    'Write `version: 003`',
    'Write `version: 003`',
  ]);
  const { stdout } = await succeed(site, 'freeze', '--at', '2026-03-04T10:55:00Z');
  expect(stdout).toContain(`published  ${REFERENCE}  fr  003\n`);
  await succeed(site, 'check', '--strict', '--as-of', '2026-03-04T10:55:00Z');
});

test('only last_update differs: the hint is what readers have, and --fix writes it back', async () => {
  const site = await publishedTwice();
  const text = read(site, EN);
  write(site, EN, text.replace('version: 002\n', 'version: 002\nlast_update: 2026-03-04T10:38:00Z\n'));
  const checked = await succeed(site, 'check', '--as-of', AT);
  expect(checked.stderr).toContain('warning INC503');
  expect(checked.stderr).toContain('Write `last_update: 2026-03-04T10:30:00Z`');
  await succeed(site, 'check', '--fix', '--strict', '--as-of', AT);
  expect(read(site, EN)).toContain('version: 002\nlast_update: 2026-03-04T10:30:00Z\n');
});

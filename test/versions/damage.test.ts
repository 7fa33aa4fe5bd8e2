import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import type { Ran } from '../run.ts';
import { EN, makeSite, originalText, read, REFERENCE, RESOLVED, succeed, write } from './site.ts';

const FOLDER = `published/${REFERENCE}/en`;
const OTHER = '2026-03-05-mail';
const OTHER_EN = `incidents/${OTHER}/en.md`;
const AS_OF = ['--as-of', '2026-03-06T12:00:00Z'];

/** A site with a report that was published twice, and another one that was published once. */
async function publishedSite(): Promise<string> {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, EN, originalText('002', 'Visitors waited.', '', RESOLVED));
  write(site, OTHER_EN, originalText('001', 'Mail is late.').replaceAll('03-04', '03-05'));
  await succeed(site, 'freeze', '--at', '2026-03-05T10:35:00Z');
  return site;
}

function codes({ stderr }: Ran): string[] {
  return stderr.match(/(?:error|warning) INC\d{3}/g) ?? [];
}

test.each([
  [
    '001.html',
    'an article of an older version',
    (site: string) => write(site, `${FOLDER}/001.html`, '<p>x</p>'),
  ],
  [
    '002.html',
    'an article of the newest version',
    (site: string) => write(site, `${FOLDER}/002.html`, '<p>x</p>'),
  ],
  ['002.md', 'a source', (site: string) => write(site, `${FOLDER}/002.md`, 'Edited.\n')],
  ['002.json', 'data that are gone', (site: string) => rmSync(join(site, FOLDER, '002.json'))],
])('%s: %s is reported once, and blocks nothing', async (name, _what, damage) => {
  const site = await publishedSite();
  damage(site);
  const live = read(site, EN);

  const checked = await runCommand(['check', '--fix', ...AS_OF], { cwd: site });
  expect(checked.code).toBe(1);
  expect(codes(checked)).toEqual([name === '002.json' ? 'error INC512' : 'error INC511']);
  expect(checked.stdout).toBe('');
  expect(read(site, EN)).toBe(live);

  const built = await runCommand(['build'], { cwd: site });
  expect(built.code).toBe(3);
  expect(codes(built)).toHaveLength(1);
  expect(built.stdout).toContain(`damaged, and not shown: ${FOLDER}/${name}\n`);
  const number = name.slice(0, 3);
  const page = read(site, `dist/en/incidents/${REFERENCE}/v/${number}/index.html`);
  expect(page).toContain(`Version ${number} is damaged`);
  expect(page).not.toContain('<article');
  expect(read(site, `dist/en/incidents/${REFERENCE}/index.html`)).toContain('Pages are fast again');
  expect(read(site, `dist/en/incidents/${OTHER}/index.html`)).toContain('Mail is late.');

  // An urgent update still gets out, even of this report.
  write(site, EN, live.replace('Visitors waited.', 'Visitors had to wait.'));
  write(site, OTHER_EN, read(site, OTHER_EN).replace('Mail is late.', 'Mail is very late.'));
  const frozen = await runCommand(['freeze', '--at', '2026-03-05T11:00:00Z'], { cwd: site });
  expect(frozen.code).toBe(3);
  expect(frozen.stdout).toContain(`published  ${REFERENCE}  en  003\n`);
  expect(frozen.stdout).toContain(`published  ${OTHER}  en  002\n`);
});

test('a broken ledger holds up its own text, and no other one', async () => {
  const site = await publishedSite();
  const ledger = read(site, `${FOLDER}/ledger.jsonl`);
  const broken = ledger.replace('"status":"interim"', '"status":"final"');
  write(site, `${FOLDER}/ledger.jsonl`, broken);
  const live = read(site, EN);

  const checked = await runCommand(['check', '--fix', ...AS_OF], { cwd: site });
  expect(checked.code).toBe(1);
  expect(codes(checked)).toEqual(['error INC510']);
  expect(read(site, EN)).toBe(live);
  expect((await runCommand(['build'], { cwd: site })).code).toBe(3);

  write(site, EN, live.replace('Visitors waited.', 'Visitors had to wait.'));
  write(site, OTHER_EN, read(site, OTHER_EN).replace('Mail is late.', 'Mail is very late.'));
  const frozen = await runCommand(['freeze', '--at', '2026-03-05T11:00:00Z'], { cwd: site });
  expect(frozen.code).toBe(3);
  expect(frozen.stdout).not.toContain(REFERENCE);
  expect(frozen.stdout).toContain(`published  ${OTHER}  en  002\n`);
  expect(read(site, `${FOLDER}/ledger.jsonl`)).toBe(broken);

  write(site, `${FOLDER}/ledger.jsonl`, ledger);
  const restored = await succeed(site, 'freeze', '--at', '2026-03-05T11:05:00Z');
  expect(restored.stdout).toContain(`published  ${REFERENCE}  en  003\n`);
  await succeed(site, 'check', '--strict', ...AS_OF);
});

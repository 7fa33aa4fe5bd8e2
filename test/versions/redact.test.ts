import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import { EN, filesIn, makeSite, originalText, read, REFERENCE, RESOLVED, succeed, write } from './site.ts';

const PUBLISHED = `published/${REFERENCE}/en`;

async function twoVersions(): Promise<string> {
  const site = makeSite({ [EN]: originalText('001', 'It was the shop of a customer.') });
  await succeed(site, 'freeze');
  write(site, EN, originalText('002', 'It was one shop.', '', RESOLVED));
  await succeed(site, 'freeze');
  return site;
}

test('a redacted version leaves its hashes and a notice, and the chain stays valid', async () => {
  const site = await twoVersions();
  const before = read(site, `${PUBLISHED}/ledger.jsonl`);
  await succeed(site, 'redact', 'web-slow', '001', '--reason', 'It named a customer.');
  expect(read(site, `${PUBLISHED}/ledger.jsonl`).startsWith(before)).toBe(true);
  expect(readdirSync(`${site}/${PUBLISHED}`)).toEqual(['002.html', '002.json', '002.md', 'ledger.jsonl']);
  await succeed(site, 'check', '--strict');
  await succeed(site, 'build');
  await succeed(site, 'verify');
  const all = filesIn(`${site}/dist`).map((path) => read(site, `dist/${path}`));
  expect(all.filter((text) => text.includes('shop of a customer'))).toEqual([]);
  expect(read(site, `dist/en/incidents/${REFERENCE}/v/001/index.html`)).toContain('It named a customer.');
  // Twice is once.
  await succeed(site, 'redact', REFERENCE, '001', '--reason', 'It named a customer.');
  expect(read(site, `${PUBLISHED}/ledger.jsonl`).trimEnd().split('\n')).toHaveLength(3);
});

test('a redaction that was stopped is completed by the next one', async () => {
  const site = await twoVersions();
  const source = read(site, `${PUBLISHED}/001.md`);
  await succeed(site, 'redact', REFERENCE, '001', '--reason', 'It named a customer.');
  write(site, `${PUBLISHED}/001.md`, source);
  const checked = await runCommand(['check'], { cwd: site });
  expect(checked.stderr).toContain('error INC522');
  await succeed(site, 'redact', REFERENCE, '001', '--reason', 'It named a customer.');
  expect(readdirSync(`${site}/${PUBLISHED}`)).not.toContain('001.md');
});

test.each([
  [['redact', 'web-slow', '002', '--reason', 'x'], 'Version 002 is the newest one'],
  [['redact', 'web-slow', '007', '--reason', 'x'], 'Version 007 of 2026-03-04-web-slow is not published'],
  [['redact', 'web-slwo', '001', '--reason', 'x'], 'There is no report `web-slwo`'],
  [
    ['redact', 'web-slow', '001', '--lang', 'en-gb', '--reason', 'x'],
    '`en-gb` is not a language of this site',
  ],
  [
    ['redact', 'web-slow', '001', '--lang', 'FR', '--reason', 'x'],
    'Version 001 of 2026-03-04-web-slow is not published in fr',
  ],
  [['redact', 'web-slow', '1', '--reason', 'x'], '`1` is not a version'],
  [['redact', 'web-slow', '001', '--reason', ' '], 'The reason must be one line'],
  [['redact', 'web-slow', '001'], '`--reason <text>` is missing'],
])('%j is refused', async (args, said) => {
  const site = await twoVersions();
  const before = filesIn(`${site}/published`).map((path) => read(site, `published/${path}`));
  const { code, stderr } = await runCommand(args, { cwd: site });
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(filesIn(`${site}/published`).map((path) => read(site, `published/${path}`))).toEqual(before);
});

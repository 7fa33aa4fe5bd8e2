import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { checkpointText, isWitnessed, readCheckpoint } from '../../src/versions/checkpoint.ts';
import { ledgerRow, readLedger } from '../../src/versions/ledger.ts';
import type { Ledger } from '../../src/versions/ledger.ts';
import { completeSiteLedger, readSiteLedger } from '../../src/versions/site-ledger.ts';
import { ROOT } from '../run.ts';
import { buildSite, siteYaml } from '../sites/pure-site.ts';

/* The test vectors of docs/ledger.md, checked by what the page says, and against the program. */
const BLOCK = /^```\w+ vector=(\S+)\n([\s\S]*?)^```$/gm;
const vectors = new Map<string, string>();
const vector = (name: string) => {
  const text = vectors.get(name);
  if (text === undefined) throw new Error(`docs/ledger.md has no vector ${name}`);
  return text;
};
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const linesOf = (text: string) => text.split('\n').slice(0, -1);
const members = (line: string) => JSON.parse(line) as Record<string, string | number | null>;

let ledger: Ledger;
beforeAll(() => {
  const page = readFileSync(join(ROOT, 'docs/ledger.md'), 'utf8');
  for (const [, name = '', text = ''] of page.matchAll(BLOCK)) vectors.set(name, text);
  ledger = readLedger(vector('text-ledger'));
});

test('hashes and chains of the vectors are what the page says they are', () => {
  const [first = '', second = ''] = linesOf(vector('text-ledger'));
  expect(members(first)).toMatchObject({
    format: 1,
    source: hash(vector('source')),
    article: hash(vector('article')),
    data: hash(vector('data')),
    content: hash(vector('content').replace('␀', '\0')),
    facts: hash(vector('facts').trimEnd()),
    prev: null,
  });
  expect(members(second)).toMatchObject({
    status: 'redacted',
    source: hash(vector('source')),
    prev: hash(first),
  });
  const [one = '', two = ''] = linesOf(vector('site-ledger'));
  expect(members(one)).toMatchObject({ format: 1, head: hash(first), prev: null });
  expect(members(two)).toMatchObject({ format: 1, head: hash(second), prev: hash(one) });
  const leaf = (line: string) => createHash('sha256').update('\0').update(line).digest();
  const root = createHash('sha256').update('\u0001').update(leaf(one)).update(leaf(two)).digest('base64');
  expect(vector('checkpoint')).toBe(`status.example.com\n2\n${root}\n`);
});

test('the program hashes the source as the vectors have it', async () => {
  const files = {
    'site.yaml': siteYaml(['en']),
    'incidents/2026-03-04-web-slow/en.md': vector('source'),
  };
  const [text] = await (await buildSite(files)).texts();
  const { content, facts, source } = members(linesOf(vector('text-ledger'))[0] ?? '');
  expect(text?.pending?.line).toMatchObject({ content, facts, source });
});

test('the program reads the vectors and writes the same bytes', () => {
  expect(ledger.fault).toBeUndefined();
  const rows = ledger.lines.map((line, at) => ledgerRow(line, ledger.hashes[at - 1]));
  expect(rows.join('')).toBe(vector('text-ledger'));
  const site = vector('site-ledger');
  const [{ reference, language } = { reference: undefined, language: undefined }] =
    readSiteLedger(site).lines;
  if (!reference || !language) throw new Error('the site ledger of docs/ledger.md cannot be read');
  const texts = [{ reference, language, ledger, movedFrom: undefined }];
  expect(completeSiteLedger('', texts)).toBe(site);
  // A later program only adds at the end.
  expect(completeSiteLedger(`${linesOf(site)[0]}\n`, texts)).toBe(site);
  expect(checkpointText('https://status.example.com/', site)).toBe(vector('checkpoint'));
  const checkpoint = readCheckpoint(vector('checkpoint'));
  expect(checkpoint && isWitnessed(checkpoint, site)).toBe(true);
});

test('a line of a later format is refused, and never read as one of today', () => {
  const later = vector('text-ledger').replace('"format":1', '"format":2');
  expect(readLedger(later).fault).toMatchObject({ line: 1, kind: 'other-format' });
});

import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import {
  commit,
  copy,
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

const FOLDER = `published/${REFERENCE}/en`;
const CHECK = ['check', '--base', 'HEAD', '--allow-published', '--as-of', 'none', '--strict'];
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
);

let site: string;

beforeAll(async () => {
  site = makeSite({
    [EN]: originalText('001', 'First.\n\n![A curve](graph.png)'),
    [FR]: translationText('001', 'Premier.'),
    [`incidents/${REFERENCE}/graph.png`]: PNG,
  });
  git(site, 'init', '-q');
  commit(site, 'A report');
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, EN, originalText('002', 'Second.', '', RESOLVED));
  await succeed(site, 'freeze', '--at', '2026-03-04T10:35:00Z');
  write(site, EN, originalText('002r2', 'Second, in better words.', '', RESOLVED));
  await succeed(site, 'freeze', '--at', '2026-03-04T11:00:00Z');
  const resolu = '  - at: 2026-03-04T10:30:00Z\n    title: "Les pages sont rapides"\n';
  write(site, FR, translationText('002', 'Deuxième.', resolu));
  await succeed(site, 'freeze', '--at', '2026-03-04T11:30:00Z');
});

test('what `freeze` wrote follows from its sources', async () => {
  await succeed(site, ...CHECK);
});

/** Changes a frozen file of the only line of a ledger, and makes all hashes anew. */
function forge(
  folder: string,
  name: string,
  members: Readonly<Record<string, string>>,
  from: string,
  to: string,
) {
  const text = read(folder, `${FOLDER}/${name}`);
  expect(text).toContain(from);
  write(folder, `${FOLDER}/${name}`, text.replaceAll(from, to));
  const rows = read(folder, `${FOLDER}/ledger.jsonl`).trimEnd().split('\n');
  const key = name.endsWith('.html') ? 'article' : name.endsWith('.json') ? 'data' : 'source';
  const line = {
    ...(JSON.parse(rows.at(-1)!) as object),
    [key]: sha256(text.replaceAll(from, to)),
    ...members,
  };
  write(folder, `${FOLDER}/ledger.jsonl`, [...rows.slice(0, -1), JSON.stringify(line), ''].join('\n'));
  const whole = read(folder, 'published/ledger.jsonl').trimEnd().split('\n');
  const old = sha256(rows.at(-1)!);
  const forged = whole.map((row) => row.replace(old, sha256(JSON.stringify(line))));
  // Lines below the changed one hold its hash.
  const chained = forged.reduce<string[]>(
    (above, row) => [
      ...above,
      JSON.stringify({
        ...(JSON.parse(row) as object),
        prev: above.length === 0 ? null : sha256(above.at(-1)!),
      }),
    ],
    [],
  );
  write(folder, 'published/ledger.jsonl', `${chained.join('\n')}\n`);
  write(folder, 'published/checkpoint', '');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

test.each([
  ['a sentence in the article', '002r2.html', {}, 'in better words', 'as nobody wrote', 'This article'],
  [
    'the same, by another renderer',
    '002r2.html',
    { renderer: 'incident-press 9.9.9' },
    'in better words',
    'as nobody wrote',
    'This article',
  ],
  [
    'another title, by another renderer',
    '002r2.html',
    { renderer: 'incident-press 9.9.9' },
    '<h1>Web slow</h1>',
    '<h1>Web gone</h1>',
    'This article',
  ],
  [
    'another summary, by another renderer',
    '002r2.html',
    { renderer: 'incident-press 9.9.9' },
    'took up to ten seconds',
    'took up to two seconds',
    'This article',
  ],
  [
    'another title of an entry, by another renderer',
    '002r2.html',
    { renderer: 'incident-press 9.9.9' },
    'Pages are fast again',
    'Pages were always fast',
    'This article',
  ],
  ['a fact in the data', '002r2.json', {}, '"severity":"minor"', '"severity":"major"', 'The data'],
  [
    'the hash of the facts',
    '002r2.md',
    { facts: 'a'.repeat(64) },
    'Web slow',
    'Web slow',
    '`facts` in the ledger',
  ],
] as const)(
  '%s, hashes and all, does not follow from its source',
  async (_what, name, members, from, to, named) => {
    const other = copy(site);
    forge(other, name, members, from, to);
    const { code, stderr } = await runCommand(CHECK, { cwd: other });
    expect(code).toBe(1);
    expect(stderr).toContain(`INC534  ${named} does not follow from its source`);
  },
);

test('an article of another renderer is compared by what it says, and a note names both', async () => {
  const other = copy(site);
  forge(other, '002r2.html', { renderer: 'incident-press 9.9.9, ICU 1' }, '<h1>', '<h1 class="title">');
  const { code, stderr } = await runCommand(CHECK.slice(0, -1), { cwd: other });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stderr).toMatch(
    /warning INC535 {2}It was made by `incident-press 9\.9\.9, ICU 1`, and `incident-press 0/,
  );
});

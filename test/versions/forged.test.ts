import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import { copy, EN, filesIn, makeSite, originalText, read, REFERENCE, succeed, write } from './site.ts';

const FOLDER = `published/${REFERENCE}/en`;
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const MARK = 'put-there-by-a-pull-request';

let site: string;

beforeAll(async () => {
  site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
});

/** Changes a frozen file, and makes all hashes anew, as whoever wants to be believed does. */
function forge(
  folder: string,
  name: string,
  key: 'article' | 'data',
  change: (text: string) => string,
): void {
  const forged = change(read(folder, `${FOLDER}/${name}`));
  expect(forged).toContain(MARK);
  write(folder, `${FOLDER}/${name}`, forged);
  const line = { ...(JSON.parse(read(folder, `${FOLDER}/ledger.jsonl`)) as object), [key]: sha256(forged) };
  write(folder, `${FOLDER}/ledger.jsonl`, `${JSON.stringify(line)}\n`);
  const whole = JSON.parse(read(folder, 'published/ledger.jsonl')) as object;
  const head = sha256(JSON.stringify(line));
  write(folder, 'published/ledger.jsonl', `${JSON.stringify({ ...whole, head })}\n`);
  rmSync(join(folder, 'published/checkpoint'));
}

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

test.each([
  ['a script', '001.html', 'article', `<script src="/${MARK}.js"></script>`],
  ['a hidden text', '001.html', 'article', `<p hidden>${MARK}</p>`],
  ['a form', '001.html', 'article', `<form action="/"><p>${MARK}</p></form>`],
  ['a foreign picture', '001.html', 'article', `<img src="https://example.com/${MARK}.png" alt="">`],
  ['a script in the data', '001.json', 'data', `<script src='/${MARK}.js'></script>`],
] as const)('%s, hashes and all, is named and never served', async (_what, name, key, html) => {
  const other = copy(site);
  forge(other, name, key, (text) => text.replace('<p>Visitors', `${html}<p>Visitors`));
  for (const [command, ends] of [
    ['check', 1],
    ['verify', 1],
    ['freeze', 3],
    ['build', 3],
  ] as const) {
    const { code, stderr } = await runCommand([command], { cwd: other });
    expect(stderr).toContain(`${FOLDER}/${name}:1:1  error INC531  This must not be served`);
    expect(code).toBe(ends);
  }
  const dist = join(other, 'dist');
  expect(read(dist, `en/incidents/${REFERENCE}/v/001/index.html`)).toContain('Version 001 is damaged');
  const shown = filesIn(dist).filter((path) => readFileSync(join(dist, path)).includes(MARK));
  expect(shown).toEqual([]);
});

test.each([
  ['a script', `${sha256(MARK)}.js`, MARK],
  ['a script that says it is a picture', `${sha256(MARK)}.png`, MARK],
  ['a page', `${sha256(`<p>${MARK}</p>`)}.html`, `<p>${MARK}</p>`],
])('published/assets/: %s is named and not served', async (_what, name, body) => {
  const other = copy(site);
  write(other, `published/assets/${name}`, body);
  const { code, stderr } = await runCommand(['build'], { cwd: other });
  expect(code).toBe(3);
  expect(stderr).toContain(`published/assets/${name}:1:1  error INC532`);
  expect(filesIn(join(other, 'dist')).filter((path) => path.includes(name))).toEqual([]);
});

test('data that name a script as their picture are damaged', async () => {
  const other = copy(site);
  const script = `${sha256(MARK)}.js`;
  write(other, `published/assets/${script}`, MARK);
  forge(other, '001.json', 'data', (text) => {
    const data = JSON.parse(text) as { body: { pictures: string[] } };
    return JSON.stringify({ ...data, body: { ...data.body, pictures: [script], text: MARK } });
  });
  const { code, stderr } = await runCommand(['build'], { cwd: other });
  expect(code).toBe(3);
  expect(stderr).toContain(`INC531  This must not be served: it shows \`${script}\``);
  expect(filesIn(join(other, 'dist')).filter((path) => path.includes(script))).toEqual([]);
});

test('`freeze` refuses to write what reading would refuse, at the text it was made of', async () => {
  const other = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  write(
    other,
    'templates/partials/article.eta',
    '<article lang="<%= it.language %>"><h1><%= text(it.title) %></h1><form></form></article>\n',
  );
  const { code, stderr } = await runCommand(['freeze'], { cwd: other });
  expect(code).toBe(1);
  expect(stderr).toContain(`${EN}:1:1  error INC727`);
  expect(stderr).toContain('there is a `<form>`');
  expect(filesIn(other).filter((path) => path.startsWith('published/'))).toEqual([]);
});

test('link titles and alt texts with tags in them are published, and proved', async () => {
  const other = makeSite({
    [`incidents/${REFERENCE}/graph.png`]: PNG,
    [EN]: originalText(
      '001',
      '[A](https://example.com/ "<article class=x>") and ![b](graph.png "</article> >")',
    ),
  });
  await succeed(other, 'freeze', '--at', '2026-03-04T10:05:00Z');
  await succeed(other, 'build');
  await succeed(other, 'verify');
  expect(read(other, `${FOLDER}/001.html`)).toContain('title="&#x3C;article class=x&#x3E;"');
});

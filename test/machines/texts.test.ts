import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { servingOf } from '../../src/publish/serving.ts';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';

let example: Made;
beforeAll(async () => {
  example = await makeExample();
});

const SITE = 'name: "Status [of] all"\nurl: https://example.com/status/\nlanguages: [en, fr]\n';
const ADDRESS = /<link rel="alternate" type="text\/markdown" href="([^"]*)">/;

test('beside each article is its Markdown, which its page names', () => {
  const articles = example.paths.filter((path) => /^[a-z-]+\/incidents\/[^/]+\/index\.html$/.test(path));
  expect(articles.length).toBe(72);
  for (const path of articles) {
    const beside = path.replace('.html', '.md');
    expect(ADDRESS.exec(example.text(path))?.[1], path).toBe(`https://status.example.com/${beside}`);
    expect(example.text(beside), beside).toMatch(/^---\n/);
  }
  expect(servingOf('en/incidents/2020-09-15-web-frontend/index.md').type).toBe(
    'text/markdown; charset=utf-8',
  );
});

test('it is what the ledger vouches for: the newest version, in the language that readers get', () => {
  const hash = (path: string) => createHash('sha256').update(example.text(path)).digest('hex');
  for (const [page, text] of [
    ['en', 'en'],
    ['fr', 'fr'],
    ['ja', 'en'],
  ]) {
    const newest = example
      .text(`${text}/incidents/2020-09-15-web-frontend/ledger.jsonl`)
      .trim()
      .split('\n')
      .at(-1);
    const { source } = JSON.parse(newest ?? '') as { source: string };
    expect(hash(`${page}/incidents/2020-09-15-web-frontend/index.md`), page).toBe(source);
  }
});

test('comments of those who write it are not in it, and nothing of a draft is', async () => {
  const entries = ['{at: 2026-03-04T10:00:00Z, state: resolved, title: "a"}'];
  const noted = reportFile('One', entries, '# Ask Legal first.\n', 'Sorry. <!-- Was it us? -->');
  const draft = reportFile('Two', entries).replace('version: 001', 'version: 000');
  const sources = {
    'site.yaml': SITE,
    'incidents/2026-03-04-web/en.md': noted,
    'incidents/2026-03-05-web/en.md': draft,
  };
  const made = await makeFrom(sources, { drafts: true });
  const texts = made.paths.filter((path) => path.endsWith('/index.md'));
  expect(texts.filter((path) => !path.includes('/v/'))).toEqual([
    'en/incidents/2026-03-04-web/index.md',
    'fr/incidents/2026-03-04-web/index.md',
  ]);
  for (const path of texts) expect(made.text(path)).not.toMatch(/Legal|Was it us/);
  expect(made.text('en/incidents/2026-03-05-web/index.html')).not.toMatch(ADDRESS);
  expect(made.text('llms.txt')).toContain('\n- Two: ');
});

test('llms.txt leads to what is open, what is recent, and the files for programs, all of which are there', () => {
  const text = example.text('llms.txt');
  const [, status = '', work = '', past = ''] = text.split(/^## .*$/m);
  expect(status).toMatch(
    /^\n\n- \[1 open incident\].*\n- \[Managed databases in zone B unreachable\].*\n- \[Mailboxes/,
  );
  expect(work).toContain('[Object storage: new gateways]');
  expect(past.match(/^- /gm)?.length).toBe(9);
  const addresses = [...text.matchAll(/\]\(https:\/\/status\.example\.com\/([^)]*)\)/g)].map(
    ([, path = '']) => path,
  );
  expect(addresses).toContain('changes.json');
  for (const path of addresses)
    expect(example.paths, path).toContain(path === '' || path.endsWith('/') ? `${path}index.html` : path);
});

test('names and titles in it are text, whatever they hold', async () => {
  const title = '[x](https://evil.example/) <b> _y_';
  const made = await makeFrom({
    'site.yaml': `${SITE}outputs: [index, articles]\n`,
    'incidents/2026-03-04-web/en.md': reportFile(title, [
      '{at: 2026-03-04T10:00:00Z, state: resolved, title: "a"}',
    ]),
  });
  const text = made.text('llms.txt');
  expect(text).toContain('# Status \\[of\\] all\n');
  expect(text).toContain(
    String.raw`[\[x\](https://evil.example/) \<b\> \_y\_](https://example.com/status/en/`,
  );
  expect(text).not.toContain('summary.json');
});

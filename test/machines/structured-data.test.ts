import { execFile } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { beforeAll, expect, test } from 'vitest';
import { makeFolder, ROOT } from '../run.ts';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';

interface Graph {
  readonly '@graph': readonly (Readonly<Record<string, unknown>> & {
    readonly liveBlogUpdate?: readonly Readonly<Record<string, unknown>>[];
  })[];
}

let example: Made;
beforeAll(async () => {
  example = await makeExample();
});

/** The structured data of a page, and what its head says of it to those who share it. */
function headOf(html: string): { graphs: Graph[]; meta: Map<string, string> } {
  const graphs: Graph[] = [];
  const meta = new Map<string, string>();
  visit(fromHtml(html), 'element', (element) => {
    const { tagName, properties } = element;
    if (tagName === 'script' && properties['type'] === 'application/ld+json')
      graphs.push(JSON.parse(toString(element)) as Graph);
    const name = properties['property'] ?? properties['name'];
    if (tagName === 'meta' && typeof name === 'string') meta.set(name, String(properties['content']));
  });
  return { graphs, meta };
}

const article = (language: string, reference: string) =>
  headOf(example.text(`${language}/incidents/${reference}/index.html`));

test('a closed report is a news article with its translations', () => {
  const [graph, ...more] = article('en', '2020-09-15-web-frontend').graphs;
  const url = (language: string) =>
    `https://status.example.com/${language}/incidents/2020-09-15-web-frontend/`;
  expect(more).toEqual([]);
  expect(graph?.['@graph'].length).toBe(1);
  expect(graph?.['@graph'][0]).toMatchObject({
    '@type': 'NewsArticle',
    '@id': url('en'),
    headline: 'Web frontend issue',
    inLanguage: 'en',
    datePublished: '2020-09-15T11:09:00Z',
    dateModified: '2020-09-21T09:00:00Z',
    version: '003r2',
    author: { '@id': 'https://status.example.com/#publisher' },
    publisher: { '@id': 'https://status.example.com/#publisher', name: 'Harbourline Cloud' },
    workTranslation: [
      { '@type': 'NewsArticle', '@id': url('ar'), inLanguage: 'ar' },
      { '@type': 'NewsArticle', '@id': url('fr'), inLanguage: 'fr' },
    ],
  });
  expect(article('fr', '2020-09-15-web-frontend').graphs[0]?.['@graph'][0]).toMatchObject({
    inLanguage: 'fr',
    translationOfWork: { '@id': url('en'), inLanguage: 'en' },
  });
});

test('an open report is a live blog too, with the words of each entry', () => {
  const graph = article('en', '2025-11-20-databases').graphs[0]?.['@graph'] ?? [];
  expect(graph.map((node) => node['@type'])).toEqual(['NewsArticle', 'LiveBlogPosting']);
  expect(graph[0]).toMatchObject({ dateModified: '2025-11-20T16:44:00Z' });
  expect(graph[1]).toMatchObject({
    isPartOf: { '@id': graph[0]?.['@id'] },
    coverageStartTime: '2025-11-20T13:52:00Z',
  });
  expect(graph[1]).not.toHaveProperty('coverageEndTime');
  const updates = graph[1]?.liveBlogUpdate ?? [];
  expect(updates.length).toBe(8);
  expect(updates[0]).toMatchObject({
    headline: 'Nine databases left; next update at 17:30 UTC',
    articleBody: expect.stringMatching(/^Their replicas were being rebuilt .* since\.$/s),
    datePublished: '2025-11-20T16:40:00Z',
  });
  const html = example.text('en/incidents/2025-11-20-databases/index.html');
  for (const { url } of updates) expect(html).toContain(`id="${String(url).split('#')[1]}"`);
  const planned = article('en', '2025-11-29-object-storage-gateways').graphs[0]?.['@graph'][1];
  expect(planned).toMatchObject({ coverageEndTime: '2025-11-30T01:00:00Z' });
});

test('a page that shows a text in another language leaves the word to the page of that language', () => {
  expect(article('ja', '2025-04-27-control-panel').graphs).toEqual([]);
});

test('what is shown where a page is shared is absolute and in the words of the page', () => {
  const { meta } = article('pt-br', '2021-03-10-certificate-renewal');
  expect(meta.get('og:locale')).toBe('pt_BR');
  expect(meta.get('og:type')).toBe('article');
  expect(meta.get('og:url')).toBe(
    'https://status.example.com/pt-br/incidents/2021-03-10-certificate-renewal/',
  );
  expect(meta.get('og:description')).toBe(meta.get('description'));
  expect(headOf(example.text('fr/index.html')).meta.get('og:type')).toBe('website');
});

test('no text gets out of its script', async () => {
  const title = '</script><script>alert(1)</script><!-- \u2028 & "';
  const made = await makeFrom({
    'site.yaml': 'name: "</script>"\nurl: https://status.example.com/\nservices:\n  - {id: web, name: Web}\n',
    'incidents/2026-03-04-web/en.md': reportFile(
      title,
      ['{at: 2026-03-04T10:00:00Z, state: investigating, title: "</script><b>"}'],
      'severity: minor\nservices: [web]\n',
    ),
  });
  const html = made.text('en/incidents/2026-03-04-web/index.html');
  const [graph] = headOf(html).graphs;
  expect(graph?.['@graph'][0]).toMatchObject({ headline: title, publisher: { name: '</script>' } });
  const scripts: string[] = [];
  visit(fromHtml(html), 'element', ({ tagName, properties }) => {
    if (tagName === 'script') scripts.push(String(properties['type']));
  });
  expect(scripts.filter((type) => type !== 'module')).toEqual(['application/ld+json']);
});

test('every word of it is in the vocabulary of schema.org', async () => {
  const graphs = example.paths
    .filter((path) => path.endsWith('.html'))
    .flatMap((path) => headOf(example.text(path)).graphs);
  expect(graphs.length).toBeGreaterThan(20);
  const folder = makeFolder();
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const compile = async (values: readonly object[]) => {
    const lines = values.map(
      (value, index) => `export const graph${index}: Graph = ${JSON.stringify(value)};`,
    );
    writeFileSync(
      join(folder, 'graphs.ts'),
      `import type { Graph } from 'schema-dts';\n${lines.join('\n')}\n`,
    );
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const args = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--types',
      '',
      'graphs.ts',
    ];
    return promisify(execFile)(tsc, args, { cwd: folder }).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    );
  };
  expect(await compile(graphs)).toBe('');
  const wrong = JSON.parse(JSON.stringify(graphs[0]).replace('dateModified', 'dateOfChange')) as object;
  expect(await compile([wrong])).toContain('dateOfChange');
  rmSync(folder, { recursive: true });
});

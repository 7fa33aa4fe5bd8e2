import { expect, test } from 'vitest';
import { buildSite, originalText, live, siteYaml } from '../../test/sites/pure-site.ts';

const NOW = siteYaml(['en']).replace('{id: web, name: Web}', '{id: shop, name: Shop, was: [web]}');
const REPORT = originalText(1);

test('a report that names a service by an old id counts for the service as it is called now', async () => {
  const built = await buildSite({ 'site.yaml': NOW, [live('en')]: REPORT });
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const page = built.files.find(({ path }) => path === 'en/services/shop/index.html');
  expect(String(page?.body)).toContain('Original title');
  const article = built.files.find(({ path }) => path === 'en/incidents/2026-03-04-pages/index.html');
  expect(String(article?.body)).toContain('Shop');
  const summary = built.files.find(({ path }) => path === 'api/v2/summary.json');
  const { incidents } = JSON.parse(String(summary?.body)) as {
    readonly incidents: readonly { readonly components: readonly { readonly name: string }[] }[];
  };
  expect(incidents[0]?.components.map(({ name }) => name)).toEqual(['Shop']);
});

test('an old id means one service only, and none that is called so today', async () => {
  const both = NOW.replace('was: [web]}', 'was: [web]}, {id: web, name: Web}');
  const { diagnostics } = await buildSite({ 'site.yaml': both, [live('en')]: REPORT });
  expect(diagnostics.map(({ code, message }) => [code, message])).toContainEqual([
    'INC804',
    '`web` is listed twice in `services`',
  ]);
});

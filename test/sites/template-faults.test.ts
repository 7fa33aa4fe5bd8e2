import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExample, ROOT, runCommand } from '../run.ts';
import { buildSite, live, originalText, publish, siteYaml } from './pure-site.ts';

test('a fault in a part that several kinds of page share is reported once', async () => {
  const site = copyExample();
  mkdirSync(join(site, 'templates'));
  const layout = readFileSync(join(ROOT, 'templates/layout.eta'), 'utf8');
  writeFileSync(join(site, 'templates/layout.eta'), layout.replace('<head>', '<head><%= it.zzzzzzzz %>'));
  const { stdout, code } = await runCommand(['check', '--format', 'json'], { cwd: site });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
  expect(code).toBe(1);
  expect(diagnostics).toMatchObject([{ code: 'INC721', message: 'There is no property `zzzzzzzz` here' }]);
});

const [FINE, WRONG] = ['2026-03-04-fine', '2026-03-05-wrong'];
/** Makes a comment of a title, which nobody may publish, where that is `Wrong`. */
const ARTICLE = `${readFileSync(join(ROOT, 'templates/partials/article.eta'), 'utf8').replace(
  '<h1>',
  "<% if (it.title.value === 'Wrong') { %><!-- --><% } %><h1>",
)}`;
const OWN = {
  'site.yaml': siteYaml(['en']),
  'templates/partials/article.eta': ARTICLE,
  [live('en', FINE)]: originalText(1),
};
const wrong = (version: number) =>
  originalText(version).replaceAll('2026-03-04', '2026-03-05').replace('Original title', 'Wrong');

test('an article that must not be published holds back its report, and no other', async () => {
  const files = { ...OWN, [live('en', WRONG)]: wrong(1) };
  const stopped = await buildSite(files);
  expect(stopped.files).toEqual([]);
  const { files: made, diagnostics, leftOut } = await buildSite(files, true);
  expect(diagnostics.map(({ code, place }) => [code, place.file])).toEqual([['INC727', live('en', WRONG)]]);
  expect(leftOut).toEqual([WRONG]);
  const paths = made.map(({ path }) => path);
  expect(paths).toContain(`en/incidents/${FINE}/index.html`);
  expect(paths.filter((path) => path.includes(WRONG))).toEqual([]);
});

test('where an earlier version is published, readers keep that one', async () => {
  const first = wrong(1).replace('Wrong', 'Right');
  const published = await publish({ ...OWN, [live('en', WRONG)]: first }, '2026-03-06T10:00:00Z');
  const { files, diagnostics, kept } = await buildSite({ ...published, [live('en', WRONG)]: wrong(2) }, true);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['INC727']);
  expect(kept).toEqual([WRONG]);
  const page = files.find(({ path }) => path === `en/incidents/${WRONG}/index.html`);
  expect(page?.body).toContain('<h1>Right</h1>');
});

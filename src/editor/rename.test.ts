import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cursorIn, ORIGINAL, SITE, viewOf } from '../../test/editor/view.ts';
import { renameableAt, renameAt } from './rename.ts';
import type { SiteView } from './view.ts';

const PUBLISHED = 'published/2024-05-01-mail/en/001.md';
const WEB = 'incidents/2024-04-01-web/en.md';

/** A view in which this text was published. */
async function withPublished(text: string): Promise<SiteView> {
  const site = await viewOf();
  return {
    ...site,
    textOf: (path) => (path === PUBLISHED ? text : site.textOf(path)),
    pathsOf: (reference) => [
      ...site.pathsOf(reference),
      ...(reference === '2024-05-01-mail' ? [PUBLISHED] : []),
    ],
  };
}

function rename(site: SiteView, path: string, words: string, next: string) {
  const { text, position } = cursorIn((SITE[path] ?? '').replace(words, `${words}‸`));
  return renameAt({ site, path, text }, position, next);
}

/** The files as they are after a renaming. */
function renamed(site: SiteView, renaming: ReturnType<typeof rename>): Record<string, string> {
  if ('refused' in renaming) throw new Error(renaming.refused);
  return Object.fromEntries(
    Object.entries(renaming.edit.changes ?? {}).map(([uri, edits]) => {
      const path = uri.replace('file:///site/', '');
      const document = TextDocument.create(uri, 'markdown', 1, site.textOf(path) ?? '');
      return [path, TextDocument.applyEdits(document, edits)];
    }),
  );
}

test('an id that nothing published names is renamed everywhere', async () => {
  const site = await viewOf();
  const renaming = rename(site, ORIGINAL, 'services: [ma', 'post');
  const files = renamed(site, renaming);
  expect(Object.keys(files).toSorted()).toEqual([ORIGINAL, 'site.yaml']);
  expect(files['site.yaml']).toBe(SITE['site.yaml']?.replace('id: mail', 'id: post'));
  expect(files[ORIGINAL]).toBe(
    SITE[ORIGINAL]?.replace('[mail]', '[post]').replace('{mail: partial', '{post: partial'),
  );
  expect(renaming).toMatchObject({ note: undefined });
});

test('published files do not change, and site.yaml says which service the old id means', async () => {
  const site = await withPublished(SITE[ORIGINAL] ?? '');
  const renaming = rename(site, 'site.yaml', 'id: ma', 'post');
  const files = renamed(site, renaming);
  expect(files).toEqual({ 'site.yaml': SITE['site.yaml']?.replace('id: mail', 'id: post, was: [mail]') });
  expect(renaming).toMatchObject({ note: expect.stringMatching(/^A published report names `mail`/) });
  const after = await viewOf(files);
  expect(after.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const row = after.known?.rows.find(({ reference }) => reference === '2024-05-01-mail');
  expect(row?.original.facts.services.map(({ id }) => id)).toEqual(['post']);
});

test('a second renaming keeps both old ids; a map over several lines gets a line of its own', async () => {
  const web = await withPublished((SITE[WEB] ?? '').replaceAll('incidents', ''));
  const files = renamed(web, rename(web, 'site.yaml', '- id: we', 'shop'));
  expect(files['site.yaml']).toContain('  - id: shop\n    was: [web]\n    name: Web shop\n');
  const settings = SITE['site.yaml']?.replace('name: Mail}', 'name: Mail, was: [smtp]}') ?? '';
  const base = await viewOf({ 'site.yaml': settings });
  const published = await withPublished(SITE[ORIGINAL] ?? '');
  const site: SiteView = {
    ...published,
    known: base.known,
    textOf: (path) => (path === 'site.yaml' ? settings : published.textOf(path)),
  };
  const marked = cursorIn(settings.replace('id: ma', 'id: ma‸'));
  const renaming = renameAt({ site, path: 'site.yaml', text: marked.text }, marked.position, 'post');
  expect(renamed(site, renaming)['site.yaml']).toContain('{id: post, name: Mail, was: [smtp, mail]}');
});

test('ids that cannot be renamed, and names that cannot be ids', async () => {
  const site = await viewOf();
  const at = (path: string, words: string) => {
    const { text, position } = cursorIn((SITE[path] ?? '').replace(words, `${words}‸`));
    return renameableAt({ site, path, text }, position);
  };
  expect(at('site.yaml', 'id: ma')).toEqual({
    start: { line: 5, character: 9 },
    end: { line: 5, character: 13 },
  });
  expect(at('site.yaml', 'name: Ma')).toBeUndefined();
  expect(at(ORIGINAL, '"Mail is la')).toBeUndefined();
  expect(rename(site, 'site.yaml', 'id: ma', 'Not An Id')).toMatchObject({
    refused: expect.stringMatching(/cannot be an id/),
  });
  expect(rename(site, 'site.yaml', 'id: ma', 'web')).toEqual({
    refused: '`web` is already the service Web shop',
  });
});

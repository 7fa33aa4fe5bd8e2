import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { redirectsFile } from './redirects.ts';

const lines = (languages: string[], more: object = {}) => {
  const tags = languages as Language[];
  const site = { aliases: [], basePath: '/', languages: tags, defaultLanguage: tags[0]!, ...more };
  return redirectsFile(site).flatMap(({ path, body }) => {
    expect(path).toBe('_redirects');
    return String(body).trimEnd().split('\n');
  });
};

test('one language needs no choice', () => {
  expect(lines(['en'])).toEqual([]);
});

test('readers of the default language get the page, all others their index', () => {
  expect(lines(['en', 'fr', 'ar'])).toEqual(['/ /fr/ 302! Language=fr', '/ /ar/ 302! Language=ar']);
});

test('a language is found by its base where it is the only one of it', () => {
  expect(lines(['en', 'pt-BR'])).toEqual(['/ /pt-br/ 302! Language=pt-br', '/ /pt-br/ 302! Language=pt']);
  expect(lines(['en', 'pt-BR', 'pt-PT'])).toEqual([
    '/ /pt-br/ 302! Language=pt-br',
    '/ /pt-pt/ 302! Language=pt-pt',
  ]);
});

test('Chinese is told apart by script, whichever region asks', () => {
  const all = lines(['en', 'zh-Hans', 'zh-Hant']);
  for (const tag of ['zh', 'zh-hans', 'zh-cn', 'zh-sg'])
    expect(all).toContain(`/ /zh-hans/ 302! Language=${tag}`);
  for (const tag of ['zh-hant', 'zh-tw', 'zh-hk', 'zh-mo'])
    expect(all).toContain(`/ /zh-hant/ 302! Language=${tag}`);
  expect(all).toHaveLength(8);
  expect(lines(['en', 'zh']).join()).not.toContain('zh-tw');
});

test('aliases come first, below the path of the site', () => {
  const aliases = [{ path: '/old/', reference: '2026-03-04-pages' as Reference }];
  expect(lines(['en', 'fr'], { aliases, basePath: '/s/' })).toEqual([
    '/s/old/ /s/incidents/2026-03-04-pages/ 301',
    '/s/ /s/fr/ 302! Language=fr',
  ]);
});

import { expect, test } from 'vitest';
import { readTheme } from '../host/files/site-files.ts';
import { parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { SENTENCES } from '../writing/say.ts';
import { findOpenDirection } from './closed-direction.ts';
import { sentencesOf } from './sentences.ts';

const THEME = readTheme();
const tagsIn = (folder: string) =>
  THEME.flatMap(({ path }) => new RegExp(String.raw`^templates/${folder}/(.+)\.yaml$`).exec(path)?.[1] ?? []);
const LANGUAGES = tagsIn('messages').map((tag) => parseLanguage(tag) as Language);
const NAMES = [...Object.keys(SENTENCES), 'incident', 'maintenance', 'about-incident', 'about-maintenance'];
const SERVICES = ['Web frontend', 'قواعد البيانات', 'メール'];
const TIME = '17:30 UTC+1';

const say = sentencesOf(THEME);

test('every language with interface texts has sentences', () => {
  expect(tagsIn('say')).toEqual(tagsIn('messages'));
  expect(LANGUAGES).toHaveLength(13);
});

test.each(LANGUAGES)('%s says every sentence of no, one, two and three services', (language) => {
  for (const name of NAMES) {
    const told = [0, 1, 2, 3].map((count) => {
      const services = SERVICES.slice(0, count);
      const text = say(language, name, { services, time: TIME }) ?? '';
      for (const service of services) expect(text, name).toContain(service);
      expect(text, name).not.toMatch(/[{}$]|undefined| {2}|^\s|\s$|[^:]:$/u);
      expect(findOpenDirection(text), name).toBeUndefined();
      expect(text.includes(TIME), name).toBe(name === 'extended');
      expect(text.length, name).toBeLessThanOrEqual(200);
      return text;
    });
    expect(new Set(told).size, name).toBe(4);
  }
  const texts = NAMES.map((name) => say(language, name, { services: ['API'], time: TIME }));
  expect(new Set(texts).size).toBe(NAMES.length);
  expect(say(language, 'next', { services: [], time: TIME })).toContain(TIME);
});

test('no sentence is left in the words of another language', () => {
  for (const name of NAMES) {
    const told = LANGUAGES.map((language) => say(language, name, { services: [], time: TIME }));
    expect(new Set(told).size, name).toBeGreaterThanOrEqual(12);
  }
});

test('a name that is read the other way round is set apart from the sentence', () => {
  const arabic = say('ar' as Language, 'investigating', { services: ['Web frontend', 'البريد'] });
  expect(arabic).toContain('\u2068Web frontend\u2069');
  expect(arabic).not.toContain('\u2068البريد');
  const english = say('en' as Language, 'investigating', { services: ['API', 'البريد', 'Mail'] });
  expect(english).toBe('We are investigating a problem with API, \u2068البريد\u2069 and Mail');
});

const file = (tag: string, text: string) => ({
  path: `templates/say/${tag}.yaml`,
  bytes: new TextEncoder().encode(text),
});
const investigating = (files: readonly ReturnType<typeof file>[], language: string, services: string[]) =>
  sentencesOf([...THEME, ...files])(language as Language, 'investigating', { services });

test('a site’s own sentence wins, alone or counting', () => {
  const own = file(
    'en',
    'investigating: ".input {$count :integer} .match $count 0 {{We look}} one {{One: {$services}}} * {{{$count}: {$services}}}"\n',
  );
  const all = [own, file('fr', 'investigating:\n  alone: "On cherche"\n')];
  expect(investigating(all, 'en', [])).toBe('We look');
  expect(investigating(all, 'en', ['API'])).toBe('One: API');
  expect(investigating(all, 'en', ['API', 'Mail'])).toBe('2: API and Mail');
  expect(investigating(all, 'fr', [])).toBe('On cherche');
  expect(investigating(all, 'fr', ['API'])).toBe('Nous analysons un incident sur API');
});

test('a sentence that cannot be made is none, and no other language stands in', () => {
  expect(investigating([], 'sv', ['API'])).toBeUndefined();
  expect(investigating([], 'zh-TW', ['API'])).toBe('我們正在調查API的問題');
  expect(investigating([], 'fr-CA', ['API'])).toBe('Nous analysons un incident sur API');
  for (const broken of ['{$service', 'of {$nobody}']) {
    const own = file('sv', `investigating:\n  with: "${broken}"\n`);
    expect(investigating([own], 'sv', ['API']), broken).toBeUndefined();
  }
});

test('a language falls back within its script only', () => {
  const serbian = file('sr', 'investigating: "Истражујемо"\n');
  expect(investigating([serbian], 'sr-RS', [])).toBe('Истражујемо');
  expect(investigating([serbian], 'sr-Latn', [])).toBeUndefined();
});

test('a sentence that needs a time is none without it', () => {
  expect(say('en' as Language, 'extended', { services: [] })).toBeUndefined();
});

test('services are counted as the language does it', () => {
  const own = file(
    'ar',
    'investigating: ".input {$count :integer} .match $count few {{few {$services}}} * {{other {$services}}}"\n',
  );
  expect(investigating([own], 'ar', ['1', '2', '3'])).toMatch(/^few /);
  expect(investigating([own], 'ar', ['1'])).toMatch(/^other /);
});

test('only whole files of sentences count', () => {
  const text = 'investigating: "Other"\n';
  const bytes = new TextEncoder().encode(text);
  const others = ['templates/say/sv.yaml.bak', 'old/templates/say/sv.yaml', 'templates/say/more/sv.yaml'];
  const files = others.map((path) => ({ path, bytes }));
  const refused = { ...file('sv', text), refused: { kind: 'link' } as const };
  const inSwedish = sentencesOf([...files, refused]);
  expect(inSwedish('sv' as Language, 'investigating', { services: [] })).toBeUndefined();
});

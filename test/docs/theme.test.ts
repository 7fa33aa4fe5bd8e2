import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { STATES } from '../../src/model/edition.ts';
import { ROOT } from '../run.ts';

/** What docs/theme.md promises about the classes of frozen articles. */
const CONTRACT =
  /### The classes of published articles\n([^]*?)\n### /.exec(read('docs/theme.md'))?.[1] ?? '';
const [TABLE = '', OTHERS = ''] = CONTRACT.split('The shipped style has no rule');
const RULED = namesIn([...TABLE.matchAll(/^\| (`.*?) +\|/gm)].map(([, cell = '']) => cell).join(' '));
const PLAIN = namesIn(OTHERS);

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** The classes in some HTML; those that a template works out are left out. */
function classesIn(html: string): string[] {
  const written = html.replaceAll(/<%[^]*?%>/g, '?');
  const attributes = [...written.matchAll(/\sclass="([^"]*)"/g)].map(([, value = '']) => value);
  return attributes.flatMap((value) => (value.match(/\S+/g) ?? []).filter((name) => !name.includes('?')));
}

function isPromised(name: string): boolean {
  return [...RULED, ...PLAIN].some((each) =>
    each.endsWith('…') ? name.startsWith(each.slice(0, -1)) : name === each,
  );
}

/** A template with all that it includes. */
function withIncludes(name: string): string {
  const text = read(`templates/${name}.eta`);
  const inner = [...text.matchAll(/include\('([^']+)'/g)].map(([, included = '']) => withIncludes(included));
  return [text, ...inner].join('\n');
}

test('every class of an article that was ever frozen in the example is promised', () => {
  const fragments = readdirSync(join(ROOT, 'published'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .map((path) => read(join('published', path)));
  const used = new Set(fragments.flatMap(classesIn));
  expect(used.size).toBeGreaterThan(40);
  expect([...used].filter((name) => !isPromised(name))).toEqual([]);
});

test('templates freeze no class that is not promised', () => {
  const states = STATES.map((state) => `state-${state}`);
  const used = new Set([...classesIn(withIncludes('partials/article')), ...states]);
  expect(used.size).toBeGreaterThan(25);
  expect([...used].filter((name) => !isPromised(name))).toEqual([]);
});

test('the style has a rule for each class that is promised one', () => {
  const sheets = readdirSync(join(ROOT, 'templates')).filter((name) => name.endsWith('.css'));
  const style = sheets
    .map((name) => read(join('templates', name)))
    .join('\n')
    .replaceAll(/\/\*[^]*?\*\//g, '');
  const ruled = new Set([...style.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  expect(RULED.filter((name) => !ruled.has(name))).toEqual([]);
  expect(PLAIN.filter((name) => ruled.has(name))).toEqual([]);
});

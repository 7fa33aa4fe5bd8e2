import type { Element, Root } from 'hast';
import type { Root as MdastRoot } from 'mdast';
import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { options } from './testing.ts';
import type { Transform, Transforms } from './transforms.ts';

const rendered = (text: string, more: Partial<Transforms>) =>
  renderMarkdown(text, options({ firstLine: 7, transforms: { remark: [], rehype: [], ...more } }));

/** A plugin that puts elements at the end of a text. */
const adding = (...elements: readonly Element[]): Transform<Root> => ({
  name: 'adding',
  run: async (tree) => ({ ...tree, children: [...tree.children, ...elements] }),
});

const element = (tagName: string, properties: Element['properties']): Element => ({
  type: 'element',
  tagName,
  properties,
  children: [{ type: 'text', value: 'x' }],
});

test('plugins change a text one after the other, and each gets the text as it is written', async () => {
  const texts: string[] = [];
  const louder = (name: string): Transform<MdastRoot> => ({
    name,
    run: async (tree, file) => {
      texts.push(String(file));
      const [paragraph] = tree.children;
      if (paragraph?.type === 'paragraph') paragraph.children.push({ type: 'text', value: ` ${name}!` });
      return tree;
    },
  });
  const { value, diagnostics } = await rendered('Some pages fail.', {
    remark: [louder('first'), louder('second')],
  });
  expect(value).toMatchObject({
    html: '<p>Some pages fail. first! second!</p>',
    text: 'Some pages fail. first! second!',
  });
  expect(diagnostics).toEqual([]);
  expect(texts).toEqual(['Some pages fail.', 'Some pages fail.']);
});

test('a plugin cannot change its result once it has returned it', async () => {
  let kept: MdastRoot | undefined;
  const late: Transform<MdastRoot> = { name: 'late', run: async (tree) => (kept = tree) };
  const meddling: Transform<MdastRoot> = {
    name: 'meddling',
    run: async (tree) => {
      kept!.children = [];
      return tree;
    },
  };
  const { value } = await rendered('Some pages fail.', { remark: [late, meddling] });
  expect(value.text).toBe('Some pages fail.');
});

test.each([
  ['https://a.example/', true],
  ['mailto:a@b.example', true],
  ['/incidents/', true],
  ['#impact', true],
  ['//a.example/', false],
  [String.raw`/\a.example/`, false],
  ['javascript:alert(1)', false],
  ['https:///a', false],
  ['x https://a.example/', false],
  ['', false],
])('a link to %j that a plugin adds leads there: %s', async (href, stays) => {
  const { value } = await rendered('Text.', { rehype: [adding(element('a', { href }))] });
  expect(/<a(?: href="[^"]*")?>x<\/a>/.exec(value.html)?.[0].includes('href')).toBe(stays);
});

test('of the pictures that a plugin adds, those of the site stay', async () => {
  const own = `/assets/${'a'.repeat(64)}.png`;
  const inside: Element = { ...element('p', {}), children: [element('img', { src: '/assets/other.png' })] };
  const { value } = await rendered('Text.', {
    rehype: [
      adding(element('img', { src: own }), element('img', { src: 'https://a.example/x.png' }), inside),
    ],
  });
  expect(value.html.match(/src="[^"]*"/g)).toEqual([`src="${own}"`]);
});

test.each([
  ['an error', new Error('no\nway'), 'no'],
  ['a long one', new Error('n'.repeat(300)), 'n'.repeat(200)],
  ['a text', 'nowhere', 'nowhere'],
])('a plugin that fails with %s is told, and nothing of the text is shown', async (_, thrown, said) => {
  const failing: Transform<MdastRoot> = {
    name: 'failing',
    run: async () => {
      throw thrown;
    },
  };
  const { value, diagnostics } = await rendered('Text.', { remark: [failing] });
  expect(value.html).toBe('');
  expect(diagnostics).toMatchObject([
    {
      code: 'INC843',
      place: { file: 'en.md', line: 7, column: 1 },
      message: `The plugin \`failing\` failed on this text: ${said}`,
    },
  ]);
});

import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHtml } from './to-html.ts';

const MARKS = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '=', '/', 'a', ' ', '</article>') });

test('`<` and `>` in attributes are escaped, and read back as they were', () => {
  fc.assert(
    fc.property(MARKS, MARKS, MARKS, (title, alt, text) => {
      const html = toHtml({
        type: 'root',
        children: [h('p', { title }, text, h('img', { src: '/x.png', alt }), text)],
      });
      expect(html.replaceAll(/<\/?(?:p|img)\b|(?<=")>/g, '')).not.toMatch(/</);
      const [p] = fromHtml(html, { fragment: true }).children;
      const img = p?.type === 'element' ? p.children.find((child) => child.type === 'element') : undefined;
      expect(p).toMatchObject({ tagName: 'p', properties: { title } });
      expect(img).toMatchObject({ properties: { alt } });
    }),
  );
});

test('nothing else is changed', () => {
  const text = 'a="b<c>"';
  expect(toHtml({ type: 'root', children: [h('p', { title: 'x>y' }, text)] })).toBe(
    '<p title="x&#x3E;y">a="b&#x3C;c>"</p>',
  );
});

import { expect, test } from 'vitest';
import type { Prose } from '../../model/edition.ts';
import type { EntryView } from '../../model/page.ts';
import type { Language } from '../../model/language.ts';
import { leadOf } from './lead.ts';

const bodyLanguage = 'en' as Language;
const entries = [
  { anchor: 't-2', html: '<p id="a">New<a href="#b" id="c">1</a></p>' },
  { anchor: 't-1', html: undefined },
] as EntryView[];

/** A text of headings, each with one paragraph below it. */
function textWith(...titles: readonly string[]): Prose {
  const headings = titles.map((text, index) => ({ depth: 2, id: `h-${index}`, text }));
  const html = headings.map(({ id, text }) => `<h2 id="${id}">${text}</h2>\n<p>Under ${text}</p>`).join('\n');
  return { html, text: '', headings, links: [], pictures: [] };
}

test('the newest entry comes first, without the ids that it has in the timeline', () => {
  const lead = leadOf({ body: textWith(), bodyLanguage }, { entries }, [], 'What you can do');
  expect(lead).toEqual({
    url: undefined,
    entry: { anchor: 't-2', html: '<p>New<a href="#b">1</a></p>' },
    advice: undefined,
  });
});

test.each([
  ['What you can do', '<p>Under What you can do</p>'],
  ['what you can do ', '<p>Under What you can do</p>'],
  ['What we know', '<p>Under What we know</p>'],
  ['Elsewhere', undefined],
])('the part below “%s” is what readers can do: %s', (heading, html) => {
  const body = textWith('What we know', 'What you can do');
  expect(leadOf({ body, bodyLanguage }, { entries }, [], heading)?.advice?.html).toBe(html);
});

test('footnotes, and headings in a quotation, are no part of it', () => {
  const { headings } = textWith('Now');
  const html =
    '<h2 id="h-0">Now</h2>\n<blockquote><h2 id="q">Now</h2></blockquote>\n<section data-footnotes><p>1</p></section>';
  const body = { ...textWith(), headings, html };
  expect(leadOf({ body, bodyLanguage }, { entries }, [], 'Now')?.advice?.html).toBe(
    '<blockquote><h2>Now</h2></blockquote>',
  );
});

test('a heading without anything below it is not lifted', () => {
  const body = { ...textWith('Now'), html: '<h2 id="h-0">Now</h2>\n' };
  expect(leadOf({ body, bodyLanguage }, { entries }, [], 'Now')?.advice).toBeUndefined();
});

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { options } from './testing.ts';

/**
 * No word is lost silently: the words of the source are the words of the article, or a diagnostic names the
 * place. Words that are only marks do not count: names of defined references, comments, entities, paired
 * tags, closing tags, and what follows the language of a code block.
 */
async function vanished(text: string): Promise<string[]> {
  const { value, diagnostics } = await renderMarkdown(text, options());
  const shown = value.html
    .replaceAll(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .normalize('NFKC')
    .toLowerCase();
  const told = new Set(diagnostics.flatMap(({ place }) => linesOf(place.line, place.end?.line)));
  const labels = [...text.matchAll(/^[ >]*\[([^\]]+)\]:/gm)].map(([, label = '']) => label.toLowerCase());
  return withoutMarks(text, labels)
    .split('\n')
    .flatMap((line, index) => (told.has(index + 1) ? [] : (line.match(/\p{L}[\p{L}\p{N}]+/gu) ?? [])))
    .filter((word) => !shown.includes(word.normalize('NFKC').toLowerCase()));
}

function linesOf(first: number, last = first): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function withoutMarks(text: string, labels: readonly string[]): string {
  return text
    .replaceAll(/<!--[\s\S]*?(?:-->|$(?![\s\S]))/g, (part) => part.replaceAll(/[^\n]/g, ' '))
    .replaceAll('(graph.png)', '')
    .replaceAll(/&[a-z0-9#]+;/gi, ' ')
    .replaceAll(/<(?:\/[a-z][^>]*|details|summary|kbd|su[bp]|br ?\/?)>/gi, ' ')
    .replaceAll(/^([ >]*(?:`{3,}|~{3,}) *\S+).*$/gm, '$1')
    .replaceAll(/\[([^\][]+)\]/g, (part, label: string) =>
      labels.includes(label.toLowerCase()) ? ' ' : part,
    );
}

/** One construct each, in words of their own; every second one has a mistake that loses words. */
const CONSTRUCTS = [
  'Plain words **strong words** and `code words`.',
  '## Heading words\n\nBelow it words.',
  'Setext words\n---\n\nMore words.',
  '- item words\n- second words\n\n  inner words',
  '1. first step\n2. second step',
  '- [x] done words\n- [ ] open words',
  '> quoted words\n> going on',
  '> [!NOTE]\n> noted words',
  '| head words | more words |\n| --- | --- |\n| cell words | other words |',
  '| head words | more words |\n| --- | --- |\n| cell words | other words | lost words |',
  '| head words | more words |\n| cell words | other words |',
  '| head words | more words |\n| --- |\n| cell words | other words |',
  '```text\ncode block words\n```',
  '```text\nopen block words',
  '    indented code words',
  'See [link words](https://x.test/path "title words").',
  'See [link words] (https://x.test/path).',
  'See [link words][ref] and [ref].\n\n[ref]: https://x.test/path',
  'See [link words][missing].',
  'Noted[^1] words.\n\n[^1]: footnote words',
  'Noted words.\n\n[^2]: unused footnote words',
  '[Update]: resolved\n\nother words',
  '![picture words](graph.png)',
  '![picture words](my graph.png)',
  'first<br>second, restarted<br/>and back',
  '<details>\n<summary>Full log words</summary>\n\n```text\nlog words\n```\n\n</details>',
  '<details>\n<summary>Summary words</summary>\nwords without blank lines\n</details>',
  '<details><summary>never closed words</summary>\n\nhidden words',
  'Press <kbd>Ctrl</kbd> and H<sub>two</sub>O and x<sup>three</sup>.',
  'Press <kbd>Ctrl and more.',
  'The file <draft-retry-policy> and a List<String> were lost.',
  '<div class="x">\nblock words <b>bold words</b> after words\n</div>',
  '<p align="center">centred words</p>',
  'Inline <span style="x">span words</span> and <u>under words</u>.',
  '<script>\nalert(words)\n</script>',
  '<table><tr><td>html cell words</td></tr></table>',
  '~~struck words~~ and https://x.test/bare/words and me@words.test',
  '{{< track "template words" >}}',
  '{% include words.html %}',
  'Words with ![no picture](https://elsewhere.test/words.png).',
  '***\n\nwords below a line',
  'words  \nwith a hard break\\\nand another',
  'AT&amp;T words &copy; &lt;tag words&gt; \\<escaped words\\>',
  '<https://x.test/auto/words>',
  '<!-- a note to the team --> visible words',
];

const INSIDE: readonly (readonly [name: string, wrap: (text: string) => string])[] = [
  ['alone', (text) => text],
  ['below a paragraph', (text) => `Words above.\n\n${text}`],
  ['above a heading', (text) => `${text}\n\n## Heading below\n`],
  ['in a quote', (text) => text.replaceAll(/^/gm, '> ')],
  ['in a list', (text) => text.replaceAll(/^/gm, '  ').replace('  ', '- ')],
  ['in details', (text) => `<details>\n<summary>Log</summary>\n\n${text}\n\n</details>`],
];

test.each(INSIDE)('words of the article are those of the source, %s', async (_, wrap) => {
  const lost: string[] = [];
  for (const construct of CONSTRUCTS) {
    const words = await vanished(wrap(construct));
    if (words.length > 0) lost.push(`${construct}: ${words.join(' ')}`);
  }
  expect(lost).toEqual([]);
});

interface Example {
  readonly markdown: string;
  readonly number: number;
}

const commonmark = (createRequire(import.meta.url)('commonmark-spec') as { tests: Example[] }).tests;

/** The numbers, with the lost words, of the examples that lose words and do not say so. */
async function losing(examples: readonly Example[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { markdown, number } of examples) {
    const words = await vanished(markdown.replaceAll('→', '\t'));
    if (words.length > 0) lost.push(`${number}: ${words.join(' ')}`);
  }
  return lost;
}

test('words of all examples of CommonMark are there, or their loss is told', async () => {
  // Labels over two lines or with a bracket in them, which are marks too, and hard to tell here.
  const labels = [541, 549];
  expect(await losing(commonmark.filter(({ number }) => !labels.includes(number)))).toEqual([]);
});

// The examples of GFM are not in any package; they lie beside the repository where somebody has them.
const GFM = join(import.meta.dirname, '../../../../shared/conformance/gfm-spec.json');

test.skipIf(!existsSync(GFM))(
  'words of all examples of GFM are there, or their loss is told (skipped where shared/conformance/gfm-spec.json is missing)',
  async () => {
    const examples = JSON.parse(readFileSync(GFM, 'utf8')) as Example[];
    expect(examples.length).toBeGreaterThan(600);
    const labels = [549, 557];
    expect(await losing(examples.filter(({ number }) => !labels.includes(number)))).toEqual([]);
  },
);

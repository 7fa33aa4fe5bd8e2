import type { Heading, Nodes, Paragraph, TableCell } from 'mdast';
import type { Code } from '../../../diagnostics/catalogue.ts';
import { replaceAt } from '../../../diagnostics/diagnostic.ts';
import type { Rendering } from '../options.ts';
import { rangeOf } from '../options.ts';
import { reportAt } from '../report.ts';

/** Something in running text that would be shown as typed, although the writer meant something else. */
interface Suspicion {
  readonly code: Code;
  readonly pattern: RegExp;
  readonly message: (match: RegExpExecArray) => string;
  readonly hint: string;
  /** The replacement, if only one is possible. */
  readonly right?: (match: RegExpExecArray) => string;
}

const PICTURE = String.raw`\.(?:png|jpe?g|gif|webp|avif)`;

const SUSPICIONS: readonly Suspicion[] = [
  {
    code: 'INC315',
    pattern: /(!?\[[^\]\n]+\])[ \t]+(\((?:https?:\/\/|mailto:|\.{1,2}\/|[#/])[^()\s]*\))/,
    message: () => 'There is a space between the words of this link and its address',
    hint: 'Write it without the space',
    right: ([, words = '', address = '']) => words + address,
  },
  {
    code: 'INC315',
    pattern: new RegExp(
      String.raw`(!?\[[^\]\n]*\])\(([^()<>\n"']*[^()<>\s"'][ \t]+[^()<>\n"']*(?:${PICTURE}|\.md|\/))\)`,
      'i',
    ),
    message: () => 'There is a space in this address, so it is not a link',
    hint: 'Put the address in angle brackets',
    right: ([, words = '', address = '']) => `${words}(<${address.trim()}>)`,
  },
  {
    code: 'INC316',
    pattern: /\{\{[<%]?[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|^:::+[ \t]*[\w{].*$|^:::+$/m,
    message: ([said]) => `\`${said.slice(0, 40)}\` is the syntax of another generator, and is shown as typed`,
    hint: 'Say it in Markdown, or put it in backticks to show it as text.',
  },
  {
    code: 'INC317',
    pattern: /(?<![\w\]\\])!?\[[^\]\n^][^\]\n]*\]\[([^\]\n]*)\]/,
    message: ([said, label]) =>
      `There is no definition of \`[${label || said.slice(1, said.indexOf(']'))}]\``,
    hint: 'Add it on a line of its own below the text: the name in square brackets, a colon and the address.',
  },
  {
    code: 'INC317',
    pattern: /(?<!\\)\[\^([^\]\s]+)\](?!:)/,
    message: ([said]) => `There is no footnote \`${said}\``,
    hint: 'Add it on a line of its own below the text: the same mark, a colon and its words.',
  },
];

/** If running text has none of these characters, no suspicion can match. */
const MAY_MATCH = /\[|\{[{%]|:::/;

/**
 * Searches the running text of a paragraph, a heading or a cell: code, links and pictures are not part of it.
 */
export function checkSentence(
  node: Paragraph | Heading | TableCell,
  text: string,
  rendering: Rendering,
): void {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) return;
  const source = text.slice(start, end);
  if (!MAY_MATCH.test(source)) return;
  const words = wordsOf(node, source, start);
  for (const suspicion of SUSPICIONS) {
    for (const match of words.matchAll(new RegExp(suspicion.pattern, `g${suspicion.pattern.flags}`)))
      tell(match, suspicion, positionAt(text, start + match.index, match[0].length), rendering);
  }
}

function tell(
  match: RegExpExecArray,
  { code, message, hint, right }: Suspicion,
  position: ReturnType<typeof positionAt>,
  rendering: Rendering,
): void {
  if (!right) {
    reportAt(rendering, position, code, message(match), hint);
    return;
  }
  const written = right(match);
  const missing = missingPicture(written, rendering);
  if (missing !== undefined) {
    const text = `${hint}: \`${written}\`; and put the file next to this one: there is no \`${missing}\`.`;
    reportAt(rendering, position, code, message(match), text);
    return;
  }
  const write = replaceAt(rendering.options.file, rangeOf(position, rendering.options), written);
  reportAt(rendering, position, code, message(match), { text: `${hint}: \`${written}\`.`, write });
}

/** The name of a picture that a text shows and its folder does not have. */
function missingPicture(text: string, { options: { pictures } }: Rendering): string | undefined {
  const name = /^!\[[^\]]*\]\(<?([^:<>]+?)>?\)$/.exec(text)?.[1]?.normalize();
  return Object.keys(pictures).some((each) => each.normalize() === name) ? undefined : name;
}

/**
 * The source of a node with spaces in place of everything that is not text. A bare address counts as text.
 */
function wordsOf(node: Nodes, source: string, start: number): string {
  if (!('children' in node)) return source;
  return node.children.reduce((words, child) => {
    const from = (child.position?.start.offset ?? start) - start;
    const to = (child.position?.end.offset ?? start) - start;
    const own = source.slice(from, to);
    const isText =
      child.type === 'text' || child.type === 'break' || (child.type === 'link' && /^[^[<]/.test(own));
    const kept = isText
      ? own
      : isWrapper(child)
        ? wordsOf(child, own, start + from)
        : own.replaceAll(/[^\n]/g, ' ');
    return words.slice(0, from) + kept + words.slice(to);
  }, source);
}

function isWrapper({ type }: Nodes): boolean {
  return type === 'emphasis' || type === 'strong' || type === 'delete';
}

function positionAt(text: string, offset: number, length: number) {
  const before = text.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { start: { line, column }, end: { line, column: column + length } };
}

import type { State } from '../../../model/edition.ts';

/** An entry’s longest title, in characters, when it is made from a text. */
const LONGEST_HEADLINE = 120;
/** The longest title that a report can have. */
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 300;

/**
 * Sentences that hosted pages suggest and that say no more than the state does, in lower case and without
 * full stops.
 */
const STOCK: readonly RegExp[] = [
  /^this (?:incident|issue|scheduled maintenance|maintenance) (?:has been|is) (?:now )?(?:resolved|completed)$/,
  /^the (?:incident|issue|scheduled maintenance|maintenance) (?:has been|is) (?:now )?(?:resolved|completed)$/,
  /^we are (?:currently )?investigating this (?:issue|incident)$/,
  /^we are continuing to investigate this (?:issue|incident)$/,
  /^the issue has been identified and a fix is being implemented$/,
  /^we are continuing to work on a fix for this issue$/,
  /^a fix has been implemented and we are monitoring the results?$/,
  /^we are continuing to monitor for any further issues$/,
  /^scheduled maintenance is currently in progress\. we will provide updates as necessary$/,
  /^verification is currently underway for the maintenance items$/,
  /^the scheduled maintenance has been completed$/,
];

/** The headline and the text of an entry that the source has as one text. */
export interface Headline {
  readonly title: string;
  /** Markdown ending in a line end; undefined if the title says everything. */
  readonly text: string | undefined;
}

/**
 * Makes a headline of a text: its first sentence, at most 120 characters, never cut inside a word or an
 * address; the rest becomes the text, or the whole if the sentence was cut. A stock sentence, or a text
 * without a word in it, becomes the title of its state.
 */
export function headlineOf(
  markdown: string,
  plain: string,
  state: State | undefined,
  titles: Readonly<Record<string, string>>,
): Headline {
  const line = oneLine(plain);
  const stateTitle = titles[state ?? 'update'] ?? titles['update'] ?? 'Update';
  if (!/[\p{L}\p{N}]/u.test(line)) return { title: stateTitle, text: wordsOf(markdown) };
  if (isStock(line)) return { title: stateTitle, text: undefined };
  const first = firstSentence(oneLine(plain.trim().split('\n')[0] ?? ''));
  if (first.length > LONGEST_HEADLINE)
    return { title: cutAtWord(first, LONGEST_HEADLINE), text: wordsOf(markdown) };
  if (first === line)
    return { title: withoutStop(first), text: isPlain(markdown, line) ? undefined : wordsOf(markdown) };
  const rest = restAfter(markdown, first);
  return { title: withoutStop(first), text: rest ?? wordsOf(markdown) };
}

/** A title that fits; if it was cut, also the whole one, to be kept in a text. */
export function fittingTitle(title: string): { readonly title: string; readonly whole: string | undefined } {
  const line = oneLine(title);
  return line.length <= LONGEST_TITLE
    ? { title: line, whole: undefined }
    : { title: cutAtWord(line, LONGEST_TITLE), whole: line };
}

/** As many whole sentences of a text as a summary has room for; undefined for none. */
export function summaryOf(plain: string): string | undefined {
  const line = oneLine(plain);
  if (line === '') return undefined;
  if (line.length <= LONGEST_SUMMARY) return line;
  const sentences = sentencesOf(line);
  let summary = '';
  for (const sentence of sentences) {
    if (summary.length + sentence.length > LONGEST_SUMMARY) break;
    summary += sentence;
  }
  return summary.trim() === '' ? cutAtWord(line, LONGEST_SUMMARY) : summary.trim();
}

/** A text on one line, without the characters that no title can have. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  return text.replaceAll(/[\0-\x1f\x7f-\x9f\u200B\u2060\uFEFF\s]+/g, ' ').trim();
}

/** A text cut before a word, with an ellipsis; a single long word is cut inside. */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest - 1);
  const space = /\s/.test(text.charAt(longest - 1)) ? head.length : head.lastIndexOf(' ');
  const cut = space > longest / 4 ? head.slice(0, space) : head.replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/[\s,;:–-]+$/, '')}…`;
}

function isStock(line: string): boolean {
  const bare = line.toLowerCase().replace(/[.!\s]+$/, '');
  return STOCK.some((pattern) => pattern.test(bare));
}

function firstSentence(line: string): string {
  return (sentencesOf(line)[0] ?? line).trim();
}

/** The sentences of a line; what follows an abbreviation or stands in an address does not begin one. */
function sentencesOf(line: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const match of line.matchAll(/[.!?。！？]+["”’)\]]*(?=\s+\S|$)|[。！？]/gu)) {
    const end = match.index + match[0].length;
    const before = line.slice(start, match.index);
    if (/(?:^|\s)(?:e\.g|i\.e|etc|vs|approx|ca|Mr|Mrs|Dr|No|St|\p{L})$/u.test(before)) continue;
    found.push(line.slice(start, end + (/^\s+/.exec(line.slice(end))?.[0].length ?? 0)));
    start = end + (/^\s+/.exec(line.slice(end))?.[0].length ?? 0);
  }
  return start < line.length ? [...found, line.slice(start)] : found;
}

/** A headline has no full stop; other marks mean something. */
function withoutStop(sentence: string): string {
  return /[^.]\.$/.test(sentence) && !/\b(?:etc|e\.g|i\.e)\.$/.test(sentence)
    ? sentence.slice(0, -1)
    : sentence;
}

/** The Markdown after its first sentence, if that sentence is plain text in it. */
function restAfter(markdown: string, first: string): string | undefined {
  const start = markdown.trimStart();
  if (!start.startsWith(first)) return undefined;
  const rest = start.slice(first.length);
  // At the beginning of a line these would start a list, a heading, a quotation, a table or code.
  return /^[ \t]*(?:[-+*#>|~`=_\\]|\d+[.)]|\t| {4})/.test(rest.replace(/^\n*[ ]?/, ''))
    ? undefined
    : wordsOf(rest);
}

/** True where a Markdown text is just these words. */
function isPlain(markdown: string, line: string): boolean {
  return oneLine(markdown) === line;
}

/** A text with one line end at its end; undefined where nothing is left of it. */
function wordsOf(markdown: string): string | undefined {
  const text = markdown.replace(/^\s*\n/, '').trim();
  return text === '' ? undefined : `${text}\n`;
}

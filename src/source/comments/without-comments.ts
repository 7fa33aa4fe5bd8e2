import type { Document, Scalar } from 'yaml';
import { isMap, isScalar, isSeq, yamlParser } from '../../languages/yaml-parser.ts';
import { nothingRemoved, remove } from './removal.ts';
import type { Removal, Stretch } from './removal.ts';

/**
 * A text without the notes of those who write it, which are not part of what is published: comments of the
 * front matter, and HTML comments in the body and in the Markdown of entries. Inside code they are text and
 * stay. A line with nothing else goes with its line end, a comment after something else with the blanks
 * before it. A file without front matter is not changed.
 *
 * `text` has LF line ends and no byte order mark.
 */
export async function withoutComments(text: string): Promise<Removal> {
  const whole = nothingRemoved(text);
  if (!hasComments(text)) return whole;
  const matter = matterOf(text);
  const plain = matter ? remove(whole, yamlComments(text, matter), 'as-it-is') : whole;
  return matter && plain.text.includes('<!--') ? withoutHtml(plain) : plain;
}

/** False if there is nothing to look for: no `#` in the front matter and no `<!--` anywhere. */
export function hasComments(text: string): boolean {
  if (text.includes('<!--')) return true;
  const first = text.indexOf('#');
  // Headings of the body are not comments.
  return first >= 0 && first < (matterOf(text)?.end ?? 0);
}

/** Removing a comment can leave a new one together with the text around it: `<!<!-- -->--`. */
async function withoutHtml(plain: Removal): Promise<Removal> {
  const { htmlComments } = await import('./html-comments.ts');
  let removal = plain;
  for (;;) {
    const { text } = removal;
    const matter = matterOf(text);
    if (!matter) return removal;
    const inBody = htmlComments(text.slice(matter.bodyStart)).map((each) => shift(each, matter.bodyStart));
    const found = [...commentsInEntries(text, matter, htmlComments), ...inBody];
    if (found.length === 0) return removal;
    removal = remove(removal, found, 'closed-up');
  }
}

/** Offsets of the YAML between the two `---`, and of the body below. */
interface MatterStretch extends Stretch {
  readonly bodyStart: number;
}

function matterOf(text: string): MatterStretch | undefined {
  const opening = /^---[^\S\n]*\n/.exec(text);
  if (!opening) return undefined;
  const start = opening[0].length;
  const closing = /^---[^\S\n]*(?:\n|$(?![\s\S]))/m.exec(text.slice(start));
  if (!closing) return undefined;
  const end = start + closing.index;
  return { start, end, bodyStart: end + closing[0].length };
}

/** Lexer tokens that are not in the text: the start of a document, of a scalar, a cut flow. */
const MARKS = { document: '\u0002', flowEnd: '\u0018', scalar: '\u001F' } as const;

function yamlComments(text: string, { start, end }: Stretch): Stretch[] {
  const found: Stretch[] = [];
  let at = start;
  let isScalar = false;
  // How many brackets are open, and how many comments there were before the first of them.
  let [depth, before] = [0, 0];
  const lexer = new (yamlParser().Lexer)();
  for (const lexeme of lexer.lex(text.slice(start, end))) {
    if (lexeme === MARKS.document) continue;
    if (lexeme === MARKS.flowEnd) {
      // The bracket that would close the list is in what looks like a comment: `[#12, web]`.
      found.length = before;
      depth = 0;
      continue;
    }
    if (lexeme === MARKS.scalar) {
      isScalar = true;
      continue;
    }
    if (!isScalar) {
      if (depth === 0) before = found.length;
      if (lexeme === '[' || lexeme === '{') depth += 1;
      if (lexeme === ']' || lexeme === '}') depth -= 1;
      if (lexeme.startsWith('#')) found.push({ start: at, end: at + lexeme.length });
    }
    isScalar = false;
    at += lexeme.length;
  }
  return depth > 0 ? found.slice(0, before) : found;
}

/** Comments in the texts of entries, which are Markdown inside YAML. */
function commentsInEntries(
  text: string,
  { start, end }: Stretch,
  htmlComments: (markdown: string) => readonly Stretch[],
): Stretch[] {
  const yaml = text.slice(start, end);
  if (!yaml.includes('<!--')) return [];
  return entryTexts(yaml).flatMap((scalar) => {
    const [from = 0, to = from] = scalar.range ?? [];
    const value = String(scalar.value);
    const source = yaml.slice(from, to);
    return htmlComments(value).flatMap((comment) => {
      const stretch = sameIn(source, value, comment);
      return stretch ? [shift(stretch, start + from)] : [];
    });
  });
}

function entryTexts(yaml: string): Scalar[] {
  const document: Document.Parsed = yamlParser().parseDocument(yaml, {
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'silent',
  });
  const timeline = isMap(document.contents) ? document.contents.get('timeline', true) : undefined;
  if (!isSeq(timeline)) return [];
  return timeline.items.flatMap((entry) => {
    const inner = isMap(entry) ? entry.get('text', true) : undefined;
    return isScalar(inner) ? [inner] : [];
  });
}

/**
 * Finds a comment of a value in the YAML it was read from. Line ends and indentation differ there, so it
 * counts how many comments open and close before it.
 */
function sameIn(source: string, value: string, { start, end }: Stretch): Stretch | undefined {
  const opening = nth(source, '<!--', count(value.slice(0, start), '<!--'));
  const isClosed = value.slice(start, end).endsWith('-->');
  const closing = isClosed
    ? nth(source, '-->', count(value.slice(0, end - 3), '-->'))
    : source.trimEnd().length;
  return opening === undefined || closing === undefined || closing < opening
    ? undefined
    : { start: opening, end: isClosed ? closing + 3 : closing };
}

function nth(text: string, part: string, index: number): number | undefined {
  let at = text.indexOf(part);
  for (let left = index; left > 0 && at >= 0; left -= 1) at = text.indexOf(part, at + 1);
  return at < 0 ? undefined : at;
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found += 1;
  return found;
}

function shift({ start, end }: Stretch, by: number): Stretch {
  return { start: start + by, end: end + by };
}

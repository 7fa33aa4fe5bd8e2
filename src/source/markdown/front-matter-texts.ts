import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Prose } from '../../model/edition.ts';
import { compactInstant } from '../../model/instant.ts';
import type { Matter } from '../matter.ts';
import { renderMarkdown } from './markdown.ts';
import type { MarkdownOptions } from './options.ts';
import { definitionsFor } from './shared-definitions.ts';
import type { EditionRequest } from '../request.ts';
import type { KnownMatter } from '../salvage.ts';

/** What is needed to render the texts in front matter. */
interface InFile {
  readonly matter: Matter;
  readonly body: string;
  readonly bodyHeadings: Prose['headings'];
  readonly request: EditionRequest;
  readonly diagnostics: Diagnostic[];
}

/** A text with none of these characters is plain words; a bare address becomes a link. */
const MARKUP = /[[\]`*_~\\&<]|:\/\/|www\.|@/i;

/** One paragraph: its words with links, code and emphasis. */
const ONE_PARAGRAPH = /^<p>(?:(?!<p>)[^])*<\/p>$/;

/** The options for rendering Markdown that begins at a line and column of a file. */
export function markdownOptions(
  request: Pick<EditionRequest, 'path' | 'language' | 'pictures' | 'context' | 'scanner' | 'transforms'>,
  firstLine: number,
  indent: number,
  idPrefix: string,
): MarkdownOptions {
  const {
    path: file,
    language,
    pictures,
    context: { limits, labels: all },
    scanner,
    transforms,
  } = request;
  const labels = all[language] ?? Object.values(all)[0];
  if (!labels) throw new Error('the labels of at least one language are always given');
  return { file, firstLine, indent, language, pictures, limits, labels, idPrefix, scanner, transforms };
}

/** The Markdown of the entries, by their index in the file; they can use the definitions of the body. */
export async function renderEntryTexts(
  { timeline = [] }: KnownMatter,
  file: InFile,
): Promise<(Prose | undefined)[]> {
  const texts: (Prose | undefined)[] = [];
  for (const [index, entry] of timeline.entries())
    texts.push(
      entry?.text === undefined
        ? undefined
        : await render(entry.text, `timeline.${index}.text`, `t-${compactInstant(entry.at)}-`, file),
    );
  return texts;
}

/**
 * The Markdown of the actions, by their index in the file; undefined for plain text. An action is one line:
 * what would be a list, a heading or raw HTML is shown as typed.
 */
export async function renderActionTexts(
  { actions = [] }: KnownMatter,
  file: InFile,
): Promise<(Prose | undefined)[]> {
  const texts: (Prose | undefined)[] = [];
  for (const [index, { text }] of actions.entries())
    texts.push(MARKUP.test(text) ? await renderLine(text, index, file) : undefined);
  return texts;
}

async function renderLine(text: string, index: number, file: InFile): Promise<Prose | undefined> {
  const diagnostics: Diagnostic[] = [];
  const prose = await render(text, `actions.${index}.text`, `a-${index}-`, { ...file, diagnostics });
  const isWhole = ONE_PARAGRAPH.test(prose.html) && prose.pictures.length === 0;
  if (!isWhole || diagnostics.some(({ code }) => code === 'INC301')) return undefined;
  file.diagnostics.push(...diagnostics);
  const isPlain = prose.text === text.trim() && !/<(?!\/?p>)/.test(prose.html);
  return isPlain ? undefined : prose;
}

async function render(text: string, path: string, idPrefix: string, file: InFile): Promise<Prose> {
  const { matter, body, bodyHeadings, request, diagnostics } = file;
  const { line, indent } = matter.origin(path);
  const options = { ...markdownOptions(request, line, indent, idPrefix), bodyHeadings };
  const outcome = await renderMarkdown(text + definitionsFor(text, body), options);
  // A wrong definition is reported at its own place.
  const last = line + text.trimEnd().split('\n').length - 1;
  diagnostics.push(...outcome.diagnostics.filter(({ place }) => place.line <= last));
  return outcome.value;
}

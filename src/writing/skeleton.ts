import type { Language } from '../model/language.ts';
import type { SourceEntry, SourceTexts } from './source-texts.ts';

/**
 * A translation to be filled in: every text of the original as a comment above the place for its translation.
 * It is valid without changes; readers get the original for whatever stays blank. `version` is the number of
 * the original, `002`.
 */
export function skeleton(texts: SourceTexts, original: Language, version: string): string {
  const lines = [
    '---',
    '# Write the translations between the quotation marks. What stays empty is shown in the',
    `# original language (${original}). Facts and times are inherited: there is nothing to copy.`,
    `version: ${version}`,
    ...field('title', texts.title),
    ...field('summary', texts.summary),
    ...field('changes', texts.changes),
    '',
    'timeline:',
    ...texts.entries.flatMap((entry) => entryLines(entry, '  ')),
    ...(texts.actions.length > 0 ? ['', 'actions:', ...texts.actions.flatMap(actionLines)] : []),
    '---',
  ];
  return `${lines.join('\n')}\n${bodyComment(texts.body)}`;
}

/** One entry to be filled in, the dash indented as in the list it joins. */
export function entryLines({ at, title, text }: SourceEntry, indent: string): string[] {
  const inner = `${indent}  `;
  return [
    ...comment(title, indent),
    `${indent}- at: ${at}`,
    `${inner}title: ""`,
    ...(text === undefined ? [] : [...comment(text, inner), `${inner}text: ${emptyText(text)}`]),
  ];
}

function field(key: string, text: string | undefined): string[] {
  return text === undefined ? [] : ['', ...comment(text, ''), `${key}: ""`];
}

function actionLines(text: string): string[] {
  return [...comment(text, '  '), '  - text: ""'];
}

/** Text of several lines goes below a `|`, since quotation marks would get in the way. */
function emptyText(text: string): string {
  return text.includes('\n') ? '|' : '""';
}

function comment(text: string, indent: string): string[] {
  return text.split('\n').map((line) => `${indent}# ${line}`.trimEnd());
}

/** Markdown leaves comments out; one inside the text must not end this one early. */
function bodyComment(body: string): string {
  if (body === '') return '';
  const quoted = body.replaceAll('-->', '-- >');
  return `\n<!--\nThe text of the original. Write its translation below this comment, then delete the comment.\n\n${quoted}\n-->\n`;
}

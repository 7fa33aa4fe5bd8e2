import { toString } from 'mdast-util-to-string';
import { SEVERITIES } from '../../../model/edition.ts';
import type { Severity } from '../../../model/edition.ts';
import { textOf } from '../json-values.ts';
import { oneLine, summaryOf } from '../text/headline.ts';
import type { ImportOptions, Noting } from '../told.ts';
import type { MarkdownDocument } from './document.ts';
import { dayInText } from './entry-times.ts';

/** The day a report is about: in its front matter, its name, its title, or its first lines. */
export function dayOf({ path, matter, title, words }: MarkdownDocument): string | undefined {
  const name = path.split('/').at(-1) ?? path;
  const inName = /(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})/.exec(name);
  return (
    dayInText(textOf(matter['date']) ?? '') ??
    (inName ? dayInText(`${inName[1]}-${inName[2]}-${inName[3]}`) : undefined) ??
    dayInText(title ?? '') ??
    dayInText(words.split('\n').slice(0, 20).join('\n'))
  );
}

/** A title without its date and without words that every title of this kind has. */
export function cleanTitle(title: string): string {
  const bare = oneLine(title)
    .replaceAll(/\[(?:FIXED|RESOLVED|CLOSED)\]/gi, '')
    .replace(
      /^\W*(?:(?:public\s+)?(?:incident\s+)?(?:post-?\s?mortem|incident report|incident review|outage report|rca)(?:\s+report)?)(?:\s+(?:for|of|on))?\s*[:–—-]?\s*/i,
      '',
    )
    .replaceAll(/\(?\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b\)?/g, '')
    .replaceAll(
      /\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,?\s+\d{4}\b/gi,
      '',
    )
    .replaceAll(
      /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b/gi,
      '',
    )
    .replace(/\s+(?:on|of|from)\s*$/i, '')
    .replaceAll(/^[\s:–—|,-]+|[\s:–—|,-]+$/g, '');
  return bare === '' ? oneLine(title) : bare;
}

/** The first paragraph below a heading such as `Summary`, as much of it as fits. */
export function summaryIn({ sections }: MarkdownDocument): string | undefined {
  const section = sections.find(
    ({ heading, title }) =>
      heading !== undefined && /^\W*(?:executive\s+)?(?:summary|overview|tl;?dr)/i.test(title),
  );
  const paragraph = section?.nodes.find(({ type }) => type === 'paragraph');
  return paragraph === undefined ? undefined : summaryOf(toString(paragraph));
}

/** The severity, if the document has a word for it that is built in or given on the command line. */
export function severityIn(
  { matter, words }: MarkdownDocument,
  { severities }: ImportOptions,
  id: string,
  { note }: Noting,
): Severity | undefined {
  const word =
    textOf(matter['severity']) ?? /^\W*(?:severity|priority|impact level)\W+([\w-]+)/im.exec(words)?.[1];
  if (word === undefined) return undefined;
  const known = severities[word.toLowerCase()] ?? SEVERITIES.find((each) => each === word.toLowerCase());
  if (known === undefined)
    note('loss', id, `the severity ${word} stays in the body: say what it is with --severity ${word}=major`);
  return known;
}

/** Lists of initials, as at the head of meeting notes: `RF, PW, RR`. */
export function initialsIn(words: string): readonly string[] {
  const lines = words.matchAll(
    /^\W*(?:attendees|participants|responders|on-?call|present|authors?)\W+(.+)$/gim,
  );
  return [...lines].flatMap(([, names = '']) =>
    names
      .split(/[,;&]| and /)
      .map((name) => name.replaceAll(/[*_`]/g, '').trim())
      .filter((name) => name !== '' && name.length < 40),
  );
}

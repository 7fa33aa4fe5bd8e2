import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Edition } from '../../model/edition.ts';
import { compactInstant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import type { Mention } from '../../model/row.ts';

/**
 * The ids of a page that links can lead to: one text separated by blanks, to save memory, as there are many
 * pages.
 */
export interface Anchors {
  readonly language: Language;
  readonly ids: string;
}

/** The prefix that heading ids had in articles frozen early. */
const EARLY = 's-';

/** Among ids that can be linked to, only those of entries have a capital letter. */
const ENTRY = /^t-\d{8}T/;

/** The anchors of a report's pages; the page of a language without a text of its own is the original's. */
export function anchorsOf(report: Report | undefined): readonly Anchors[] {
  if (!report) return [];
  const { original, translations } = report;
  const entries = original.timeline.map(({ at }) => `t-${compactInstant(at)}`);
  return [original, ...translations].map((edition) => ({
    language: edition.language,
    ids: [...headingsOf(edition), ...entries].join(' '),
  }));
}

function headingsOf(edition: Edition): string[] {
  const entries = edition.role === 'original' ? edition.timeline : edition.entries;
  return [edition.body, ...entries.flatMap(({ text }) => (text ? [text] : []))].flatMap(({ headings }) =>
    headings.map(({ id }) => id),
  );
}

/** All reports, each with the anchors of its pages. */
export interface ReportAnchors {
  readonly get: (reference: string) => readonly Anchors[] | undefined;
  readonly keys: () => Iterable<string>;
}

/**
 * Mentions of reports that do not exist, and links to headings that a report does not have.
 */
export function checkMentions(mentions: readonly Mention[], known: ReportAnchors): Diagnostic[] {
  return mentions.flatMap((mention) => {
    const anchors = known.get(mention.reference);
    if (!anchors) return [unknownReport(mention, [...known.keys()])];
    return mention.fragment === undefined ? [] : deadFragment(mention, mention.fragment, anchors);
  });
}

function deadFragment(
  { file, language, reference, range }: Mention,
  fragment: string,
  anchors: readonly Anchors[],
): Diagnostic[] {
  // Reports without any readable text have diagnostics of their own.
  const page = anchors.find((each) => each.language === language) ?? anchors[0];
  if (!page) return [];
  const ids = page.ids.split(' ');
  if (ids.includes(fragment) || ids.includes(EARLY + fragment)) return [];
  const headings = ids.filter((id) => id !== '' && !ENTRY.test(id));
  const guess = nearest(fragment, headings);
  const list = headings.map((id) => `\`#${id}\``).join(', ');
  return [
    diagnose(
      'INC306',
      placeOf(file, range),
      `There is no heading \`#${fragment}\` in \`${reference}\``,
      guess ? `Did you mean \`#${guess}\`?` : `Headings there: ${list || 'none'}.`,
    ),
  ];
}

function unknownReport({ kind, file, reference, range }: Mention, known: readonly string[]): Diagnostic {
  const guess = nearest(reference, known);
  return diagnose(
    kind === 'link' ? 'INC410' : 'INC411',
    placeOf(file, range),
    `There is no report \`${reference}\``,
    guess
      ? `Did you mean \`${guess}\`?`
      : 'Write the name of its folder in incidents/; check the date and the words.',
  );
}

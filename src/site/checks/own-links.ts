import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { OwnPageTexts, OwnText } from '../../model/own-page.ts';
import type { Prose, ReportLink } from '../../model/edition.ts';
import { bestLanguage } from '../../languages/fallback.ts';

/** Prose with the file that it is in, and the language of the pages that its links lead to. */
export interface LinkingProse {
  readonly file: OwnText['file'];
  readonly language: OwnText['language'];
  readonly body: Pick<Prose, 'links'>;
}

/** Links of the site's own texts to reports, pages and headings that there are not. */
export function checkOwnLinks(
  texts: readonly LinkingProse[],
  pages: readonly OwnPageTexts[],
  reports: readonly string[],
): Diagnostic[] {
  if (texts.length === 0) return [];
  const known = new Set(reports);
  return texts.flatMap((text) =>
    text.body.links.flatMap((link) =>
      link.page === undefined ? deadReport(text, link, known) : deadPage(text, link, pages),
    ),
  );
}

function deadReport(
  { file }: LinkingProse,
  { reference, range }: ReportLink,
  known: ReadonlySet<string>,
): Diagnostic[] {
  if (known.has(reference)) return [];
  const guess = nearest(reference, [...known]);
  const message = `There is no report \`${reference}\``;
  return [diagnose('INC410', placeOf(file, range), message, guess && `Did you mean \`${guess}\`?`)];
}

function deadPage(
  { file, language }: LinkingProse,
  { page: name = '', fragment, range }: ReportLink,
  pages: readonly OwnPageTexts[],
): Diagnostic[] {
  const place = placeOf(file, range);
  const page = pages.find((each) => each.name === name);
  if (!page) {
    const names = pages.map((each) => each.name);
    const guess = nearest(name, names);
    const others =
      names.length === 0 ? `Write it: \`pages/${name}/${language}.md\`.` : `The pages are: ${listOf(names)}.`;
    const hint = guess ? `Did you mean \`${guess}\`?` : others;
    return [diagnose('INC822', place, `There is no page \`${name}\` in pages/`, hint)];
  }
  const shown = textFor(page, language);
  const headings = shown?.body.headings.map(({ id }) => id) ?? [];
  if (fragment === undefined || headings.includes(fragment)) return [];
  const guess = nearest(fragment, headings);
  const hint = guess ? `Did you mean \`#${guess}\`?` : `Headings there: ${listOf(headings)}.`;
  return [diagnose('INC306', place, `There is no heading \`#${fragment}\` in \`${name}\``, hint)];
}

/** The text that readers of a language get. */
export function textFor(
  { texts, original }: OwnPageTexts,
  language: OwnText['language'],
): OwnText | undefined {
  const languages = texts.map((text) => text.language);
  const best = bestLanguage(language, languages) ?? original;
  return texts.find((text) => text.language === best);
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ') || 'none';
}

import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Edition, Original, Prose, Translation } from '../model/edition.ts';
import type { Reference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';
import { derive } from './derive.ts';
import { joinTranslation } from './join.ts';

/**
 * Puts editions together into reports and checks what only shows once all of them are known: facts that a
 * translation repeats, entries it lacks, links between reports. An edition without an original is left out;
 * its original has its own diagnostic. `known` are the references of all reports there are, those with
 * mistakes in them too: a link to one of them is not wrong.
 */
export function assemble(editions: readonly Edition[], known: readonly string[]): Outcome<readonly Report[]> {
  const diagnostics: Diagnostic[] = [];
  const originals = editions.filter((edition): edition is Original => edition.role === 'original');
  const translated = translationsByReference(editions);
  const reports = originals.map((original): Report => {
    const translations = translated.get(original.reference) ?? [];
    for (const translation of translations) diagnostics.push(...joinTranslation(translation, original));
    return { reference: original.reference, original, translations, derived: derive(original) };
  });
  return { value: reports, diagnostics: [...diagnostics, ...checkLinks(editions, new Set(known))] };
}

/** Links and `related` that name a report there is not. */
function checkLinks(editions: readonly Edition[], known: ReadonlySet<string>): Diagnostic[] {
  return editions.flatMap((edition) => {
    const links = prosesOf(edition).flatMap(({ links }) => links);
    const related = edition.role === 'original' ? edition.facts.related : [];
    return [
      ...links
        .filter(({ reference }) => !known.has(reference))
        .map(({ reference, range }) => unknownReport('INC410', edition, reference, range, known)),
      ...related.flatMap((reference, index) =>
        known.has(reference)
          ? []
          : [unknownReport('INC411', edition, reference, edition.places[`related.${index}`], known)],
      ),
    ];
  });
}

/** In the order of their tags, so that nothing depends on the order of files. */
function translationsByReference(editions: readonly Edition[]): Map<Reference, Translation[]> {
  const groups = new Map<Reference, Translation[]>();
  for (const edition of editions.toSorted((a, b) => (a.language < b.language ? -1 : 1))) {
    if (edition.role === 'original') continue;
    const group = groups.get(edition.reference);
    if (group) group.push(edition);
    else groups.set(edition.reference, [edition]);
  }
  return groups;
}

/** All Markdown of an edition: its body and the texts of its entries. */
function prosesOf(edition: Edition): Prose[] {
  const entries = edition.role === 'original' ? edition.timeline : edition.entries;
  return [edition.body, ...entries.flatMap(({ text }) => (text ? [text] : []))];
}

function unknownReport(
  code: 'INC410' | 'INC411',
  edition: Edition,
  reference: string,
  range: Parameters<typeof placeOf>[1],
  known: ReadonlySet<string>,
): Diagnostic {
  const guess = nearest(reference, [...known] as Reference[]);
  return {
    code,
    severity: 'error',
    place: placeOf(edition.file, range),
    message: `There is no report \`${reference}\``,
    hint: guess
      ? `Did you mean \`${guess}\`?`
      : 'A report is named by its folder in `incidents/`; check the date and the words.',
  };
}

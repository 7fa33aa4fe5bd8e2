import type { Language } from '../model/language.ts';
import type { Report } from '../model/report.ts';
import { formatVersion } from '../model/version.ts';
import { addEntries } from './add-entries.ts';
import { skeleton } from './skeleton.ts';
import { sourceTexts } from './source-texts.ts';
import type { SourceTexts } from './source-texts.ts';

/** What to do with the file of a translation, or why nothing can be done. */
export type Translated =
  | { readonly kind: 'new'; readonly text: string }
  /** `added` are the lines that are new. */
  | { readonly kind: 'more'; readonly text: string; readonly added: readonly string[] }
  | { readonly kind: 'complete' }
  | { readonly kind: 'refused'; readonly message: string; readonly hint: string };

/** The texts of the files; undefined for a missing file. */
export interface Sources {
  readonly original: string | undefined;
  readonly translation: string | undefined;
}

/**
 * Works out a translation into a language: a new file to fill in, or the existing one with places for the
 * entries it lacks. Pure.
 */
export function translationOf(report: Report, language: Language, sources: Sources): Translated {
  const { original, history } = report;
  const held = history.find((text) => text.language === original.language)?.editions.at(-1);
  const texts = sourceTexts(original.file, sources.original ?? held?.source ?? '');
  if (!texts) {
    return refused(
      `${original.file} cannot be read`,
      'Run `incident-press check` to see what is wrong with it.',
    );
  }
  return sources.translation === undefined
    ? newFile(report, language, texts)
    : withMore(`incidents/${report.reference}/${language}.md`, sources.translation, texts);
}

/**
 * The version that a complete translation has, `002`: a better wording of the original makes no translation
 * stale.
 */
export function translatedVersion({ original }: Pick<Report, 'original'>): string {
  return formatVersion({ number: original.version.number, revision: 1 });
}

/** A new file; not where the live file of a published text was only lost. */
function newFile(report: Report, language: Language, texts: SourceTexts): Translated {
  const { reference, original, history } = report;
  const published = history.find((text) => text.language === language)?.editions.at(-1);
  if (!published) {
    return { kind: 'new', text: skeleton(texts, original.language, translatedVersion(report)) };
  }
  const name = formatVersion(published.version);
  return refused(
    `A translation of ${reference} into ${language} is published, but its file is missing`,
    `Copy published/${reference}/${language}/${name}.md to incidents/${reference}/${language}.md.`,
  );
}

function withMore(path: string, text: string, { entries }: SourceTexts): Translated {
  const own = sourceTexts(path, text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  const lacking = entries.filter(({ at }) => !own?.entries.some((entry) => entry.at === at));
  if (own && lacking.length === 0) return { kind: 'complete' };
  const added = addEntries(path, text, lacking);
  if (added.ok) return { kind: 'more', text: added.text, added: added.added };
  return refused(
    `${path} exists, but nothing can be added to it: ${added.reason}`,
    `Add the entries at ${lacking.map(({ at }) => at).join(', ')} by hand, or move the file away and run this command again.`,
  );
}

function refused(message: string, hint: string): Translated {
  return { kind: 'refused', message, hint };
}

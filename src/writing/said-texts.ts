import { bestLanguage } from '../languages/fallback.ts';
import { isAutomatic } from '../model/automatic.ts';
import type { Edition, Original, Translation } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { writeBlockItem, writeValue } from '../source/edit/write-yaml.ts';
import type { WrittenItem } from '../source/edit/write-yaml.ts';
import type { PublishedText } from '../versions/published.ts';
import { textAt } from './other-file.ts';
import type { OtherFile } from './other-file.ts';
import { headIn, saidIn } from './say.ts';
import type { SaidWords, Wording } from './say.ts';

/** A report as it is, and the entry that is to be said of it in other languages. */
export interface Saying {
  readonly original: Original;
  readonly live: readonly Edition[];
  readonly files: readonly SourceFile[];
  /** Everything published of the report. */
  readonly published: readonly PublishedText[];
  /** Of the site. */
  readonly languages: readonly Language[];
  readonly at: Instant;
  /** The number that the original gets. */
  readonly version: Version;
  readonly wording: Wording;
}

/** The files that say it, the languages they are in, and those left out with the reason in words. */
export interface SaidTexts {
  readonly files: readonly OtherFile[];
  readonly languages: readonly Language[];
  readonly left: readonly { readonly language: Language; readonly why: string }[];
}

/**
 * An entry in every language of a site besides that of the original: added to the translations there are, and
 * as a new file where there is none. What a translator wrote is never touched, and a text that lags behind in
 * more than entries keeps its number, since it would claim to say what it does not. Pure.
 */
export function saidTexts(saying: Saying): SaidTexts {
  const others = saying.languages.filter((language) => !isServed(language, saying));
  const outcomes = others.map((language) => ({ language, outcome: textIn(language, saying) }));
  return {
    files: outcomes.flatMap(({ outcome }) => (typeof outcome === 'string' ? [] : [outcome])),
    languages: outcomes.flatMap(({ language, outcome }) => (typeof outcome === 'string' ? [] : [language])),
    left: outcomes.flatMap(({ language, outcome }) =>
      typeof outcome === 'string' ? [{ language, why: outcome }] : [],
    ),
  };
}

/** True where readers get the original, or a translation that is not the one of their own tag. */
function isServed(language: Language, { original, live }: Saying): boolean {
  const best = bestLanguage(language, [original.language, ...live.map((each) => each.language)]);
  return best !== undefined && (best === original.language || best !== language);
}

/** The file that says it in a language, or why there is none. */
function textIn(language: Language, saying: Saying): OtherFile | string {
  const { original, live, files, published, wording } = saying;
  const words = saidIn(wording, language);
  if (!words) return `templates/say/${language}.yaml has no sentence \`${wording.name}\``;
  const path = `incidents/${original.reference}/${language}.md`;
  const own = live.find(
    (each): each is Translation => each.role === 'translation' && each.language === language,
  );
  if (own) return withEntry(own, words, saying);
  if (files.some((file) => file.path === path)) return `${path} has no title yet, or errors`;
  if (published.some((text) => text.language === language)) return `${path} is published and missing`;
  const head = headIn(wording, language);
  return head
    ? { path, text: newText(head, words, saying) }
    : `templates/say/${language}.yaml has no title for a new file`;
}

function withEntry(own: Translation, words: SaidWords, saying: Saying): OtherFile | string {
  const { files, version } = saying;
  if (own.version.number === 0) return `${own.file} is a draft`;
  if (own.entries.length === 0) return `${own.file} has no \`timeline\``;
  if (!isUpToDate(own, saying)) return `${own.file} translates version ${formatVersion(own.version)}`;
  const set = (key: string, value: string): Edit => ({ kind: 'set', key, value, after: 'version' });
  const saysChanges = own.changes !== undefined || version.number > 1;
  const edits: Edit[] = [
    set('version', formatVersion(version)),
    ...(saysChanges ? [set('changes', words.title)] : []),
    { kind: 'append', key: 'timeline', item: itemOf(words, saying) },
  ];
  return { path: own.file, text: editFrontMatter(textAt(own.file, files), edits) };
}

/** With the new entry, the text says all that the original does, but for entries that are shown in that. */
function isUpToDate(own: Translation, { original, published }: Saying): boolean {
  if (own.version.number === original.version.number || isAutomatic(own)) return true;
  const told = published
    .find(({ language }) => language === original.language)
    ?.snapshots.findLast(({ line }) => line.version.number === own.version.number)?.files?.edition;
  return (
    told !== undefined &&
    told.title === original.title &&
    told.summary === original.summary &&
    told.body.html === original.body.html &&
    JSON.stringify(told.actions) === JSON.stringify(original.actions)
  );
}

function newText(
  { title, summary }: { readonly title: string; readonly summary: string },
  words: SaidWords,
  saying: Saying,
): string {
  const lines = [
    '---',
    '# Vetted sentences, written by `--say`. Write your own instead, and delete `said` there.',
    `title: ${writeValue('title', title)}`,
    `summary: ${writeValue('summary', summary)}`,
    `version: ${formatVersion(saying.version)}`,
    'timeline:',
    `  - ${writeBlockItem(itemOf(words, saying), '    ')}`,
    '---',
  ];
  return `${lines.join('\n')}\n`;
}

function itemOf({ title, text }: SaidWords, { at, wording }: Saying): WrittenItem {
  return { at, said: wording.name, title, text };
}

import type { Location, Position, Range } from 'vscode-languageserver-types';
import { slug } from 'github-slugger';
import { compactInstant } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { serviceOf } from '../site/renamed-services.ts';
import { parseMatter } from '../source/matter.ts';
import { parseTime } from '../source/time.ts';
import { readEntries } from './entries.ts';
import { headingLines } from './headings.ts';
import { ENGLISH, textsIn } from './message-texts.ts';
import { lineAt, rangeAt } from './positions.ts';
import { isTranslation, originalPath } from './report.ts';
import type { FileView, SiteView } from './view.ts';
import { isServiceId, wordAt } from './word.ts';
import type { Word } from './word.ts';

const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * Where the thing at a position is defined: a report, a service of site.yaml, an interface text, or for a
 * translation the entry of the original.
 */
export function definitionAt(file: FileView, position: Position): Location | undefined {
  const word = wordAt(file, position);
  if (!word) return undefined;
  return (
    serviceIn(file, word) ??
    originalEntry(file, position, word) ??
    report(file, position, word) ??
    message(file, word)
  );
}

function serviceIn({ site, path }: FileView, word: Word): Location | undefined {
  const service = isServiceId(word, path) ? serviceOf(word.text, site.known?.site.services ?? []) : undefined;
  const text = site.textOf('site.yaml');
  if (!service || text === undefined) return undefined;
  const index = site.known?.site.services.indexOf(service);
  const place = parseMatter('site.yaml', text, 1).value?.place(`services.${index}.id`);
  return place && { uri: site.uriOf('site.yaml'), range: rangeAt(place) };
}

/** From the time of a translated entry to the entry itself. */
function originalEntry(file: FileView, { line }: Position, { path = [] }: Word): Location | undefined {
  if (!isTranslation(file) || path[0] !== 'timeline' || path.at(-1) !== 'at') return undefined;
  const value = /at:\s+["']?([^"'#,}]+)/.exec(lineAt(file.text, line))?.[1];
  const time = value === undefined ? undefined : parseTime(value.trim());
  const original = originalPath(file);
  if (!time || !('instant' in time) || original === undefined) return undefined;
  return entryOf(file.site, original, (at) => at === time.instant);
}

function entryOf(site: SiteView, path: string, isMeant: (at: Instant) => boolean): Location | undefined {
  const entries = readEntries(path, site.textOf(path) ?? '')?.entries;
  const found = entries?.find(({ at }) => at !== undefined && isMeant(at));
  return found && { uri: site.uriOf(path), range: rangeAt(found.place) };
}

/** The file of the named report, at the heading or entry that a link names. */
function report(file: FileView, { line, character }: Position, { text }: Word): Location | undefined {
  const link = [...lineAt(file.text, line).matchAll(/\]\(([^()\s]+)\)/g)].find(
    ({ index, 0: whole }) => index <= character && character <= index + whole.length,
  )?.[1];
  const [, linked, , fragment] =
    /^(?:\.\.|\/incidents)\/([\w.-]+?)(\/[^#]*)?(?:#(.*))?$/.exec(link ?? '') ?? [];
  const reference = linked ?? text;
  const original = originalPath({ site: file.site, path: `incidents/${reference}/-.md` });
  if (original === undefined || !file.site.references().includes(reference)) return undefined;
  return placeIn(file.site, original, fragment) ?? { uri: file.site.uriOf(original), range: TOP };
}

function placeIn(site: SiteView, path: string, fragment: string | undefined): Location | undefined {
  if (fragment === undefined) return undefined;
  const entry = entryOf(site, path, (at) => fragment === `t-${compactInstant(at)}`);
  const heading = headingLines(site.textOf(path) ?? '').find(({ text }) => slug(text) === fragment);
  const start = heading && { line: heading.line, character: 0 };
  return entry ?? (start && { uri: site.uriOf(path), range: { start, end: start } });
}

/** The interface text that a template asks for, or the English one of a key in another language. */
function message({ site, path, text: whole }: FileView, { text, range }: Word): Location | undefined {
  if (!path.startsWith('templates/')) return undefined;
  const isAsked = /\bt\(\s*['"`][\w.-]*$/.test(lineAt(whole, range.start.line).slice(0, range.end.character));
  const key = isAsked ? text : keyAt(path, whole, range.start.line);
  if (key === undefined) return undefined;
  for (const [uri, source] of [
    [site.uriOf(ENGLISH), site.textOf(ENGLISH)],
    [site.shippedUriOf(ENGLISH), site.shippedText(ENGLISH)],
  ] as const) {
    const found = textsIn(ENGLISH, source ?? '').find((each) => each.key === key);
    if (found && !(path === ENGLISH && uri === site.uriOf(ENGLISH)))
      return {
        uri,
        range: rangeAt([found.place.line, found.place.column, found.place.line, found.place.column]),
      };
  }
  return undefined;
}

function keyAt(path: string, text: string, line: number): string | undefined {
  return path.endsWith('.yaml')
    ? textsIn(path, text).find(({ place }) => place.line === line + 1)?.key
    : undefined;
}

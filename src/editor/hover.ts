import { MarkupKind } from 'vscode-languageserver-types';
import type { Hover, Position } from 'vscode-languageserver-types';
import { catalogue, isCode } from '../diagnostics/catalogue.ts';
import type { Code } from '../diagnostics/catalogue.ts';
import { formatSpan } from '../languages/span.ts';
import type { Instant } from '../model/instant.ts';
import type { PresentRow } from '../model/row.ts';
import { serviceState } from '../site/figures/services.ts';
import { serviceOf } from '../site/renamed-services.ts';
import { frontMatterJsonSchema, siteJsonSchema } from '../source/json-schema.ts';
import { parseTime } from '../source/time.ts';
import { describeTime } from '../writing/typed-time.ts';
import { lineAt, rangeOfPlace } from './positions.ts';
import { reportOfPath } from './report.ts';
import { descriptionOf, schemasAt } from './schema-walk.ts';
import type { KnownSite } from '../pipeline/live-site.ts';
import type { FileView } from './view.ts';
import { isServiceId, wordAt } from './word.ts';
import type { Word } from './word.ts';

/** The information shown for a position, as Markdown. */
export function hoverAt(file: FileView, position: Position): Hover | undefined {
  const word = wordAt(file, position);
  const texts = [
    ...codesAt(file, position, word),
    ...(word ? [timeText(file, position, word), titleText(file, word), serviceText(file, word)] : []),
    word?.isKey ? keyText(file, word) : undefined,
  ].filter((text) => text !== undefined);
  if (texts.length === 0) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value: texts.join('\n\n---\n\n') } };
}

/** The codes of the problems there, and any code written in the text. */
function codesAt(
  { site, path, text }: FileView,
  { line, character }: Position,
  word: Word | undefined,
): string[] {
  const here = site.diagnostics.filter(({ place }) => {
    if (place.file !== path) return false;
    const { start, end } = rangeOfPlace(place, text);
    const isAfter = start.line < line || (start.line === line && start.character <= character);
    const isBefore = line < end.line || (line === end.line && character <= end.character);
    return isAfter && isBefore;
  });
  const named = word && isCode(word.text) ? [word.text] : [];
  return [...new Set([...here.map(({ code }) => code), ...named])].map((code) =>
    explained(code, site.docsOf(code)),
  );
}

function explained(code: Code, address: string): string {
  const { title, why, fix } = catalogue[code];
  return `**[${code}](${address})** ${title}\n\n${why}\n\n${fix}`;
}

function timeText({ site, text }: FileView, { line }: Position, { path, isKey }: Word): string | undefined {
  const key = path?.at(-1);
  if (isKey || typeof key !== 'string') return undefined;
  const value = new RegExp(String.raw`(?:^|[\s{,-])${key}:\s+["']?([^"'#,}]+)`).exec(lineAt(text, line))?.[1];
  const time = value === undefined ? undefined : parseTime(value.trim());
  const zone = site.known?.site.timeZone ?? 'UTC';
  return time && 'instant' in time ? describeTime(time.instant, { now: site.now, zone }) : undefined;
}

/** For the title: what is worked out from the timeline. */
function titleText(file: FileView, { path = [] }: Word): string | undefined {
  const row = reportOfPath(file.site, file.path);
  const { known } = file.site;
  return path.length <= 1 && path[0] === 'title' && row && known
    ? derivedText(row, known, file.site.now)
    : undefined;
}

function derivedText(
  { derived, original, standing }: PresentRow,
  { messages }: KnownSite,
  now: Instant,
): string {
  const { language } = original;
  const say = (key: string) => messages.t(language, key);
  const spans = [
    ['Duration', derived.duration],
    ['Detected after', derived.detect],
    ['Acknowledged after', derived.acknowledge],
    ['Mitigated after', derived.mitigate],
    ['Resolved after', derived.resolve],
  ] as const;
  const lines = spans.flatMap(([name, span]) =>
    span ? [`${name}: ${formatSpan(span, (key, args) => messages.t(language, key, args))}`] : [],
  );
  const late = standing.nextUpdate !== undefined && standing.nextUpdate < now;
  return [
    `**${say(`state.${derived.state}`)}**`,
    `Start: ${derived.start}`,
    ...lines,
    ...(late ? [`**Readers were promised news by ${standing.nextUpdate}.**`] : []),
  ].join('  \n');
}

function serviceText({ site, path }: FileView, word: Word): string | undefined {
  const { known } = site;
  if (!known || !isServiceId(word, path)) return undefined;
  const service = serviceOf(word.text, known.site.services);
  if (!service) return undefined;
  const state = serviceState(service, known.rows, site.now).replaceAll('_', ' ');
  const more = service.description === undefined ? '' : `\n\n${service.description}`;
  return `**${service.name}**, now: ${state}${more}`;
}

function keyText({ path: file, site }: FileView, { path = [], text }: Word): string | undefined {
  if (file !== 'site.yaml' && !file.endsWith('.md')) return undefined;
  const ids = site.known?.site.services.map(({ id }) => id) ?? [];
  const schema = file === 'site.yaml' ? siteJsonSchema() : frontMatterJsonSchema({ serviceIds: ids });
  return schemasAt(schema, [...path, text])
    .map(descriptionOf)
    .find((each) => each !== undefined);
}

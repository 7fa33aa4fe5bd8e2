import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { NamedPlugins } from '../../model/plugins.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Instant } from '../../model/instant.ts';
import type { ReadSettings } from '../../source/request.ts';
import { sha256 } from '../../source/content-hash.ts';
import { hasComments, withoutComments } from '../../source/comments/without-comments.ts';
import { decode } from '../../source/decode.ts';
import { locate } from '../../source/locate/locate.ts';
import type { Located } from '../../source/locate/locate.ts';
import { readPicture } from '../../source/pictures.ts';
import type { EditionRequest, Picture, SourceContext } from '../../source/request.ts';
import { picturesOf } from '../../versions/published.ts';
import type { Published } from '../../versions/published.ts';
import type { Snapshot } from '../../versions/snapshot.ts';
import type { LiveText } from '../../versions/live-text.ts';
import type { Parsed, TextRequest } from './parse-text.ts';

/** Reads many language files, giving the outcomes in the order of the requests. */
export type ParseEditions = <R extends TextRequest>(requests: readonly R[]) => Promise<readonly Parsed<R>[]>;

export interface ReadReports {
  /** Live files that could be read. */
  readonly live: readonly LiveText[];
  /** References of all reports found, readable or not. */
  readonly references: readonly string[];
}

/** What reading reports depends on besides their files. */
export interface Reading {
  readonly site: ReadSettings;
  readonly labels: SourceContext['labels'];
  readonly plugins?: NamedPlugins | undefined;
  /** Only what was published by then counts, not live texts or the pictures next to them. */
  readonly at?: Instant | undefined;
}

/** Reports that were found, and those of their texts that have to be parsed. */
export interface FoundReports {
  readonly requests: readonly EditionRequest[];
  /** The texts unchanged since publication. */
  readonly texts: readonly FoundText[];
  readonly references: readonly string[];
  /** Content addresses of the pictures, each with the path of its file. */
  readonly pictures: readonly (readonly [address: string, path: string])[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A text as in its file. */
interface FoundText {
  readonly request: EditionRequest;
  /** The text as published: without the writers' internal notes. */
  readonly source: string;
  /** Its published version, if nothing in its report has changed since. */
  readonly known: Edition | undefined;
}

/**
 * Finds the reports among a site's files and reads all their editions. With `reread`, everything is parsed
 * again.
 */
export async function readReports(
  files: readonly SourceFile[],
  published: Published,
  { reread, ...reading }: Reading & { readonly reread: boolean },
  parse: ParseEditions,
): Promise<Outcome<ReadReports>> {
  const found = await findReports(files, published, reading, reread);
  const read = readFound(found, await parse(found.requests));
  const { live, diagnostics } = (reread ? read.again : undefined) ?? read;
  return { value: { live, references: found.references }, diagnostics };
}

/** Finds the reports among files, with all that can be known without parsing. */
export async function findReports(
  files: readonly SourceFile[],
  published: Published,
  { site, labels, plugins, at: time }: Reading,
  reread: boolean,
): Promise<FoundReports> {
  const located = locate(files, site);
  const diagnostics: Diagnostic[] = [...located.diagnostics];
  const context = contextOf({ site, labels, plugins });
  const texts: FoundText[] = [];
  const pictures: (readonly [string, string])[] = [];
  for (const report of located.value) {
    const own = readPictures(report, `incidents/${report.reference}/`, context.limits.pictureBytes);
    diagnostics.push(...own.diagnostics);
    pictures.push(...own.paths);
    const requests = requestsOf(report, context, own.table);
    const sources = await Promise.all(requests.map(sourceOf));
    const known = unchangedEditions(requests, sources, published, time === undefined);
    texts.push(
      ...requests.map((request, at) => ({ request, source: sources[at] ?? '', known: known?.[at] })),
    );
  }
  return {
    requests: texts.filter(({ known }) => reread || !known).map(({ request }) => request),
    texts,
    references: located.value.map(({ reference }) => reference),
    pictures,
    diagnostics,
  };
}

/** Live texts, and the problems found while reading them. */
export interface ReadTexts {
  readonly live: readonly LiveText[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The live texts of reports that were found; `outcomes` answer the requests. Texts unchanged since
 * publication are taken from what was published. If all texts were parsed, `again` has them as in their
 * files.
 */
export function readFound(
  { texts, requests, diagnostics }: FoundReports,
  outcomes: readonly Outcome<Edition | undefined>[],
): ReadTexts & { readonly again: ReadTexts | undefined } {
  const parsed = new Map(requests.map((request, at) => [request, outcomes[at]]));
  const read = (
    own: readonly FoundText[],
    editionOf: (text: FoundText) => Edition | undefined,
  ): ReadTexts => ({
    live: texts.flatMap((text): LiveText[] => {
      const edition = editionOf(text);
      return edition ? [{ edition, text: textOf(text.request), source: text.source }] : [];
    }),
    diagnostics: [...diagnostics, ...own.flatMap(({ request }) => parsed.get(request)?.diagnostics ?? [])],
  });
  const unknown = texts.filter(({ known }) => !known);
  return {
    ...read(unknown, ({ request, known }) => known ?? parsed.get(request)?.value),
    again:
      requests.length === texts.length ? read(texts, ({ request }) => parsed.get(request)?.value) : undefined,
  };
}

/**
 * Editions of a report whose files are all, byte for byte, what was last published: for these, neither YAML
 * nor Markdown has to be parsed. If one file changed, the whole report is read, since problems between files
 * need the places of both. Pictures beside the texts have to be the same ones, unless only what is published
 * counts.
 */
function unchangedEditions(
  requests: readonly EditionRequest[],
  sources: readonly string[],
  { texts }: Published,
  arePicturesThere: boolean,
): readonly Edition[] | undefined {
  const editions = requests.flatMap((request, at) => {
    const own = texts.find(
      ({ reference, language }) => reference === request.reference && language === request.language,
    );
    const edition = unchangedEdition(sources[at] ?? '', own?.snapshots.at(-1));
    // If site.yaml has a different default language now, another text is the original.
    const isAsWas =
      edition?.role === request.role && (!arePicturesThere || hasSamePictures(edition, request));
    return isAsWas ? edition : [];
  });
  return editions.length === requests.length ? editions : undefined;
}

/** The published edition of a text, if its file still says the same. */
function unchangedEdition(source: string, last: Snapshot | undefined): Edition | undefined {
  return last?.files && sha256(source) === last.line.source ? last.files.edition : undefined;
}

/** Another picture under the same name changes the report without changing its text. */
function hasSamePictures(edition: Edition, { pictures }: EditionRequest): boolean {
  const there = new Set(Object.values(pictures).map((each) => (each === 'refused' ? each : each.address)));
  return picturesOf(edition).every((address) => there.has(address));
}

/** The text of each file as it is published: without the notes of those who write it. */
async function sourceOf(request: EditionRequest): Promise<string> {
  const text = textOf(request);
  return hasComments(text) ? (await withoutComments(text)).text : text;
}

/** Undecodable text has its own diagnostic; here it is only compared. */
function textOf({ path, bytes, context }: EditionRequest): string {
  return decode(path, bytes, context.limits.fileBytes).value ?? '';
}

function requestsOf(
  { reference, languageFiles }: Located,
  context: SourceContext,
  pictures: EditionRequest['pictures'],
): EditionRequest[] {
  return languageFiles.map(({ file: { path, bytes }, language, role }) => ({
    path,
    bytes,
    reference,
    language,
    role,
    context,
    pictures,
  }));
}

/** The settings in site.yaml that affect how texts are read. */
export function contextOf({
  site,
  labels,
  plugins,
}: Pick<Reading, 'site' | 'labels' | 'plugins'>): SourceContext {
  return {
    languages: site.languages,
    serviceIds: [...site.services.map(({ id }) => id), ...site.services.flatMap(({ was }) => was)],
    limits: site.limits,
    rulesOff: site.rulesOff,
    labels,
    plugins: plugins && { key: plugins.key, modules: plugins.modules },
  };
}

/**
 * The pictures in the folder of a report or of a page: their facts by the names that texts use, and where each
 * is.
 */
export function readPictures(
  { pictures, others }: Pick<Located, 'pictures' | 'others'>,
  folder: string,
  limit: number,
) {
  const nameOf = ({ path }: SourceFile) => path.slice(folder.length);
  const table: Record<string, Picture | 'refused'> = {};
  for (const file of others) table[nameOf(file)] = 'refused';
  const paths: (readonly [string, string])[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of pictures) {
    const outcome = readPicture(file, limit);
    diagnostics.push(...outcome.diagnostics);
    table[nameOf(file)] = outcome.value ?? 'refused';
    if (outcome.value) paths.push([outcome.value.address, file.path]);
  }
  return { table, paths, diagnostics };
}

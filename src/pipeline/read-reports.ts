import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import { recall } from '../model/recall.ts';
import { joined, recallParts, recallRows } from '../model/recall-rows.ts';
import type { Site } from '../source/site-schema.ts';
import { sha256 } from '../source/content-hash.ts';
import { hasComments, withoutComments } from '../source/comments/without-comments.ts';
import { decode } from '../source/decode.ts';
import { locate } from '../source/locate.ts';
import type { Located } from '../source/locate.ts';
import { readPicture } from '../source/pictures.ts';
import type { EditionRequest, Picture, SourceContext } from '../source/request.ts';
import { picturesOf } from '../versions/published.ts';
import type { Published, Snapshot } from '../versions/published.ts';
import type { LiveText } from '../versions/live-text.ts';

/** Reads many language files, giving the outcomes in the order of the requests. */
export type ParseEditions = (
  requests: readonly EditionRequest[],
) => Promise<readonly Outcome<Edition | undefined>[]>;

export interface ReadReports {
  /** Live files that could be read. */
  readonly live: readonly LiveText[];
  /** References of all reports found, readable or not. */
  readonly references: readonly string[];
  /** The pictures of all reports by their content address. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/**
 * Finds the reports among a site's files and reads all their editions and pictures. What is unchanged since
 * it was published is taken from there, unless `reread` asks for every word to be checked again.
 */
export async function readReports(
  files: readonly SourceFile[],
  site: Site,
  labels: SourceContext['labels'],
  published: Published,
  parse: ParseEditions,
  reread: boolean,
): Promise<Outcome<ReadReports>> {
  const located = locate(files, site);
  const diagnostics: Diagnostic[] = [...located.diagnostics];
  const pictures = new Map<string, Uint8Array>();
  const requests: EditionRequest[] = [];
  for (const part of partsToRead(requestsOfEach([contextOf(site, labels)], [located.value]))) {
    for (const [address, bytes] of part.pictures) pictures.set(address, bytes);
    diagnostics.push(...part.diagnostics);
    requests.push(...part.requests);
  }
  const sources = await Promise.all(sourceOfEach([], [requests]));
  const known = reread ? [] : unchangedEditions(requests, sources, published);
  const outcomes = await parse(requests.filter((_, index) => known[index] === undefined));
  const parsed = editionOfEach([], [outcomes]);
  let next = 0;
  const editions = requests.map((_, index) => known[index] ?? parsed[next++]);
  const live = liveTextOfEach([], [editions, requests, sources]).filter((text) => text !== undefined);
  return {
    value: { live, pictures, references: referenceOfEach([], [located.value]) },
    diagnostics: [...diagnostics, ...joined(diagnosticsOfPart(outcomes))],
  };
}

/**
 * Editions of reports all of whose files are, byte for byte, what was published last: neither their YAML
 * nor their Markdown has to be read again. One changed file has all of its report read, since what is
 * wrong between files needs the places of both.
 */
function unchangedEditions(
  requests: readonly EditionRequest[],
  sources: readonly string[],
  { texts }: Published,
): readonly (Edition | undefined)[] {
  if (texts.length === 0) return [];
  const lasts = lastOfEach([lastSnapshots(texts)], [requests]);
  const editions = unchangedEach([], [requests, sources, lasts]);
  const unchanged = [...editions];
  const referenceAt = (index: number) => requests[index]?.reference;
  for (const [index, edition] of editions.entries()) {
    if (edition) continue;
    // The files of a report stand next to each other.
    const reference = referenceAt(index);
    for (let at = index - 1; referenceAt(at) === reference; at -= 1) unchanged[at] = undefined;
    for (let at = index + 1; referenceAt(at) === reference; at += 1) unchanged[at] = undefined;
  }
  return unchanged;
}

/** The newest snapshot of each text, by the path of its live file. */
const lastSnapshots = recall(
  (texts: Published['texts']): ReadonlyMap<string, Snapshot | undefined> =>
    new Map(
      texts.map(({ reference, language, snapshots }) => [
        `incidents/${reference}/${language}.md`,
        snapshots.at(-1),
      ]),
    ),
);

const lastOfEach = recallRows(
  ([last]: readonly [ReturnType<typeof lastSnapshots>], [{ path }]: readonly [EditionRequest]) =>
    last.get(path),
);

/** The published edition of a text, if that is still what its file says. */
const unchangedEach = recallRows(
  (
    _shared: readonly [],
    [request, source, last]: readonly [EditionRequest, string, Snapshot | undefined],
  ): Edition | undefined =>
    last?.files && sha256(source) === last.line.source && hasSamePictures(last.files.edition, request)
      ? last.files.edition
      : undefined,
);

/** Another picture under the same name changes what a report shows, and not its text. */
function hasSamePictures(edition: Edition, { pictures }: EditionRequest): boolean {
  const there = new Set(Object.values(pictures).map(({ address }) => address));
  return picturesOf(edition).every((address) => there.has(address));
}

/** The text of each file as it is published: without the notes of those who write it. */
const sourceOfEach = recallRows((_shared: readonly [], [request]: readonly [EditionRequest]) => {
  const text = textOf(request);
  return hasComments(text) ? withoutComments(text).then((removal) => removal.text) : text;
});

/** Undecodable text has its own diagnostic; here it is only compared. */
function textOf({ path, bytes, context }: EditionRequest): string {
  return decode(path, bytes, context.limits.fileBytes).value ?? '';
}

const liveTextOfEach = recallRows(
  (
    _shared: readonly [],
    [edition, request, source]: readonly [Edition | undefined, EditionRequest, string],
  ): LiveText | undefined => edition && { edition, text: textOf(request), source },
);

const contextOf = recall((site: Site, labels: SourceContext['labels']): SourceContext => ({
  languages: site.languages,
  serviceIds: site.services.map(({ id }) => id),
  limits: site.limits,
  rulesOff: site.rulesOff,
  labels,
}));

/** What has to be read of a report. */
interface ReportToRead {
  readonly requests: readonly EditionRequest[];
  /** Bytes by content address. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

const referenceOfEach = recallRows(
  (_shared: readonly [], [{ reference }]: readonly [Located]) => reference as string,
);

const editionOfEach = recallRows(
  (_shared: readonly [], [{ value }]: readonly [Outcome<Edition | undefined>]) => value,
);

const diagnosticsOfPart = recallParts((outcomes: readonly Outcome<unknown>[]) =>
  outcomes.flatMap(({ diagnostics }) => diagnostics),
);

const partsToRead = recallParts((reports: readonly ReportToRead[]): ReportToRead => ({
  requests: reports.flatMap(({ requests }) => requests),
  pictures: new Map(reports.flatMap(({ pictures }) => [...pictures])),
  diagnostics: reports.flatMap(({ diagnostics }) => diagnostics),
}));

const requestsOfEach = recallRows(
  ([context]: readonly [SourceContext], [located]: readonly [Located]): ReportToRead => {
    const { reference, languageFiles } = located;
    const { table, ...read } = readPictures(located, context.limits.pictureBytes);
    return {
      ...read,
      requests: languageFiles.map(({ file: { path, bytes }, language, role }) => ({
        path,
        bytes,
        reference,
        language,
        role,
        context,
        pictures: table,
      })),
    };
  },
);

/** The pictures of a report, and their facts by the names that texts use. */
function readPictures(
  { reference, pictures: files }: Located,
  limit: number,
): Omit<ReportToRead, 'requests'> & { readonly table: Record<string, Picture> } {
  const folder = `incidents/${reference}/`;
  const table: Record<string, Picture> = {};
  const pictures = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const outcome = readPicture(file, limit);
    diagnostics.push(...outcome.diagnostics);
    if (!outcome.value) continue;
    table[file.path.slice(folder.length)] = outcome.value;
    pictures.set(outcome.value.address, file.bytes);
  }
  return { table, pictures, diagnostics };
}

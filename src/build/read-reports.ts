import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import { recall } from '../model/recall.ts';
import type { Site } from '../model/site.ts';
import { sha256 } from '../source/content-hash.ts';
import { decode } from '../source/decode.ts';
import { locate } from '../source/locate.ts';
import { readPicture } from '../source/pictures.ts';
import type { EditionRequest, Picture, SourceContext } from '../source/request.ts';
import { picturesOf } from '../versions/published.ts';
import type { Published } from '../versions/published.ts';
import type { LiveText } from '../versions/reconcile.ts';

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
  const context = contextOf(site, labels);
  const requests = located.value.flatMap((report) => {
    const read = readPictures(report.reference, site.limits.pictureBytes, ...report.pictures);
    for (const [address, bytes] of read.pictures) pictures.set(address, bytes);
    diagnostics.push(...read.diagnostics);
    return report.languageFiles.map(({ file, language, role }) =>
      requestFor(file, report.reference, language, role, context, read.table),
    );
  });
  const known = reread ? new Map<string, Edition>() : unchangedEditions(requests, published);
  const unknown = requests.filter(({ path }) => !known.has(path));
  const outcomes = await parse(unknown);
  const parsed = new Map(unknown.map(({ path }, index) => [path, outcomes[index]?.value]));
  const live = requests.flatMap((request): LiveText[] => {
    const edition = known.get(request.path) ?? parsed.get(request.path);
    return edition ? [liveText(edition, request)] : [];
  });
  return {
    value: { live, pictures, references: located.value.map(({ reference }) => reference) },
    diagnostics: [...diagnostics, ...outcomes.flatMap((outcome) => outcome.diagnostics)],
  };
}

/**
 * Editions of reports all of whose files are, byte for byte, what was published last: neither their YAML
 * nor their Markdown has to be read again. One changed file has all of its report read, since what is
 * wrong between files needs the places of both.
 */
function unchangedEditions(requests: readonly EditionRequest[], published: Published): Map<string, Edition> {
  const frozen = new Map(
    published.texts.map(({ reference, language, snapshots }) => [
      `incidents/${reference}/${language}.md`,
      snapshots.at(-1),
    ]),
  );
  const changed = new Set<string>();
  const editions = new Map<string, Edition>();
  for (const request of requests) {
    const last = frozen.get(request.path);
    if (
      last?.files &&
      textHash(request) === last.line.source &&
      hasSamePictures(last.files.edition, request)
    ) {
      editions.set(request.path, last.files.edition);
    } else changed.add(request.reference);
  }
  return new Map([...editions].filter(([, { reference }]) => !changed.has(reference)));
}

/** Another picture under the same name changes what a report shows, and not its text. */
function hasSamePictures(edition: Edition, { pictures }: EditionRequest): boolean {
  const there = new Set(Object.values(pictures).map(({ address }) => address));
  return picturesOf(edition).every((address) => there.has(address));
}

/** Undecodable text has its own diagnostic; here it is only compared. */
const textOf = recall(
  ({ path, bytes, context }: EditionRequest): string =>
    decode(path, bytes, context.limits.fileBytes).value ?? '',
);

const textHash = recall((request: EditionRequest) => sha256(textOf(request)));

const liveText = recall((edition: Edition, request: EditionRequest): LiveText => ({
  edition,
  text: textOf(request),
}));

const requestFor = recall(
  (
    { path, bytes }: SourceFile,
    reference: EditionRequest['reference'],
    language: EditionRequest['language'],
    role: EditionRequest['role'],
    context: SourceContext,
    pictures: EditionRequest['pictures'],
  ): EditionRequest => ({ path, bytes, reference, language, role, context, pictures }),
);

const contextOf = recall((site: Site, labels: SourceContext['labels']): SourceContext => ({
  languages: site.languages,
  serviceIds: site.services.map(({ id }) => id),
  limits: site.limits,
  rulesOff: site.rulesOff,
  labels,
}));

interface ReadPictures {
  /** By the names that texts use. */
  readonly table: Record<string, Picture>;
  /** Bytes by content address. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

const readPictures = recall(
  (reference: string, limit: number, ...files: readonly SourceFile[]): ReadPictures => {
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
  },
);

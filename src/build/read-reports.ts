import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import type { Site } from '../model/site.ts';
import type { Located } from '../source/locate.ts';
import { locate } from '../source/locate.ts';
import { readPicture } from '../source/pictures.ts';
import type { EditionRequest, Picture, SourceContext } from '../source/request.ts';

/** Reads many language files, giving the outcomes in the order of the requests. */
export type ParseEditions = (
  requests: readonly EditionRequest[],
) => Promise<readonly Outcome<Edition | undefined>[]>;

export interface ReadReports {
  readonly editions: readonly Edition[];
  /** References of all reports found, readable or not. */
  readonly references: readonly string[];
  /** The pictures of all reports by their content address. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Finds the reports among a site's files and reads all their editions and pictures. */
export async function readReports(
  files: readonly SourceFile[],
  site: Site,
  labels: SourceContext['labels'],
  parse: ParseEditions,
): Promise<Outcome<ReadReports>> {
  const located = locate(files, site);
  const diagnostics: Diagnostic[] = [...located.diagnostics];
  const pictures = new Map<string, Uint8Array>();
  const context = contextOf(site, labels);
  const requests = located.value.flatMap((report) => {
    const table = readPictures(report, site, pictures, diagnostics);
    return report.languageFiles.map(({ file, language, role }): EditionRequest => ({
      path: file.path,
      bytes: file.bytes,
      reference: report.reference,
      language,
      role,
      context,
      pictures: table,
    }));
  });
  const outcomes = await parse(requests);
  const editions = outcomes.flatMap(({ value }) => (value ? [value] : []));
  return {
    value: { editions, pictures, references: located.value.map(({ reference }) => reference) },
    diagnostics: [...diagnostics, ...outcomes.flatMap((outcome) => outcome.diagnostics)],
  };
}

function contextOf(site: Site, labels: SourceContext['labels']): SourceContext {
  return {
    languages: site.languages,
    serviceIds: site.services.map(({ id }) => id),
    limits: site.limits,
    rulesOff: site.rulesOff,
    labels,
  };
}

function readPictures(
  { reference, pictures }: Located,
  site: Site,
  store: Map<string, Uint8Array>,
  diagnostics: Diagnostic[],
): Record<string, Picture> {
  const folder = `incidents/${reference}/`;
  const table: Record<string, Picture> = {};
  for (const file of pictures) {
    const outcome = readPicture(file, site.limits.pictureBytes);
    diagnostics.push(...outcome.diagnostics);
    if (!outcome.value) continue;
    table[file.path.slice(folder.length)] = outcome.value;
    store.set(outcome.value.address, file.bytes);
  }
  return table;
}

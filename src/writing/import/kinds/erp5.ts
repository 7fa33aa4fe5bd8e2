import type { Instant } from '../../../model/instant.ts';
import { latest } from '../../../model/instant.ts';
import { canonicalTag } from '../../../model/language.ts';
import { noteLosses } from '../entry.ts';
import { fittingTitle } from '../text/headline.ts';
import { fromMarkdown } from '../text/to-markdown.ts';
import { noteOn, PLAIN_REPORT } from '../told.ts';
import type {
  ImportDocument,
  ImportNote,
  ImportOptions,
  Noting,
  Told,
  ToldEntry,
  ToldReport,
} from '../told.ts';
import { readErp5Document } from './erp5-document.ts';
import type { Erp5Document } from './erp5-document.ts';

/**
 * Reads files named `reference-version-language.ext` as one import after another, in the order in which
 * readers got the versions, so that each can be published before the next one takes its place. The last one
 * has the newest version of every report, and the notes.
 */
export function erp5Rounds(documents: readonly ImportDocument[], options: ImportOptions): readonly Told[] {
  const notes: ImportNote[] = [];
  const read: Erp5Document[] = [];
  for (const { path, text } of documents) {
    const document = readErp5Document(path, text);
    if ('why' in document)
      notes.push({ kind: 'left-out', document: path, id: undefined, text: document.why });
    else read.push(document);
  }
  const keys = [...new Set(read.map(keyOf))];
  const editions = keys.flatMap((key) =>
    editionOf(
      read.filter((each) => keyOf(each) === key),
      options,
      notes,
    ),
  );
  const times = [...new Set(editions.map(({ at }) => at))].toSorted();
  const rounds = times.map((at): Told => {
    const reports = editions.filter((edition) => edition.at === at).map(({ report }) => report);
    return { reports, services: [], notes: [], at };
  });
  const last = rounds.at(-1);
  return last === undefined
    ? [{ reports: [], services: [], notes }]
    : [...rounds.slice(0, -1), { ...last, notes }];
}

function keyOf({ reference, version }: Erp5Document): string {
  return `${reference} ${version}`;
}

interface Edition {
  readonly report: ToldReport;
  readonly at: Instant;
}

/** One version of a report, with the time when readers got it: its last update, or its newest entry. */
function editionOf(
  held: readonly Erp5Document[],
  options: ImportOptions,
  notes: ImportNote[],
): readonly Edition[] {
  const report = reportOf(held, options, notes);
  const newest = report?.timeline.at(-1)?.at;
  if (report === undefined || newest === undefined) return [];
  return [{ report, at: latest(newest, report.lastUpdate) ?? newest }];
}

/** A report made from the documents of one version. */
function reportOf(
  documents: readonly Erp5Document[],
  options: ImportOptions,
  notes: ImportNote[],
): ToldReport | undefined {
  const [language] = options.languages;
  const original = documents.find((each) => each.language === language);
  const [any] = documents;
  if (any === undefined) return undefined;
  const noting = noteOn((original ?? any).path);
  const report = original && originalOf(original, documents, options, noting);
  if (!original)
    noting.note(
      'loss',
      any.reference,
      `version ${any.version} is missing in ${language}, the language of the site`,
    );
  for (const { language: tag } of documents)
    if (!options.languages.some((each) => each === canonicalTag(tag)))
      noting.note('loss', any.reference, `the language ${tag} is not among those of site.yaml`);
  notes.push(...noting.notes);
  return report;
}

function originalOf(
  document: Erp5Document,
  documents: readonly Erp5Document[],
  options: ImportOptions,
  noting: Noting,
): ToldReport {
  const { reference, version, path, entries, isFixed, lastUpdate } = document;
  const timeline = entries.toReversed().map((entry, index, all): ToldEntry => {
    const isEnd =
      entry.mark === 'finished' ||
      (isFixed && index === all.length - 1 && !all.some(({ mark }) => mark === 'finished'));
    const state = isEnd ? 'resolved' : index === 0 || entry.mark === 'started' ? 'investigating' : undefined;
    return {
      at: entry.at,
      precision: undefined,
      state,
      services: {},
      title: entry.title,
      text: textOf(entry.text, reference, noting),
    };
  });
  return {
    ...PLAIN_REPORT,
    id: reference,
    reference,
    version,
    document: path,
    title: fittingTitle(document.title).title,
    timeline,
    body: textOf(document.body, reference, noting) ?? '',
    lastUpdate: lastUpdate === undefined ? undefined : (`${lastUpdate}T00:00:00Z` as Instant),
    translations: documents.flatMap((each) => translationOf(each, options, noting)),
  };
}

function translationOf(
  document: Erp5Document,
  { languages }: ImportOptions,
  noting: Noting,
): ToldReport['translations'] {
  const [, ...others] = languages;
  const language = others.find((each) => each === canonicalTag(document.language));
  if (language === undefined) return [];
  const entries = document.entries.toReversed().map(({ at, title, text }) => ({
    at,
    title,
    text: textOf(text, document.reference, noting),
  }));
  return [
    {
      language,
      title: document.title,
      entries,
      body: textOf(document.body, document.reference, noting) ?? '',
    },
  ];
}

function textOf(markdown: string, id: string, noting: Noting): string | undefined {
  if (markdown === '') return undefined;
  const text = fromMarkdown(markdown);
  noteLosses(text, id, noting);
  return text.markdown;
}

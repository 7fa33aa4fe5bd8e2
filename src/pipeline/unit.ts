import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import type { Report } from '../model/report.ts';
import type { Mention, Row } from '../model/row.ts';
import { assembleReport, mentionsOf } from '../site/assemble.ts';
import { anchorsOf } from '../site/checks/mentions.ts';
import type { Anchors } from '../site/checks/mentions.ts';
import { datedText } from '../site/checks/clock.ts';
import type { DatedText } from '../site/checks/clock.ts';
import { checkPublishedText, pendingFiles } from '../site/checks/published.ts';
import { goneTexts, newTexts } from '../site/checks/renamed.ts';
import type { MarkedText } from '../site/checks/renamed.ts';
import { configuredOnly } from '../site/configured.ts';
import { rowOf } from '../site/row.ts';
import { readPublishedFiles, shownIn } from '../versions/published.ts';
import type { Published } from '../versions/published.ts';
import type { HashesOfText } from '../versions/site-ledger.ts';
import type { LiveText, Mode } from '../versions/live-text.ts';
import { findReports, readFound } from './parse/read-reports.ts';
import type { FoundReports, Reading } from './parse/read-reports.ts';

/** What a unit is made with besides its files. The present is not part of it. */
export interface UnitSettings extends Reading {
  readonly mode: Mode;
}

/**
 * What is known of one report by itself: of all files below `incidents/<name>/` and `published/<name>/`, and
 * of nothing else. Small plain data; the report itself is `UnitReport`.
 */
export interface Unit {
  /** The folder has a report, readable or not. */
  readonly isFound: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined where there is nothing to show. */
  readonly row: Row | undefined;
  readonly mentions: readonly Mention[];
  /** The places of its pages that links of other reports can lead to. */
  readonly anchors: readonly Anchors[];
  /** Pictures that are next to the texts: their content addresses and paths. */
  readonly pictures: readonly (readonly [address: string, path: string])[];
  /** Content addresses of the pictures that published versions show. */
  readonly shown: readonly string[];
  /** What the ledger of the site has to agree with. */
  readonly ledgers: readonly HashesOfText[];
  /** Texts that are published and whose report is gone, and those of which nothing is published. */
  readonly goneTexts: readonly MarkedText[];
  readonly newTexts: readonly MarkedText[];
  /** What a present has to do with its live text; undefined where that is unchanged, or cannot be read. */
  readonly dated: DatedText | undefined;
  /** Languages in which a published version is whole, and can be shown as it was. */
  readonly held: readonly Language[];
}

/** A unit with its report, told in the languages the site has. */
export interface MadeUnit {
  readonly unit: Unit;
  readonly report: Report | undefined;
}

/** A unit before its texts are parsed. */
export interface FoundUnit {
  readonly found: FoundReports;
  readonly published: Outcome<Published>;
  readonly paths: readonly string[];
}

/** Finds what has to be parsed for a unit. */
export async function findUnit(files: readonly SourceFile[], settings: UnitSettings): Promise<FoundUnit> {
  const published = readPublishedFiles(files.filter(({ path }) => path.startsWith('published/')));
  return {
    found: await findReports(files, published.value, settings),
    published,
    paths: files.map(({ path }) => path),
  };
}

/** Makes a unit of what was found and parsed. `without` are live files left aside because of their errors. */
export function makeUnit(
  { found, published, paths }: FoundUnit,
  outcomes: readonly Outcome<Edition | undefined>[],
  { site, mode }: UnitSettings,
  without: readonly string[],
): MadeUnit {
  const read = readFound(found, outcomes);
  const live = read.live.filter(({ edition }) => !without.includes(edition.file));
  const { texts } = published.value;
  const assembled = assembleReport(live, texts, mode);
  const report = assembled.value && configuredOnly(site, assembled.value);
  const pending = pendingFiles(assembled.value ? [assembled.value] : []);
  const there = new Set(paths.flatMap((path) => [path, path.slice(0, path.lastIndexOf('/') + 1)]));
  const missing = texts.flatMap((text) => checkPublishedText(text, published.value, there, pending));
  return {
    unit: {
      isFound: found.references.length > 0,
      diagnostics: [...read.diagnostics, ...published.diagnostics, ...assembled.diagnostics, ...missing],
      row: report && rowOf(report, site),
      mentions: mentionsOfAll(read.live),
      anchors: anchorsOf(report),
      pictures: found.pictures,
      shown: texts.flatMap(({ snapshots }) => shownIn(snapshots)),
      ledgers: texts.map(({ reference, language, ledger: { hashes, fault }, movedFrom }) => ({
        reference,
        language,
        ledger: { hashes, fault },
        movedFrom,
      })),
      goneTexts: goneTexts(published.value, there),
      newTexts: newTexts(live, texts),
      dated: datedOf(live, assembled.value),
      held: texts
        .filter(({ snapshots }) => snapshots.some(({ files }) => files))
        .map(({ language }) => language),
    },
    report: report && withoutPlaces(report),
  };
}

/** Where a text is what was published, nobody knows any more where its lines are. */
function datedOf(live: readonly LiveText[], report: Report | undefined): DatedText | undefined {
  const own = live.find(({ edition }) => edition.role === 'original');
  if (!own || Object.keys(own.edition.places).length === 0) return undefined;
  return datedText(
    own,
    report?.history.find(({ language }) => language === own.edition.language),
  );
}

function mentionsOfAll(live: readonly LiveText[]): Mention[] {
  return live.flatMap(({ edition }) => mentionsOf(edition));
}

/** Where things are in a file matters to nobody any more, and changes with every line above it. */
function withoutPlaces(report: Report): Report {
  return {
    ...report,
    original: { ...report.original, places: {} },
    translations: report.translations.map((each) => ({ ...each, places: {} })),
    history: report.history.map((history) => ({
      ...history,
      editions: history.editions.map((held) =>
        held.edition ? { ...held, edition: { ...held.edition, places: {} } } : held,
      ),
    })),
  };
}

import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import type { SiteFile } from '../model/seen-file.ts';
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
import { filesBy, publishedBy } from '../site/as-it-stood.ts';
import { configuredOnly } from '../site/configured.ts';
import { placesOf, rowOf } from '../site/row.ts';
import { folderOf } from '../source/locate/locate.ts';
import { readPublishedFiles, shownIn } from '../versions/published.ts';
import type { Published } from '../versions/published.ts';
import type { HashesOfText } from '../versions/site-ledger.ts';
import type { LiveText, Mode } from '../versions/live-text.ts';
import { findReports, readFound } from './parse/read-reports.ts';
import type { FoundReports, Reading, ReadTexts } from './parse/read-reports.ts';
import { hashOf, keyOf } from './remember/named.ts';

/** The files of one unit. */
export interface UnitFiles {
  readonly name: string;
  /** Sorted by path. */
  readonly files: readonly SiteFile[];
  /** Live files to be left out because of their errors. */
  readonly without: readonly string[];
  /** The looks of all the files together; undefined if one of them proves nothing. */
  readonly look: string | undefined;
  /** True if there is a folder with that name in `incidents/`. */
  readonly isFolder: boolean;
}

/** The files of one unit, with their looks. */
export function unitFiles(
  name: string,
  files: readonly SiteFile[],
  without: readonly string[] = [],
): UnitFiles {
  const lines = files.map((file) =>
    'stamp' in file && file.stamp !== undefined ? `${file.path} ${file.stamp}\n` : undefined,
  );
  const look = lines.includes(undefined) ? undefined : hashOf(`${without.join()}\n${lines.join('')}`);
  const isFolder = files.some(({ path }) => folderOf(path) === name);
  return { name, files, without, look, isFolder };
}

/**
 * What a unit is made from besides its files. Independent of the present and of what the unit is used for.
 */
export type UnitSettings = Reading;

/**
 * What is known about one report by itself: from all files below `incidents/<name>/` and `published/<name>/`,
 * and from nothing else. Small plain data; the report itself is kept separately.
 */
export interface Unit {
  /** The folder has a report, readable or not. */
  readonly isFound: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined if there is nothing to show. */
  readonly row: Row | undefined;
  readonly mentions: readonly Mention[];
  /** The places of its pages that links of other reports can lead to. */
  readonly anchors: readonly Anchors[];
  /** Pictures that are next to the texts: their content addresses and paths. */
  readonly pictures: readonly (readonly [address: string, path: string])[];
  /** Content addresses of the pictures that published versions show. */
  readonly shown: readonly string[];
  /** The publications that the site's ledger has to agree with. */
  readonly ledgers: readonly HashesOfText[];
  /** Identifies `ledgers`; empty if there are none. Editing a published text does not change it. */
  readonly ledgersKey: string;
  /** Published texts whose report is gone, and texts that were never published. */
  readonly goneTexts: readonly MarkedText[];
  readonly newTexts: readonly MarkedText[];
  /** How the present affects its live text; undefined if that is unchanged, or cannot be read. */
  readonly dated: DatedText | undefined;
  /** Languages with an undamaged published version, which can be shown. */
  readonly held: readonly Language[];
  /** What `check` reports after reading every text; else undefined. */
  readonly review: Review | undefined;
}

/** The parts of a unit that differ after reading all texts, including those unchanged since publication. */
type Review = Partial<
  Pick<Unit, 'diagnostics' | 'mentions' | 'dated'> & { readonly places: Places | undefined }
>;

type Places = Pick<Row, 'newestAt' | 'aliases'>;

/** True for a problem that would not occur on a faster machine; results with one are never saved. */
export function isOfTheMoment({ code }: Diagnostic): boolean {
  return code === 'INC311' || code === 'INC844';
}

/** A unit in the form that `check` uses. */
export function reviewed(unit: Unit): Unit {
  const { places, ...review } = unit.review ?? {};
  const row = unit.row && places ? { ...unit.row, ...places } : unit.row;
  return row === unit.row && Object.keys(review).length === 0 ? unit : { ...unit, ...review, row };
}

/** A unit with its report, in the languages of the site. */
export interface MadeUnit {
  readonly unit: Unit;
  readonly report: Report | undefined;
}

/** A unit before its texts are parsed. */
export interface FoundUnit {
  readonly found: FoundReports;
  readonly published: Outcome<Published>;
  /** Content addresses of the pictures of all versions, including those published later. */
  readonly shown: readonly string[];
  readonly paths: readonly string[];
}

/** Finds what has to be parsed for a unit: for a review every text. */
export async function findUnit(
  files: readonly SourceFile[],
  settings: UnitSettings,
  isReview: boolean,
): Promise<FoundUnit> {
  const whole = readPublishedFiles(files.filter(({ path }) => path.startsWith('published/')));
  const { at } = settings;
  const published = at === undefined ? whole : { ...whole, value: publishedBy(whole.value, at) };
  const own = at === undefined ? files : filesBy(files, published.value);
  return {
    found: await findReports(own, published.value, settings, isReview),
    published,
    paths: own.map(({ path }) => path),
    shown: whole.value.texts.flatMap(({ snapshots }) => shownIn(snapshots)),
  };
}

/** Makes a unit from what was found and parsed. `without` are live files left out because of their errors. */
export function makeUnit(
  { found, published, paths, shown }: FoundUnit,
  outcomes: readonly Outcome<Edition | undefined>[],
  { site }: UnitSettings,
  without: readonly string[],
): MadeUnit {
  const { again, ...read } = readFound(found, outcomes);
  const { texts } = published.value;
  const there = new Set(paths.flatMap((path) => [path, path.slice(0, path.lastIndexOf('/') + 1)]));
  const around = { site, without, published, there };
  const { report, said } = tell(read, 'build', around);
  const { places: _, ...told } = said;
  const ledgers = texts.map(({ reference, language, ledger: { hashes, fault }, movedFrom }) => ({
    reference,
    language,
    ledger: { hashes, fault },
    movedFrom,
  }));
  return {
    unit: {
      isFound: found.references.length > 0,
      ...told,
      row: report && rowOf(report, site),
      anchors: anchorsOf(report),
      pictures: found.pictures,
      shown,
      ledgers,
      ledgersKey: ledgers.length === 0 ? '' : keyOf(ledgers),
      goneTexts: goneTexts(published.value, there),
      held: texts
        .filter(({ snapshots }) => snapshots.some(({ files }) => files))
        .map(({ language }) => language),
      review: again && differing(said, tell(again, 'check', around).said),
    },
    report: report && withoutPlaces(report),
  };
}

/** What texts are put together with. */
interface Around extends Pick<FoundUnit, 'published'>, Pick<UnitSettings, 'site'> {
  readonly without: readonly string[];
  /** Its files, and their folders. */
  readonly there: ReadonlySet<string>;
}

/** The report made from texts, and all their diagnostics. */
function tell(
  { live: all, diagnostics }: ReadTexts,
  mode: Mode,
  { site, without, published, there }: Around,
) {
  const { texts } = published.value;
  const live = all.filter(({ edition }) => !without.includes(edition.file));
  const assembled = assembleReport(live, texts, mode);
  const report = assembled.value && configuredOnly(site, assembled.value);
  const pending = pendingFiles(assembled.value ? [assembled.value] : []);
  const missing = texts.flatMap((text) => checkPublishedText(text, published.value, there, pending));
  const said = {
    diagnostics: [...diagnostics, ...published.diagnostics, ...assembled.diagnostics, ...missing],
    mentions: all.flatMap(({ edition }) => mentionsOf(edition)),
    newTexts: newTexts(live, texts),
    dated: datedOf(live, assembled.value),
    places: report && placesOf(report),
  };
  return { report, said };
}

/** The members of an object that another one does not have. */
function differing<T extends object>(before: T, after: T): Partial<T> {
  const others = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof T]),
  );
  return Object.fromEntries(others) as Partial<T>;
}

/** For a text unchanged since publication, the places of its lines are not known. */
function datedOf(live: readonly LiveText[], report: Report | undefined): DatedText | undefined {
  const own = live.find(({ edition }) => edition.role === 'original');
  if (!own || Object.keys(own.edition.places).length === 0) return undefined;
  return datedText(
    own,
    report?.history.find(({ language }) => language === own.edition.language),
  );
}

/** Leaves out places in a file: nobody needs them any more, and they change with every line above them. */
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

import { latest } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Service } from '../../source/site-schema.ts';
import { placeLinks } from './places.ts';
import { nameReports } from './report-names.ts';
import { bookkeepingOf, digestOf, reportText, sealOf, translationText } from './report-text.ts';
import type { Bookkeeping } from './report-text.ts';
import { serviceIds } from './service-ids.ts';
import type { NewService } from './service-ids.ts';
import { settleTimeline, timesAfter } from './timeline.ts';
import type { ImportNote, Told, ToldReport } from './told.ts';

/** An existing file of a report. */
export interface ExistingText {
  readonly reference: string;
  readonly language: string;
  readonly text: string;
  /** Its newest published number. */
  readonly published: number | undefined;
}

/** The site that an import goes into. */
export interface ImportTarget {
  readonly from: string;
  readonly languages: readonly [Language, ...Language[]];
  readonly services: readonly Service[];
  readonly existing: readonly ExistingText[];
  /** References of reports whose files may be overwritten although somebody has edited them. */
  readonly force: ReadonlySet<string>;
  /** The folder the reports go to, `incidents`. */
  readonly folder: string;
}

/**
 * What happens to a report: - `new`: it did not exist here - `updated`: the source has more than in the last
 * run - `unchanged`: it has not
 * - `kept`: the source has more, and somebody has edited the file
 * - `empty`: it has no entry, and a report needs one
 */
export type Fate = 'new' | 'updated' | 'unchanged' | 'kept' | 'empty';

export interface PlannedReport {
  readonly id: string;
  readonly document: string;
  readonly reference: string;
  readonly fate: Fate;
  readonly title: string;
  readonly entries: number;
  readonly aliases: number;
  /** Files to be written, with their texts. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Files that somebody has edited and that would have been overwritten. */
  readonly keptFiles: readonly string[];
  /** Pictures beside the source, each with the name it gets in the folder of the report. */
  readonly pictures: readonly { readonly from: string; readonly to: string }[];
}

export interface ImportPlan {
  readonly reports: readonly PlannedReport[];
  readonly services: readonly NewService[];
  readonly notes: readonly ImportNote[];
}

/** Decides what an import does to a site: nothing is lost, and a second run changes nothing. */
export function planImport(told: Told, target: ImportTarget): ImportPlan {
  const ids = serviceIds(told.services, target.services);
  const settled = firstOfEach(told.reports).map(settle);
  const named = namesFor(settled, target);
  const notes = [...told.notes];
  const reports = settled.map((report): PlannedReport => {
    const { id, document, title } = report;
    const reference = named.get(id) ?? '';
    const about = {
      id,
      document,
      reference,
      title,
      entries: report.timeline.length,
      aliases: report.aliases.length,
    };
    if (report.timeline.length === 0) {
      notes.push({ kind: 'left-out', document, id, text: 'it has no entry with a time' });
      return { ...about, fate: 'empty', files: [], keptFiles: [], pictures: [] };
    }
    const guesses = told.notes
      .filter((note) => note.id === id && note.kind === 'guess')
      .map(({ text }) => text);
    const origin = { from: target.from, idOf: ids.idOf, guesses };
    let pictures: PlannedReport['pictures'] = [];
    const place = (text: string) => {
      const placed = placeLinks(text, (other) => named.get(other));
      ({ pictures } = placed);
      return placed.text;
    };
    const files = filesOf(report, reference, { ...origin, place }, target);
    return { ...about, ...files, pictures: files.files.length > 0 ? pictures : [] };
  });
  const used = new Set(settled.flatMap(keysIn).map(ids.idOf));
  return { reports, services: ids.added.filter(({ id }) => used.has(id)), notes };
}

/** A report in several documents counts once: the one with most entries is used. */
function firstOfEach(reports: readonly ToldReport[]): readonly ToldReport[] {
  const byId = new Map<string, ToldReport>();
  for (const report of reports) {
    const known = byId.get(report.id);
    if (!known || known.timeline.length < report.timeline.length) byId.set(report.id, report);
  }
  return [...byId.values()];
}

function settle(report: ToldReport): ToldReport {
  const timeline = settleTimeline(report.kind, report.timeline);
  const times = timesAfter(report.timeline);
  const translations = report.translations.map((each) => ({
    ...each,
    entries: each.entries.map((entry) => {
      const index = report.timeline.findIndex(({ at }) => at === entry.at);
      return { ...entry, at: times[index] ?? entry.at };
    }),
  }));
  return { ...report, timeline, translations };
}

function namesFor(reports: readonly ToldReport[], target: ImportTarget): ReadonlyMap<string, string> {
  const [language] = target.languages;
  const known = new Map<string, string>();
  for (const { reference, text } of target.existing) {
    const id = importedId(text, target.from);
    if (id !== undefined) known.set(id, reference);
  }
  const nameless = reports.flatMap(({ id, title, kind, reference, timeline: [first] }) =>
    first ? [{ id, title, kind, reference, start: first.at }] : [],
  );
  return nameReports(
    nameless,
    known,
    target.existing.map(({ reference }) => reference),
    language,
  );
}

/** The id that a file says it was imported with, from this kind of source. */
function importedId(text: string, from: string): string | undefined {
  const matter = text.split(/^---[ \t]*$/m)[1] ?? '';
  const [, kind = '', id = ''] =
    /^imported:\s*\{\s*from:\s*["']?([^,"'}]+?)["']?\s*,\s*id:\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^}\s]+)\s*\}/m.exec(
      matter,
    ) ??
    /^imported:[ \t]*\n\s+from:\s*["']?([^"'\n]+?)["']?[ \t]*\n\s+id:\s*("(?:[^"\\]|\\.)*"|'[^']*'|\S+)/m.exec(
      matter,
    ) ??
    [];
  if (kind !== from) return undefined;
  return id.startsWith('"') ? String(JSON.parse(id)) : id.replaceAll(/^'|'$/g, '');
}

type Origin = Parameters<typeof reportText>[1];

function filesOf(
  report: ToldReport,
  reference: string,
  origin: Origin,
  target: ImportTarget,
): Pick<PlannedReport, 'fate' | 'files' | 'keptFiles'> {
  const [language] = target.languages;
  const find = (tag: string) =>
    target.existing.find((each) => each.reference === reference && each.language === tag);
  const isForced = target.force.has(reference);
  if (isPast(report, find(language))) return { fate: 'unchanged', files: [], keptFiles: [] };
  const original = fateOf(find(language), isForced, (kept) => reportText(report, origin, kept), report);
  const path = `${target.folder}/${reference}/${language}.md`;
  const files = original.text === undefined ? [] : [{ path, text: original.text }];
  const keptFiles = original.fate === 'kept' ? [path] : [];
  const number = original.version;
  for (const translation of report.translations) {
    const own = `${target.folder}/${reference}/${translation.language}.md`;
    const text = (kept: Bookkeeping) => translationText(translation, { ...kept, version: number });
    const { fate, text: written } = fateOf(find(translation.language), isForced, text, undefined);
    if (written !== undefined) files.push({ path: own, text: written });
    if (fate === 'kept') keptFiles.push(own);
  }
  return {
    fate: original.fate === 'unchanged' && files.length > 0 ? 'updated' : original.fate,
    files,
    keptFiles,
  };
}

/** True for a version of the source that an earlier run has already replaced by a later one. */
function isPast({ version }: ToldReport, existing: ExistingText | undefined): boolean {
  if (version === undefined || existing === undefined) return false;
  return Number(version) < Number.parseInt(bookkeepingOf(existing.text).version, 10);
}

/** The outcome for one file, with its new text if it gets one. */
function fateOf(
  existing: ExistingText | undefined,
  isForced: boolean,
  write: (kept: Bookkeeping) => string,
  report: ToldReport | undefined,
): { readonly fate: Fate; readonly text: string | undefined; readonly version: string } {
  if (existing === undefined) {
    const version = report?.isDraft === true ? '000' : (report?.version ?? '001');
    const text = write({ version, lastUpdate: report && statedUpdate(report), changes: undefined });
    return { fate: 'new', text, version };
  }
  const before = bookkeepingOf(existing.text);
  const seal = sealOf(existing.text);
  const fresh = write({ ...before, changes: undefined });
  if (digestOf(fresh) === seal && !(isForced && digestOf(existing.text) !== seal))
    return { fate: 'unchanged', text: undefined, version: before.version };
  if (!isForced && (seal === undefined || digestOf(existing.text) !== seal))
    return { fate: 'kept', text: undefined, version: before.version };
  const version =
    report === undefined
      ? before.version
      : (report.version ?? numberAfter(before.version, existing.published));
  const newest = report?.timeline.at(-1)?.title;
  const changes =
    newest === undefined || version === '000' ? undefined : JSON.stringify(newest.slice(0, 200));
  const lastUpdate = report?.version === undefined ? undefined : statedUpdate(report);
  const text = write({ version, lastUpdate, changes });
  return { fate: 'updated', text, version };
}

/** The number after the newest published one; if nothing is published, after the one in the file. */
function numberAfter(version: string, published: number | undefined): string {
  const live = Number.parseInt(version, 10);
  if (live === 0) return '000';
  return String((published ?? live) + 1).padStart(3, '0');
}

/** Only written if it is later than the newest entry, from which it is derived otherwise. */
function statedUpdate({ timeline, lastUpdate }: ToldReport): string | undefined {
  const newest = timeline.at(-1)?.at;
  return lastUpdate !== undefined && latest(newest, lastUpdate) !== newest ? lastUpdate : undefined;
}

function keysIn({ services, timeline }: ToldReport): readonly string[] {
  return [
    ...services.map(({ key }) => key),
    ...timeline.flatMap(({ services: states }) => Object.keys(states)),
  ];
}

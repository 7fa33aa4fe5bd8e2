import type { Original } from '../model/edition.ts';
import { latest } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { LocalReport, Report } from '../model/report.ts';
import type { LocalRow, Outline, Row } from '../model/row.ts';
import type { Site } from '../source/site-schema.ts';
import { picturesOf } from '../versions/published.ts';
import { automaticLanguages, existingLanguages } from './configured.ts';
import { localise } from './localise.ts';
import { historyOf } from './pages/article.ts';
import { teaserOf } from './pages/teaser.ts';
import { newestBelieved } from './figures/present.ts';
import { earlierPlan } from './figures/standing.ts';
import { publicationsOfReport } from './publications.ts';
import { editionUrl, outputPath } from './route.ts';
import { updatesOf } from './machines/updates.ts';
import { withCurrentServices } from './renamed-services.ts';
import { timesOf } from './when-published.ts';

type Settings = Pick<Site, 'languages' | 'services'>;

/** What other pages may know about a report. */
export function rowOf(read: Report, site: Settings): Row {
  const report = withCurrentServices(read, site.services);
  const { original } = report;
  return {
    ...outlineOf(report),
    existing: existingLanguages(site, report),
    automatic: automaticLanguages(report),
    locals: Object.fromEntries(site.languages.map((each) => [each, localRow(report, each, site)])),
    pictures: picturesOfReport(report),
    pending: pendingEditions(report),
    published: newestPublication(report),
    waiting: isWaiting(report) ? newestBelieved(report.reference, original.timeline) : undefined,
    earlierPlan: earlierPlan(report),
    updates: updatesOf(report),
    ...placesOf(report),
  };
}

/** The parts of a row that depend on places in its file. */
export function placesOf({ original }: Report): Pick<Row, 'newestAt' | 'aliases'> {
  const { places, timeline, aliases } = original;
  return {
    newestAt: places[`timeline.${timeline.length - 1}.at`],
    aliases: aliases.map((path, index) => ({ path, range: places[`aliases.${index}`] })),
  };
}

/** A report without its texts. */
export function outlineOf({ reference, derived, original }: Report): Outline {
  const { language, version, file, facts, lastUpdate } = original;
  return {
    reference,
    derived,
    original: { language, version, file, facts, lastUpdate, timeline: original.timeline.map(withoutWords) },
  };
}

function withoutWords({ title: _title, text: _text, ...entry }: Original['timeline'][number]) {
  return entry;
}

function localRow(report: Report, language: Language, site: Settings): LocalRow {
  const local = localise(report, language);
  return {
    teaser: teaserOf(local, site),
    textLanguage: local.textLanguage,
    modified: timesOf(local).modified,
    versions: (historyOf(local)?.editions ?? []).map(({ version }) => version),
    actions: local.actions.filter(({ done }) => done === undefined).map(plainAction),
    publications: publicationsOfReport(report, language).map(({ number, updated, isNewest, services }) => ({
      reference: report.reference,
      number,
      updated,
      isNewest,
      services,
    })),
  };
}

/** Lists only have room for its words. */
function plainAction({ prose: _prose, ...action }: LocalReport['actions'][number]) {
  return action;
}

function pendingEditions({ history }: Report): string[] {
  return history.flatMap(({ isPending, editions, language, reference }) => {
    const version = isPending ? editions.at(-1)?.version : undefined;
    return version ? [outputPath(editionUrl(language, reference, version))] : [];
  });
}

function newestPublication({ history }: Report): Instant | undefined {
  return history
    .flatMap(({ editions }) => editions)
    .reduce<Instant | undefined>((newest, { published }) => latest(newest, published), undefined);
}

/** True if a text of it is to be frozen, or it was never published: a draft. */
function isWaiting({ history }: Report): boolean {
  return history.every(({ editions }) => editions.length === 0) || history.some(({ isPending }) => isPending);
}

/** Pictures of all texts of a report, live and published. */
function picturesOfReport({ original, translations, history }: Report): readonly string[] {
  const held = history.flatMap(({ editions }) =>
    editions.flatMap(({ edition }) => (edition ? [edition] : [])),
  );
  return [...new Set([original, ...translations, ...held].flatMap(picturesOf))];
}

import type { HeldEdition } from '../../model/history.ts';
import { parseLanguage } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';
import type { Reference } from '../../model/reference.ts';
import type { LocalEntry, LocalReport, Report } from '../../model/report.ts';
import { parseVersion, compareVersions, formatVersion } from '../../model/version.ts';
import { sha256 } from '../../source/content-hash.ts';
import { existingLanguages } from '../configured.ts';
import { hasPostmortem } from '../figures/postmortem.ts';
import { impactsOf } from '../figures/services.ts';
import { localise } from '../localise.ts';
import type { PageSettings } from '../page-settings.ts';
import { serviceName } from '../pages/article-view.ts';
import { localEdition } from '../pages/edition.ts';
import { absoluteUrl, articleUrl, editionUrl, entryUrl, historyUrl } from '../route.ts';
import { editionsIn } from '../when-published.ts';
import { incidentId } from './status-ids.ts';

/** How many publications the file lists. */
export const CHANGES_LISTED = 50;

/** One publication in `changes.json`: a line of the site's ledger, and what it said to readers. */
export interface Change {
  /** SHA-256 of the line. */
  readonly line: string;
  readonly published: string;
  readonly reference: string;
  readonly language: string;
  readonly version: string;
  /** True for the text that holds the facts; the others are translations. */
  readonly original: boolean;
  /** All languages of the site that the report has a text in. */
  readonly languages: readonly string[];
  /** True for a version that this line redacted. */
  readonly redacted: boolean;
  /** `[Resolved] Title: headline`, as in the feeds of updates, in the language of the text. */
  readonly headline: string;
  readonly title: string;
  readonly kind: string;
  readonly severity: string | null;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  /** `before` is null for the first version of a text. */
  readonly state: { readonly before: string | null; readonly after: string };
  /** What the writer says is new; for a redacted version, the reason. */
  readonly changes: string;
  /** Absolute; `version` and `history` are null if the site does not have those pages. */
  readonly urls: {
    readonly report: string;
    readonly version: string | null;
    readonly history: string | null;
  };
  /** Id of the report in the status API. */
  readonly incident: string;
  /** Entries that the version before did not have, oldest first; none for a redacted version. */
  readonly entries: readonly ChangeEntry[];
}

export interface ChangeEntry {
  readonly at: string;
  readonly state: string | null;
  readonly title: string;
  /** Without markup; empty if the entry is a headline only. */
  readonly text: string;
  readonly url: string;
}

/** A line of the site's ledger that was not parsed yet. */
interface Row {
  readonly text: string;
  readonly isRedaction: boolean;
}

/**
 * What a line of the site's ledger published; undefined if its report is gone, or the line cannot be read.
 */
export function changeOf(
  { text, isRedaction }: Row,
  report: Report,
  site: PageSettings,
  t: Translate,
): Change | undefined {
  const { published = '', ...members } = membersOf(text);
  const [language, version] = [
    parseLanguage(members['language'] ?? ''),
    parseVersion(members['version'] ?? ''),
  ];
  if (!language || !version || !site.languages.includes(language)) return undefined;
  const editions = editionsIn(report, language);
  const place = editions.findIndex((held) => compareVersions(held.version, version) === 0);
  const held = editions[place];
  const own = localOf(report, held);
  const local = own ?? localise(report, language);
  const before = isRedaction ? undefined : localOf(report, editions[place - 1]);
  const entries = own && !isRedaction ? newEntries(own, before) : [];
  const { reference } = report;
  return {
    line: sha256(text),
    published,
    reference,
    language,
    version: formatVersion(version),
    original: language === report.original.language,
    languages: existingLanguages(site, report),
    redacted: isRedaction,
    headline: headlineOf({ local, before, held, isRedaction, entries }, (key, args) =>
      t(language, key, args),
    ),
    ...factsOf(local, site),
    state: { before: before?.derived.state ?? null, after: local.derived.state },
    changes: (own ? held?.changes : held?.redacted) ?? '',
    urls: urlsOf(site, reference, language, held),
    incident: incidentId(report),
    entries: entries.map((each) => entryOf(each, local, site)),
  };
}

type Arguments = Readonly<Record<string, string>>;
type Translate = (language: Language, key: string, args?: Arguments) => string;
type TranslateKey = (key: string, args?: Arguments) => string;

interface Told {
  readonly local: LocalReport;
  readonly before: LocalReport | undefined;
  readonly held: HeldEdition | undefined;
  readonly isRedaction: boolean;
  readonly entries: readonly LocalEntry[];
}

function headlineOf(change: Told, t: TranslateKey): string {
  const { local, held, isRedaction, entries } = change;
  const version = t('article.version', { version: formatVersion(held?.version ?? local.version) });
  const changes = isRedaction || !held || held.changes === '' ? version : held.changes;
  const newest = isPostmortem(change) ? undefined : entries.at(-1)?.title.value;
  return t('updates.item', {
    label: t(labelOf(change)),
    title: local.title.value,
    headline: newest ?? changes,
  });
}

/** The kind of publication, or else the state of the report after it. */
function labelOf(change: Told): string {
  const { told, derived, textLanguage } = change.local;
  if (change.isRedaction) return 'ledger.redacted';
  if (isPostmortem(change)) return 'updates.post-mortem';
  const isTranslation = textLanguage !== told.language;
  if (change.before && change.entries.length === 0 && !isTranslation) return 'updates.correction';
  const isCancelled = told.facts.kind === 'maintenance' && derived.state === 'withdrawn';
  return isCancelled ? 'state.cancelled' : `state.${derived.state}`;
}

function isPostmortem({ local, before }: Told): boolean {
  return (
    before !== undefined &&
    hasPostmortem(local.report, local.told) &&
    !hasPostmortem(before.report, before.told)
  );
}

function urlsOf(
  site: PageSettings,
  reference: Reference,
  language: Language,
  held: HeldEdition | undefined,
): Change['urls'] {
  const isKept = site.outputs.includes('history') && held !== undefined;
  return {
    report: absoluteUrl(site, articleUrl(language, reference)),
    version: isKept ? absoluteUrl(site, editionUrl(language, reference, held.version)) : null,
    history: isKept ? absoluteUrl(site, historyUrl(language, reference)) : null,
  };
}

/** An edition as readers got it; undefined if it was redacted or is damaged. */
function localOf(report: Report, held: HeldEdition | undefined): LocalReport | undefined {
  return held && localEdition(report, held);
}

function factsOf({ title, told }: LocalReport, site: PageSettings) {
  return {
    title: title.value,
    kind: told.facts.kind,
    severity: told.facts.severity ?? null,
    services: impactsOf(told).map(({ id }) => ({ id, name: serviceName(id, site.services, title.language) })),
  };
}

function newEntries(local: LocalReport, before: LocalReport | undefined): readonly LocalEntry[] {
  const known = new Set(before?.entries.map(({ at }) => at));
  return local.entries.filter(({ at }) => !known.has(at));
}

function entryOf(
  { at, state, title, text }: LocalEntry,
  { textLanguage, report }: LocalReport,
  site: PageSettings,
): ChangeEntry {
  return {
    at,
    state: state ?? null,
    title: title.value,
    text: text?.value.text.trim() ?? '',
    url: absoluteUrl(site, entryUrl(textLanguage, report.reference, at)),
  };
}

function membersOf(text: string): Readonly<Record<string, string | undefined>> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, string | undefined>;
  } catch {
    return {};
  }
}

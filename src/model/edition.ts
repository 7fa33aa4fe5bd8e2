import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { Reference } from './reference.ts';
import type { SitePath } from './file.ts';
import type { Version } from './version.ts';
import type { Range } from './range.ts';

export const KINDS = ['incident', 'maintenance', 'near-miss', 'notice'] as const;
export const SEVERITIES = ['minor', 'major', 'critical'] as const;
export const DATA_LOSSES = ['none', 'possible', 'confirmed'] as const;
export const PRECISIONS = ['exact', 'about', 'before', 'after'] as const;
export const PHASES = ['detected', 'acknowledged', 'mitigated'] as const;
export const INCIDENT_STATES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export const MAINTENANCE_STATES = ['scheduled', 'in-progress', 'completed'] as const;
export const STATES = [...INCIDENT_STATES, ...MAINTENANCE_STATES, 'withdrawn'] as const;
export const SERVICE_STATES = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const;

export type Kind = (typeof KINDS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type DataLoss = (typeof DATA_LOSSES)[number];
export type Precision = (typeof PRECISIONS)[number];
export type Phase = (typeof PHASES)[number];
export type State = (typeof STATES)[number];
export type ServiceState = (typeof SERVICE_STATES)[number];

/** States that end a report: nothing more is expected to happen. */
export const CLOSED_STATES: readonly State[] = ['resolved', 'completed', 'withdrawn'];

/** A service of site.yaml and, if the writer states it, its state. */
export interface ServiceImpact {
  readonly id: string;
  readonly state: ServiceState | undefined;
}

/** Where values are in the file, by dotted path: `title`, `timeline.0.at`, `services.1`. */
export type Places = Readonly<Record<string, Range>>;

/** Markdown rendered to safe HTML, with what later stages need to know about it. */
export interface Prose {
  /** Sanitised HTML; addresses inside the site start with `/` and do not include the base path. */
  readonly html: string;
  /** The text without markup, blocks separated by blank lines. */
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly links: readonly ReportLink[];
  /** Content addresses (`<sha256>.png`) of the pictures it shows. */
  readonly pictures: readonly string[];
}

export interface Heading {
  readonly depth: number;
  readonly id: string;
  readonly text: string;
}

/** A link to another report, to be checked once all reports are known. */
export interface ReportLink {
  readonly reference: string;
  /** If the link goes to one of the site's own pages instead, the name of that page. */
  readonly page?: string | undefined;
  /**
   * The heading or entry of its page that the link leads to, as the writer names it; not part of frozen data.
   */
  readonly fragment?: string | undefined;
  /** Where the link is in its file; undefined for a published edition. */
  readonly range: Range | undefined;
}

/** The facts and prose of one timeline entry, as in its file. */
export interface Entry {
  readonly at: Instant;
  readonly precision: Precision;
  readonly state: State | undefined;
  readonly phase: Phase | undefined;
  readonly services: readonly ServiceImpact[];
  readonly title: string;
  /** When readers were promised to hear more. */
  readonly nextUpdate: Instant | undefined;
  /** Name of the vetted sentence that the title is. */
  readonly said: string | undefined;
  readonly text: Prose | undefined;
}

export interface Action {
  /** Its words, without markup. */
  readonly text: string;
  /** One paragraph of Markdown; undefined if it is plain text. */
  readonly prose: Prose | undefined;
  readonly owner: string | undefined;
  /** Calendar dates, `2020-10-15`. */
  readonly due: string | undefined;
  readonly done: string | undefined;
  readonly url: string | undefined;
}

export interface Planned {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * Facts that are one word from a list. To add one, add a line here and in `WORD_FACTS`, and its key to the
 * schema.
 */
export interface WordFacts {
  readonly kind: Kind;
  readonly severity: Severity | undefined;
  readonly dataLoss: DataLoss | undefined;
}

/**
 * For each of these facts: its key in front matter, and the key of its label and values in the interface
 * texts.
 */
export const WORD_FACTS = [
  { name: 'kind', key: 'kind', text: 'kind' },
  { name: 'severity', key: 'severity', text: 'severity' },
  { name: 'dataLoss', key: 'data_loss', text: 'data-loss' },
] as const satisfies readonly {
  readonly name: keyof WordFacts;
  readonly key: string;
  readonly text: string;
}[];

/** The facts in an original, which a translation must not contradict. */
export interface Facts extends WordFacts {
  readonly services: readonly ServiceImpact[];
  readonly planned: Planned | undefined;
  readonly tags: readonly string[];
  readonly related: readonly string[];
  /** True if this version is the post-mortem. */
  readonly postmortem: boolean;
  readonly imported: Imported | undefined;
}

/** Where a report was imported from, and its id there. */
export interface Imported {
  readonly from: string;
  readonly id: string;
}

interface EditionBase {
  readonly reference: Reference;
  readonly language: Language;
  readonly version: Version;
  readonly file: SitePath;
  readonly title: string;
  readonly summary: string | undefined;
  readonly changes: string | undefined;
  readonly body: Prose;
  readonly actions: readonly Action[];
  readonly places: Places;
  /** SHA-256 of the content of the source, lower-case hex (`source/content-hash.ts`). */
  readonly content: string;
}

/** An incident in the language it was first written in: it has the facts. */
export interface Original extends EditionBase {
  readonly role: 'original';
  readonly facts: Facts;
  /** Oldest first. */
  readonly timeline: readonly Entry[];
  readonly lastUpdate: Instant;
  /** Old addresses, relative to the path of the site; each ends in `/` or `.html`. */
  readonly aliases: readonly string[];
  /** Why the report was withdrawn; set if and only if the newest state is `withdrawn`. */
  readonly withdrawn: string | undefined;
}

/** The prose of a version in another language. */
export interface Translation extends EditionBase {
  readonly role: 'translation';
  /** Oldest first; `at` matches each to its entry in the original. */
  readonly entries: readonly TranslatedEntry[];
  /**
   * Facts the translator repeated, as typed values by dotted path, to be compared with those of the
   * original.
   */
  readonly repeated: Readonly<Record<string, string>>;
}

export interface TranslatedEntry {
  readonly at: Instant;
  readonly title: string;
  /**
   * Name of the vetted sentence that the title is. Left out where there is none, so that translations frozen
   * before there were any give the same data.
   */
  readonly said?: string;
  readonly text: Prose | undefined;
}

export type Edition = Original | Translation;

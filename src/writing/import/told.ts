import type { Action, Kind, Planned, Precision, ServiceState, Severity, State } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';

/** A file of the old page, or an answer of its server. */
export interface ImportDocument {
  readonly path: string;
  readonly text: string;
}

/** What a person says about the source, since the source does not. */
export interface ImportOptions {
  /** The zone of times without one, by its IANA name. */
  readonly timeZone: string | undefined;
  /** What abbreviations of zones stand for: `PST` → `America/Los_Angeles`. */
  readonly zones: Readonly<Record<string, string>>;
  /** What the source’s words for severity stand for, in lower case: `sev1` → `critical`. */
  readonly severities: Readonly<Record<string, Severity>>;
  /** Treat every report as over, whatever its text says. */
  readonly closed: boolean;
  /** Also import reports that a monitor wrote automatically. */
  readonly automatic: boolean;
  /** Where the documents were served: `/posts/`. */
  readonly base: string | undefined;
  /** The languages of the site, its default first. */
  readonly languages: readonly [Language, ...Language[]];
  /** A title for an entry that says no more than its state, by state. */
  readonly stateTitles: Readonly<Record<string, string>>;
}

/**
 * What a person should know of an import:
 * - `error`: a document, or a report in it, that could not be read
 * - `guess`: something that the source does not say in so many words
 * - `loss`: something that cannot be imported
 * - `left-out`: a document that is not a report
 * - `people`: names, mail addresses and handles in a timeline
 * - `picture`: a picture that stays where it is
 */
export type NoteKind = 'error' | 'guess' | 'loss' | 'left-out' | 'people' | 'picture';

export interface ImportNote {
  readonly kind: NoteKind;
  /** The document it is about. */
  readonly document: string;
  /** The report, by its id in the source; undefined where it is about the document. */
  readonly id: string | undefined;
  readonly text: string;
}

/** A service as the source knows it. */
export interface ToldService {
  /** What the source finds it by; reports name it so. */
  readonly key: string;
  readonly name: string;
  readonly group: string | undefined;
  readonly description: string | undefined;
}

export interface ToldEntry {
  readonly at: Instant;
  readonly precision: Precision | undefined;
  readonly state: State | undefined;
  /** States of services from this entry on, by key. */
  readonly services: Readonly<Record<string, ServiceState>>;
  readonly title: string;
  /** Markdown, safe to be published. */
  readonly text: string | undefined;
  /** A suggestion for a person, as a comment below it. */
  readonly proposal?: string | undefined;
}

/** Prose of a report in another language; its entries are those of the original with the same time. */
export interface ToldTranslation {
  readonly language: Language;
  readonly title: string | undefined;
  readonly entries: readonly Pick<ToldEntry, 'at' | 'title' | 'text'>[];
  readonly body?: string;
}

/** A report from the source; its times are those of its entries. */
export interface ToldReport {
  /** Its id in the source, which never changes there. */
  readonly id: string;
  readonly document: string;
  /** Its name and number, if the source has them. */
  readonly reference?: string;
  readonly version?: string;
  readonly title: string;
  readonly summary: string | undefined;
  readonly kind: Kind;
  readonly severity: Severity | undefined;
  /** Services affected, by key, each with its state where that is known. */
  readonly services: readonly { readonly key: string; readonly state: ServiceState | undefined }[];
  readonly planned: Planned | undefined;
  readonly timeline: readonly ToldEntry[];
  /** Markdown, safe to be published. */
  readonly body: string;
  readonly actions: readonly Partial<Action>[];
  readonly tags: readonly string[];
  /** Paths it had, below the site. */
  readonly aliases: readonly string[];
  readonly isPostmortem: boolean;
  readonly isDraft: boolean;
  /** When it was last brought up to date, where that is later than its newest entry. */
  readonly lastUpdate: Instant | undefined;
  readonly translations: readonly ToldTranslation[];
}

/** The content of a source's documents. */
export interface Told {
  readonly reports: readonly ToldReport[];
  readonly services: readonly ToldService[];
  readonly notes: readonly ImportNote[];
  /** When readers of the source got these versions, where it has versions. */
  readonly at?: Instant;
}

/** Reads the documents of a source. Pure; it never throws for what is in them. */
export type ReadSource = (documents: readonly ImportDocument[], options: ImportOptions) => Told;

/** Reads the versions of a source, one after the other. */
export type ReadRounds = (documents: readonly ImportDocument[], options: ImportOptions) => readonly Told[];

/** The defaults of a report. */
export const PLAIN_REPORT = {
  summary: undefined,
  kind: 'incident',
  severity: undefined,
  services: [],
  planned: undefined,
  body: '',
  actions: [],
  tags: [],
  aliases: [],
  isPostmortem: false,
  isDraft: false,
  lastUpdate: undefined,
  translations: [],
} as const satisfies Partial<ToldReport>;

/** Gathers the notes on one document. */
export interface Noting {
  readonly notes: ImportNote[];
  readonly note: (kind: NoteKind, id: string | undefined, text: string) => void;
}

/** Starts the notes on a document. */
export function noteOn(document: string): Noting {
  const notes: ImportNote[] = [];
  return { notes, note: (kind, id, text) => void notes.push({ kind, document, id, text }) };
}

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Edition, Original } from '../../src/model/edition.ts';
import type { SourceFile } from '../../src/model/file.ts';
import type { HeldEdition, TextHistory } from '../../src/model/history.ts';
import type { Instant } from '../../src/model/instant.ts';
import { freezeEdition, frozenFiles } from '../../src/versions/freeze.ts';
import type { SiteFile } from '../../src/versions/paths.ts';

/** Building blocks for tests of what is published, in memory. */
const encode = (text: string) => new TextEncoder().encode(text);

/** A time of 15 September 2020. */
export const at = (time: string) => `2020-09-15T${time}:00Z` as Instant;

/** One edition, published at a time. */
export interface Publication {
  readonly edition: Edition;
  /** `11:50`. */
  readonly at: string;
  /** For a translation, the original it tells. */
  readonly told?: Original;
  readonly article?: string;
  readonly source?: string;
}

/** An edition as publishing takes it. */
export function held(edition: Edition, source = `${edition.title}\n`): HeldEdition {
  return {
    version: edition.version,
    edition,
    source,
    html: undefined,
    lastUpdate: edition.role === 'original' ? edition.lastUpdate : at('11:00'),
    published: undefined,
    changes: edition.changes ?? '',
    redacted: undefined,
  };
}

/** The history of a text of which these editions are known, with its ledger. */
export function historyOf(edition: Edition, editions: readonly HeldEdition[], ledger = ''): TextHistory {
  const { reference, language } = edition;
  return { reference, language, editions, ledger, isPending: false, bookkeeping: undefined };
}

/** The files that publishing these editions one after another writes; later ones replace earlier ones. */
export function publish(
  publications: readonly Publication[],
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  for (const { edition, at: time, told, article, source } of publications) {
    const pending = held(edition, source);
    const original = told ?? (edition as Original);
    const html = article ?? `<article><h1>${edition.title}</h1>${edition.body.html}</article>`;
    const frozen = freezeEdition(pending, original, 'resolved', html, 'incident-press 1.0.0');
    const ledger = files.get(`published/${edition.reference}/${edition.language}/ledger.jsonl`) ?? '';
    const history = historyOf(edition, [pending], String(ledger));
    for (const { path, body } of frozenFiles(history, frozen, at(time), pictures)) files.set(path, body);
  }
  return files;
}

/** Files as they are read from a site, in the order of their paths. */
export function filesOf(
  written: ReadonlyMap<string, string | Uint8Array> | readonly SiteFile[],
): SourceFile[] {
  const pairs = 'map' in written ? written.map(({ path, body }) => [path, body] as const) : [...written];
  return pairs
    .map(([path, body]) => ({ path, bytes: typeof body === 'string' ? encode(body) : body }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** `INC511 published/x/en/001.md:1 message` for each. */
export function inWords(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, place, message }) => `${code} ${place.file}:${place.line} ${message}`);
}

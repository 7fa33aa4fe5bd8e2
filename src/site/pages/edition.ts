import type { HeldEdition, TextHistory } from '../../model/history.ts';
import type {
  EditionLinks,
  EditionPage,
  PageBase,
  PublicationView,
  VersionRelation,
} from '../../model/page.ts';
import type { LocalReport, Report } from '../../model/report.ts';
import type { StandingWord } from '../../model/standing.ts';
import { formatVersion } from '../../model/version.ts';
import { localiseEdition, toldBy } from '../localise.ts';
import { articleUrl, editionFileUrl, editionUrl, historyUrl } from '../route.ts';
import { isTakenOver } from '../when-published.ts';
import { harmIn } from './teaser.ts';

/** An edition page before its article is rendered: frozen, or to be rendered from `local`. */
export interface PlannedEdition extends Omit<EditionPage, 'html' | 'hash' | 'line' | 'since'> {
  readonly history: TextHistory;
  readonly held: HeldEdition;
  /** Undefined if the edition was redacted or is damaged. */
  readonly local: LocalReport | undefined;
}

export type Relations = readonly { readonly rel: VersionRelation; readonly url: EditionLinks['edition'] }[];

/**
 * The pages of all editions of a text, oldest first. `state` is the present state of the report; `base`
 * returns the parts that every page has.
 */
export function editionPages(
  report: Report,
  history: TextHistory,
  state: StandingWord,
  base: (held: HeldEdition) => Omit<PageBase, 'relations'>,
): PlannedEdition[] {
  const { language, reference, editions } = history;
  const newest = editions.at(-1);
  return editions.map((held): PlannedEdition => {
    const local = localEdition(report, held);
    return {
      ...base(held),
      kind: 'edition',
      reference,
      version: formatVersion(held.version),
      state,
      ...publicationView(report, held),
      noindex: true,
      alternates: [],
      relations: editionRelations(history, held),
      links: editionLinks(history, held),
      history,
      held,
      latest: articleUrl(language, reference),
      local,
      weight: local && weightOf(local),
      newest:
        newest && newest !== held
          ? { version: formatVersion(newest.version), at: newest.lastUpdate }
          : undefined,
      isDamaged: !held.edition && held.redacted === undefined,
      redacted: held.redacted,
    };
  });
}

function weightOf({ told: { facts }, derived }: LocalReport): EditionPage['weight'] {
  const { kind, severity } = facts;
  return { kind, severity, harm: harmIn(derived.state, facts) };
}

/** When an edition was published, as shown to readers. */
export function publicationView(report: Report, held: HeldEdition): PublicationView {
  const { published, lastUpdate } = held;
  const importedFrom = isTakenOver(report, held) ? report.original.facts.imported?.from : undefined;
  return { published, importedFrom, lastUpdate };
}

/** The edition with the facts of its version; undefined if it was redacted. */
export function localEdition(report: Report, { edition }: HeldEdition): LocalReport | undefined {
  if (!edition) return undefined;
  if (edition.role === 'original') return localiseEdition(report, edition, undefined);
  return localiseEdition(report, toldBy(report, edition) ?? report.original, edition);
}

/** The addresses of an edition, its history and its source. */
export function editionLinks({ language, reference }: TextHistory, { version }: HeldEdition): EditionLinks {
  return {
    edition: editionUrl(language, reference, version),
    history: historyUrl(language, reference),
    source: editionFileUrl(language, reference, version, 'index.md'),
  };
}

/** The links of RFC 5829 from one edition to those around it. */
export function editionRelations(history: TextHistory, held: HeldEdition): Relations {
  const { language, reference, editions } = history;
  const index = editions.indexOf(held);
  const [before, after] = [editions[index - 1], editions[index + 1]];
  return [
    { rel: 'version-history', url: historyUrl(language, reference) },
    { rel: 'latest-version', url: articleUrl(language, reference) },
    ...(before
      ? [{ rel: 'predecessor-version', url: editionUrl(language, reference, before.version) } as const]
      : []),
    ...(after
      ? [{ rel: 'successor-version', url: editionUrl(language, reference, after.version) } as const]
      : []),
  ];
}

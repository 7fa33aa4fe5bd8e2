import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { prosesOf } from '../model/proses.ts';
import type { Edition, Original, Translation } from '../model/edition.ts';
import type { TextHistory } from '../model/history.ts';
import type { Reference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';
import type { Mention } from '../model/row.ts';
import { compareVersions } from '../model/version.ts';
import type { Published, PublishedText } from '../versions/published.ts';
import { heldSnapshot, originalAt, reconcile } from '../versions/reconcile.ts';
import type { LiveText, Mode } from '../versions/live-text.ts';
import { anchorsOf, checkMentions } from './checks/mentions.ts';
import { derive } from './figures/derive.ts';
import { joinTranslation } from './join.ts';

/** The parts that reports are put together from. */
export interface Parts {
  /** Live files that could be read. */
  readonly live: readonly LiveText[];
  readonly published: Published;
  /** References of all reports, faulty ones included: a link to one of them is not wrong. */
  readonly known: readonly string[];
}

/**
 * Puts editions together into reports, live ones and published ones, and checks what needs all of them:
 * version numbers, facts that a translation repeats, entries it lacks, links between reports. A text that is
 * published and has no readable live file is shown as it was last published.
 */
export function assemble({ live, published, known }: Parts, mode: Mode): Outcome<readonly Report[]> {
  const texts = byReference(live, ({ edition }) => edition.reference);
  const kept = byReference(published.texts, ({ reference }) => reference);
  const references = [...new Set([...texts.keys(), ...kept.keys()])].toSorted();
  const outcomes = references.map((each) =>
    assembleReport(texts.get(each) ?? [], kept.get(each) ?? [], mode),
  );
  const reports = outcomes.flatMap(({ value }) => (value ? [value] : []));
  const anchors = new Map([
    ...[...known, ...references].map((name) => [name, anchorsOf(undefined)] as const),
    ...reports.map((report) => [report.reference, anchorsOf(report)] as const),
  ]);
  return {
    value: reports,
    diagnostics: [
      ...outcomes.flatMap(({ diagnostics }) => diagnostics),
      ...checkMentions(
        live.flatMap(({ edition }) => mentionsOf(edition)),
        anchors,
      ),
    ],
  };
}

function byReference<T>(
  items: readonly T[],
  of: (item: T) => Reference,
): ReadonlyMap<Reference, readonly T[]> {
  const groups = new Map<Reference, T[]>();
  for (const item of items) {
    const group = groups.get(of(item));
    if (group) group.push(item);
    else groups.set(of(item), [item]);
  }
  return groups;
}

/** A report made from its live texts and its published ones. */
export function assembleReport(
  live: readonly LiveText[],
  kept: readonly PublishedText[],
  mode: Mode,
): Outcome<Report | undefined> {
  const diagnostics: Diagnostic[] = [];
  const original = live.find(({ edition }) => edition.role === 'original');
  const histories: TextHistory[] = [];
  const current: Edition[] = [];
  if (original) {
    const translations = live.filter((text) => text !== original);
    const outcome = reconcile(original, translations, kept, mode);
    diagnostics.push(...outcome.diagnostics);
    const { value } = outcome;
    const answered = originalOf(value.original.current, original.edition);
    for (const [index, { edition }] of translations.entries()) {
      const reconciled = value.translations[index];
      if (!reconciled) continue;
      const { version } = (reconciled.history.isPending && reconciled.current) || edition;
      // The live file has the places of its lines, which a frozen one does not have.
      const isNewest = version.number === answered.version.number;
      const told = isNewest ? answered : (originalAt(value.original.history, version.number) ?? answered);
      diagnostics.push(...joinTranslation({ ...(edition as Translation), version }, told, answered));
      histories.push(reconciled.history);
      if (reconciled.current) current.push(reconciled.current);
    }
    histories.push(value.original.history);
    // A draft is shown only if drafts are shown at all.
    current.push(answered);
  }
  for (const text of kept) {
    if (histories.some(({ language }) => language === text.language)) continue;
    const history = frozenHistory(text);
    histories.push(history);
    const newest = history.editions.findLast(({ edition }) => edition)?.edition;
    if (newest) current.push(newest);
  }
  return { value: reportOf(current, histories), diagnostics };
}

/** What was published in the language may be a translation, if the default language was a different one. */
function originalOf(published: Edition | undefined, live: Edition): Original {
  return (published?.role === 'original' ? published : live) as Original;
}

function reportOf(current: readonly Edition[], histories: readonly TextHistory[]): Report | undefined {
  const original = current.find((edition): edition is Original => edition.role === 'original');
  if (!original) return undefined;
  return {
    reference: original.reference,
    original,
    translations: current
      .filter((edition): edition is Translation => edition.role === 'translation')
      .toSorted((a, b) => (a.language < b.language ? -1 : 1)),
    derived: derive(original),
    history: histories.toSorted((a, b) => (a.language < b.language ? -1 : 1)),
  };
}

function frozenHistory({ reference, language, ledgerText, snapshots }: PublishedText): TextHistory {
  const editions = snapshots.map(heldSnapshot).toSorted((a, b) => compareVersions(a.version, b.version));
  return { reference, language, editions, ledger: ledgerText, isPending: false, bookkeeping: undefined };
}

/** The reports that an edition links to or calls related. */
export function mentionsOf(edition: Edition): Mention[] {
  const links = prosesOf(edition).flatMap((prose) => prose.links);
  const related = edition.role === 'original' ? edition.facts.related : [];
  const { file, language, places } = edition;
  return [
    ...links.map(({ reference, fragment, range }): Mention => ({
      kind: 'link',
      file,
      language,
      reference,
      fragment,
      range,
    })),
    ...related.map((reference, index): Mention => ({
      kind: 'related',
      file,
      language,
      reference,
      fragment: undefined,
      range: places[`related.${index}`],
    })),
  ];
}

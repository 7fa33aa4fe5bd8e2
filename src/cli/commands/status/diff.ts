import { differenceOf } from '../../../pipeline/changes/difference.ts';
import { makeVisible } from '../../../diagnostics/formats/display.ts';
import type { Entry, Original } from '../../../model/edition.ts';
import type { Language } from '../../../model/language.ts';
import type { FactChange } from '../../../model/page.ts';
import type { Report } from '../../../model/report.ts';
import { parseVersion } from '../../../model/version.ts';
import type { TextStatus } from '../../../site/translation-status.ts';
import { wordRuns } from '../../../versions/diff/word-runs.ts';
import { originalAt } from '../../../versions/reconcile.ts';
import type { ReadResult, Reports } from '../../../host/site-reports.ts';
import { paragraphsWithChanges } from '../../terminal/word-changes.ts';
import { INDENT, wrap } from '../../../diagnostics/formats/wrap.ts';

/**
 * What changed in the originals since the versions translated into a language: facts, timeline and prose, in
 * lines of at most `width` columns. Added words are in `{+ +}`, removed ones in `[- -]`, so that no colour is
 * needed.
 */
export function formatChanges(
  statuses: readonly TextStatus[],
  language: Language,
  { reports, site, messages }: Pick<Reports, 'site' | 'messages'> & Pick<ReadResult, 'reports'>,
  width: number,
): string {
  const behind = statuses.filter(({ state }) => state === 'stale');
  if (behind.length === 0) return wrap(nothingStale(statuses, language), width);
  const text = behind
    .flatMap((status) => {
      const report = reports.find(({ reference }) => reference === status.reference);
      return report ? [formatReport(report, status, { site, messages })] : [];
    })
    .join('\n');
  return wrap(text, width);
}

function nothingStale(statuses: readonly TextStatus[], language: Language): string {
  const [only] = statuses;
  if (statuses.length !== 1 || !only) return `No translation into ${language} is behind its original.\n`;
  if (only.state === 'original') return `${language} is the original of ${only.reference}.\n`;
  if (only.version === undefined) return `${only.reference} is not translated into ${language}.\n`;
  return `The translation of ${only.reference} into ${language} is not behind its original.\n`;
}

function formatReport(
  report: Report,
  { reference, text, version = '', newest }: TextStatus,
  context: Parameters<typeof differenceOf>[2],
): string {
  const { original, history } = report;
  const head = `${reference}\n  ${text} is of version ${version}, the original (${original.language}) is at ${newest}\n`;
  const own = history.find(({ language }) => language === original.language);
  const number = parseVersion(version)?.number ?? 0;
  const told = own && originalAt(own, number);
  if (!told) {
    return `${head}  Version ${version} is not in published/, so it is not known what changed.\n`;
  }
  const { facts } = differenceOf({ edition: told, told }, { edition: original, told: original }, context);
  const parts = [
    ...facts.map((change) => formatFact(change, original.language, context)),
    ...formatTimeline(told, original),
    ...formatBody(told, original),
  ];
  return head + (parts.length > 0 ? parts.join('') : '  No visible change.\n');
}

function formatFact(
  { key, before, after }: FactChange,
  language: Language,
  { messages }: Parameters<typeof differenceOf>[2],
): string {
  const name = messages.t(language, `history.fact-${key}`);
  const removed = before === undefined ? '' : ` [-${before}-]`;
  const added = after === undefined ? '' : ` {+${after}+}`;
  return `\n${inset(`${name}:${removed}${added}`)}\n`;
}

function formatTimeline(told: Original, original: Original): string[] {
  const [old, now] = [byInstant(told), byInstant(original)];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((at) => {
    const [was, is] = [old.get(at), now.get(at)];
    if (!was && is) return [formatEntry(at, 'added', wordsOf(is), '{+', '+}')];
    if (was && !is) return [formatEntry(at, 'removed', wordsOf(was), '[-', '-]')];
    if (!was || !is) return [];
    const changed = paragraphsWithChanges(wordRuns(wordsOf(was), wordsOf(is), original.language));
    const states = statedOf(was) === statedOf(is) ? '' : `[-${statedOf(was)}-] {+${statedOf(is)}+}`;
    const words = [states, ...changed].filter((part) => part !== '');
    return words.length > 0 ? [formatEntry(at, 'changed', words.join('\n\n'), '', '')] : [];
  });
}

function byInstant({ timeline }: Original): Map<string, Entry> {
  return new Map(timeline.map((entry) => [entry.at, entry]));
}

function wordsOf({ title, text }: Entry): string {
  return text ? `${title}\n\n${text.text}` : title;
}

/** The facts of an entry, in the words of the source. */
function statedOf({ precision, state, phase, services }: Entry): string {
  const impacts = services.map(({ id, state: suffered }) => (suffered ? `${id}: ${suffered}` : id));
  const facts = [precision === 'exact' ? '' : precision, state ?? '', phase ?? '', ...impacts];
  return facts.filter((fact) => fact !== '').join(', ');
}

function formatEntry(at: string, what: string, words: string, open: string, close: string): string {
  const paragraphs = words.split('\n\n').map((text) => inset(`${open}${text}${close}`));
  return `\n  Entry at ${at} ${what}:\n${paragraphs.join('\n')}\n`;
}

function formatBody(told: Original, original: Original): string[] {
  const changed = paragraphsWithChanges(wordRuns(told.body.text, original.body.text, original.language));
  if (changed.length === 0) return [];
  const paragraphs = changed.map(inset);
  return [`\n  Text below the timeline changed:\n${paragraphs.join('\n')}\n`];
}

/** A paragraph as a terminal shows it, set in from the left. */
function inset(paragraph: string): string {
  return INDENT + makeVisible(paragraph.replaceAll('\n', ' '));
}

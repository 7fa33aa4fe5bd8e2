import type { Instant } from '../model/instant.ts';
import { split } from '../source/split.ts';
import { parseTime } from '../source/time.ts';

/** The texts of a language file as typed, including Markdown. */
export interface SourceTexts {
  readonly title: string;
  readonly summary: string | undefined;
  readonly changes: string | undefined;
  /** Oldest first. */
  readonly entries: readonly SourceEntry[];
  readonly actions: readonly string[];
  /** Markdown, without blank lines around it. */
  readonly body: string;
}

export interface SourceEntry {
  readonly at: Instant;
  readonly title: string;
  readonly text: string | undefined;
}

/** Reads the words of a file that is known to be valid; undefined if it is not. `text` has LF line ends. */
export function sourceTexts(file: string, text: string): SourceTexts | undefined {
  const halves = split(file, text).value;
  const matter = halves?.matter.value;
  if (!halves || !matter) return undefined;
  const { title, summary, changes, timeline, actions } = matter.value;
  return {
    title: said(title) ?? '',
    summary: said(summary),
    changes: said(changes),
    entries: mapsOf(timeline)
      .flatMap(entryOf)
      .toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    actions: mapsOf(actions).map((action) => said(action['text']) ?? ''),
    body: halves.body.replace(/^(?:[ \t]*\n)+/, '').trimEnd(),
  };
}

type Values = Readonly<Record<string, unknown>>;

function entryOf({ at, title, text }: Values): SourceEntry[] {
  const time = parseTime(said(at) ?? '');
  return 'instant' in time ? [{ at: time.instant, title: said(title) ?? '', text: said(text) }] : [];
}

function said(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function mapsOf(value: unknown): Values[] {
  return Array.isArray(value)
    ? value.filter((item: unknown): item is Values => typeof item === 'object' && item !== null)
    : [];
}

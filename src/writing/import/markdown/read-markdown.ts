import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import type { Root } from 'mdast';
import { unified } from 'unified';
import { textOf } from '../json-values.ts';
import { picturePlace, reportPlace } from '../places.ts';
import { notePeople } from '../people.ts';
import { fittingTitle } from '../text/headline.ts';
import { fromMarkdown } from '../text/to-markdown.ts';
import type { Surroundings } from '../text/clean-tree.ts';
import { noteOn, PLAIN_REPORT } from '../told.ts';
import type {
  ImportDocument,
  ImportNote,
  ImportOptions,
  Noting,
  Told,
  ToldEntry,
  ToldReport,
} from '../told.ts';
import { actionsIn } from './actions.ts';
import { readDocument } from './document.ts';
import type { MarkdownDocument, Section } from './document.ts';
import { cleanTitle, dayOf, initialsIn, severityIn, summaryIn } from './stated-facts.ts';
import { proposePhases } from './phases.ts';
import { findTimeline } from './timeline.ts';
import type { FoundTimeline } from './timeline.ts';
import { zoneInProse } from './zone.ts';

const NO_REPORT =
  /(?:^|\/)(?:readme|index|_index|contributing|changelog|license|template|.*-template|pm\s*-?yyyy[^/]*)\.(?:md|markdown)$/i;
const PLACEHOLDER = /\{\{[^}]*\}\}|\bYYYY-MM-DD\b|\bYYYY-MM\b|<(?:title|date|summary|your [^>]*)>/i;
const ENDED = /\b(?:resolved|restored|fixed|recovered|back to normal)\b/i;

const writer = unified()
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '_', rule: '-' })
  .freeze();

/**
 * Reads post-mortems that teams wrote in their own style of Markdown: timelines as tables, as headings or as
 * lists, zones stated in prose. What is guessed is noted; what is not understood stays in the body and is
 * noted too.
 */
export function readMarkdown(documents: readonly ImportDocument[], options: ImportOptions): Told {
  const notes: ImportNote[] = [];
  const reports: ToldReport[] = [];
  const paths = new Set(documents.map(({ path }) => path));
  for (const { path, text } of documents.filter(({ path: each }) => /\.(?:md|markdown)$/i.test(each))) {
    const noting = noteOn(path);
    const report = readPostmortem(path, text, { options, paths }, noting);
    if (report) reports.push(report);
    notes.push(...noting.notes);
  }
  return { reports, services: [], notes };
}

interface Source {
  readonly options: ImportOptions;
  readonly paths: ReadonlySet<string>;
}

function readPostmortem(path: string, text: string, source: Source, noting: Noting): ToldReport | undefined {
  const leaveOut = (why: string) => void noting.note('left-out', undefined, why);
  if (NO_REPORT.test(path)) return void leaveOut('its name says that it is not a report');
  if (PLACEHOLDER.test(text.slice(0, 4_000).replaceAll(/```[\s\S]*?```|`[^`]*`/g, '')))
    return void leaveOut('it has placeholders to be filled in');
  const document = readDocument(path, text);
  const day = dayOf(document);
  const id = path.replace(/\.(?:md|markdown)$/i, '');
  const zone = zoneOf(document, source.options, id, noting);
  if (zone === 'refused') return undefined;
  const around = surroundings(path, source);
  const found = findTimeline(document, { options: source.options, zone, day }, around);
  if (found.unclear !== undefined) return void noting.note('error', id, found.unclear);
  if (found.entries.length === 0) return void leaveOut('it has no timeline with times that can be read');
  return assembled({ id, document, found, around }, source.options, noting);
}

interface Parts {
  readonly id: string;
  readonly document: MarkdownDocument;
  readonly found: FoundTimeline;
  readonly around: Surroundings;
}

function assembled(
  { id, document, found, around }: Parts,
  options: ImportOptions,
  noting: Noting,
): ToldReport {
  for (const guess of found.guesses) noting.note('guess', id, guess);
  for (const loss of found.losses) noting.note('loss', id, loss);
  for (const row of found.leftOver) noting.note('loss', id, `a row stays in the body: ${row}`);
  const { title, whole } = fittingTitle(cleanTitle(document.title ?? id.split('/').at(-1) ?? id));
  const timeline = proposePhases(withStates(found.entries, document, options, id, noting));
  const summary = summaryIn(document);
  const actions = document.sections.flatMap((section) => actionsIn(section) ?? []);
  const severity = severityIn(document, options, id, noting);
  const body = bodyOf(document, found, around, id, noting);
  notePeople(timeline, id, noting, initialsIn(document.words));
  return {
    ...PLAIN_REPORT,
    id,
    document: document.path,
    title: title === '' ? 'Incident' : title,
    summary,
    severity,
    timeline,
    actions,
    body: whole === undefined ? body : `${fromMarkdown(whole).markdown}\n${body}`,
    aliases: aliasesOf(id, options),
    isPostmortem: true,
  };
}

function zoneOf(
  { words }: MarkdownDocument,
  options: ImportOptions,
  id: string,
  { note }: Noting,
): string | undefined | 'refused' {
  const said = zoneInProse(words, options);
  if (said === undefined || options.timeZone !== undefined) return options.timeZone;
  if ('why' in said) {
    note('error', id, said.why);
    return 'refused';
  }
  note('guess', id, `its times are taken to be in ${said.zone}, as \`${said.said}\` says`);
  return said.zone;
}

/** The first entry investigates; the last one resolves where the text or the command says that it is over. */
function withStates(
  entries: readonly ToldEntry[],
  { matter, words }: MarkdownDocument,
  { closed }: ImportOptions,
  id: string,
  { note }: Noting,
): readonly ToldEntry[] {
  const sorted = entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const status = textOf(matter['status']) ?? /^\W*status\W+(.+)$/im.exec(words)?.[1] ?? '';
  const last = sorted
    .slice(-2)
    .map(({ title, text = '' }) => `${title} ${text}`)
    .join(' ');
  const isOver = closed || /\b(?:resolved|closed|complete[d]?|fixed)\b/i.test(status) || ENDED.test(last);
  if (!isOver) note('guess', id, 'nothing says that it is over, so it is open; --closed closes all');
  return sorted.map((entry, index) => {
    if (index === sorted.length - 1 && isOver && sorted.length > 1) return { ...entry, state: 'resolved' };
    return index === 0 ? { ...entry, state: 'investigating' } : entry;
  });
}

/** Everything that did not become an entry, an action or the title. */
function bodyOf(
  { sections }: MarkdownDocument,
  { usedSections, rests }: FoundTimeline,
  around: Surroundings,
  id: string,
  { note }: Noting,
): string {
  const [first] = sections.filter(({ heading }) => heading?.depth === 1);
  const kept = sections.filter((section) => !usedSections.has(section) && actionsIn(section) === undefined);
  const nodes = kept.flatMap((section) => {
    const own = section.nodes.flatMap((node) => (rests.has(node) ? (rests.get(node) ?? []) : [node]));
    const isBare = own.length === 0 && section.nodes.length > 0;
    const isParent = hasOnlyEntries(section, sections, usedSections);
    return section.heading && section !== first && !isBare && !isParent ? [section.heading, ...own] : own;
  });
  const { markdown, losses, remotePictures } = fromMarkdown(
    writer.stringify({ type: 'root', children: nodes } as Root),
    around,
  );
  for (const loss of losses) note('loss', id, loss);
  for (const picture of remotePictures) note('picture', id, picture);
  return markdown;
}

/** True for a heading such as `Timeline` whose sections all became entries. */
function hasOnlyEntries(section: Section, sections: readonly Section[], used: ReadonlySet<Section>): boolean {
  if (!section.heading || section.nodes.length > 0) return false;
  const next = sections[sections.indexOf(section) + 1];
  return next?.heading !== undefined && next.heading.depth > section.heading.depth && used.has(next);
}

function aliasesOf(id: string, { base }: ImportOptions): readonly string[] {
  if (base === undefined) return [];
  const path = `${base.replace(/\/*$/, '')}/${id}/`.replace(/^(?!\/)/, '/');
  return /^\/(?:[\p{L}\p{N}._~-]+\/)+$/u.test(path) ? [path] : [];
}

/** Links to other documents of the import, and pictures beside it. */
function surroundings(path: string, { paths }: Source): Surroundings {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return {
    linkTo: (url) => {
      const target = resolved(folder, url.split('#')[0] ?? '');
      return target !== undefined && paths.has(target)
        ? reportPlace(target.replace(/\.(?:md|markdown)$/i, ''))
        : undefined;
    },
    pictureAt: (url) => {
      const target = resolved(folder, url);
      return target !== undefined && paths.has(target) ? picturePlace(target) : undefined;
    },
  };
}

/** The path of a document that a relative link leads to; undefined for a link of another kind. */
function resolved(folder: string, url: string): string | undefined {
  if (url === '' || /^[a-z][a-z\d+.-]*:|^\/|^#/i.test(url) || !URL.canParse(url, `file:///${folder}`))
    return undefined;
  return decodeURIComponent(new URL(url, `file:///${folder}`).pathname.slice(1));
}

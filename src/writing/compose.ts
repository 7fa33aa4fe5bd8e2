import type { Kind, Severity, State } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { writeBlockItem, writeValue } from '../source/edit/write-yaml.ts';

/** What is known about a report when it is started. */
export interface NewReport {
  readonly title: string;
  /** True for version 000. */
  readonly isDraft: boolean;
  readonly kind: Kind;
  readonly at: Instant;
  readonly state: State | undefined;
  readonly severity: Severity | undefined;
  /** Ids of services, each with its state if that is known. */
  readonly services: readonly { readonly id: string; readonly state: string | undefined }[];
  readonly summary: string | undefined;
  /** More about it, in Markdown, ending in a line end: the text of the first entry. */
  readonly text: string | undefined;
  readonly planned: { readonly start: Instant; readonly end: Instant } | undefined;
}

/**
 * The file of a new report: its facts, one entry, and what the template adds. The front matter of the
 * template goes below the facts; its body becomes the body.
 */
export function composeReport(report: NewReport, template: string): string {
  const { title, summary, isDraft, kind, severity, services, planned, at, state, text } = report;
  const stated = services.flatMap((service) =>
    service.state === undefined ? [] : [[service.id, service.state] as const],
  );
  const item = {
    at,
    state,
    services: stated.length > 0 ? Object.fromEntries(stated) : undefined,
    title,
    text,
  };
  const [matter, body] = splitTemplate(template);
  const lines = [
    '---',
    `title: ${writeValue('title', title)}`,
    ...(summary === undefined ? [] : [`summary: ${writeValue('summary', summary)}`]),
    `version: ${isDraft ? '000' : '001'}`,
    ...(kind === 'incident' ? [] : [`kind: ${kind}`]),
    ...(severity === undefined ? [] : [`severity: ${severity}`]),
    ...(services.length === 0 ? [] : [`services: [${services.map(({ id }) => id).join(', ')}]`]),
    ...(planned ? [`planned: {start: ${planned.start}, end: ${planned.end}}`] : []),
    'timeline:',
    `  - ${writeBlockItem(item, '    ')}`,
    ...hintsOf(matter, summary),
    '---',
  ];
  return `${lines.join('\n')}\n${body}`;
}

/** The part of the template below the facts, without its prompt for a summary if there is one already. */
function hintsOf(matter: string, summary: string | undefined): readonly string[] {
  const lines = matter.split('\n').filter((line) => summary === undefined || !/^#\s*summary:/.test(line));
  return matter === '' ? [] : lines;
}

/** A template without front matter is all body. */
function splitTemplate(template: string): readonly [matter: string, body: string] {
  const text = template.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const [, matter, body] = /^---[ \t]*\n([\s\S]*?)^---[ \t]*$\n?([\s\S]*)$/m.exec(text) ?? [];
  return matter === undefined || !text.startsWith('---')
    ? ['', text]
    : [matter.replace(/\n+$/, ''), body ?? ''];
}

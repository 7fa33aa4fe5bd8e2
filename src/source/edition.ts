import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { hasErrors, placeOf } from '../diagnostics/diagnostic.ts';
import type {
  Action,
  Edition,
  Entry,
  Original,
  Prose,
  ServiceImpact,
  Translation,
} from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { openText } from './comments/open-text.ts';
import { placedBack } from './comments/placed-back.ts';
import { checkCharacters } from './characters/check-characters.ts';
import { contentHash } from './content-hash.ts';
import { checkFacts } from './rules/check-facts.ts';
import { checkBlame } from './rules/check-blame.ts';
import { checkClosing } from './rules/check-closing.ts';
import { checkProse } from './rules/check-prose.ts';
import { withoutIgnored } from './rules/ignore.ts';
import { factsByPath, wordFacts } from './facts.ts';
import type { Matter } from './matter.ts';
import { renderMarkdown } from './markdown/markdown.ts';
import { placesOf } from './places.ts';
import type { EditionRequest } from './request.ts';
import { salvage } from './salvage.ts';
import { namedHashes, textsCutByHash } from './slips/cut-by-hash.ts';
import { frontMatter, keysAt } from './schema.ts';
import type { EntryMatter, FrontMatter } from './schema.ts';
import { splitAsMeant } from './split.ts';
import type { Split } from './split.ts';
import { markdownOptions, renderActionTexts, renderEntryTexts } from './markdown/front-matter-texts.ts';
import { withoutBlanks } from './to-fill.ts';
import { validate } from './validate.ts';
import { asWritten } from './yaml/as-written.ts';

/**
 * Reads one language file of a report, without the writers' notes: text, front matter, schema, rules,
 * Markdown. Everything wrong with it is a diagnostic at its place; with an error there is no edition.
 */
export async function parseEdition(request: EditionRequest): Promise<Outcome<Edition | undefined>> {
  const { path, bytes, context } = request;
  const { value: removal, diagnostics: unread } = await openText(path, bytes, context.limits.fileBytes);
  if (!removal) return { value: undefined, diagnostics: unread };
  const { written } = removal;
  const { value, diagnostics: found } = placedBack(await parseText(request, removal.text), removal, path);
  const hasHashes = removal.text !== written;
  const halves = found.length > 0 || hasHashes ? splitAsMeant(path, written).value : undefined;
  const diagnostics = [
    ...namedHashes(found, written),
    ...(halves && hasHashes ? textsCutByHash(path, halves.yaml, halves.yamlLine) : []),
  ];
  return { value, diagnostics: withoutIgnored(diagnostics, context.rulesOff, halves) };
}

async function parseText(request: EditionRequest, text: string): Promise<Outcome<Edition | undefined>> {
  const { value: halves, diagnostics: unsplit } = splitAsMeant(request.path, text);
  if (!halves) return { value: undefined, diagnostics: unsplit };
  const { matter } = halves;
  const { value, diagnostics } = await parseHalves(request, { ...halves, yaml: matter.yaml });
  const all = [...unsplit, ...matter.diagnostics, ...asWritten(diagnostics, request.path, matter.find)];
  return { value: hasErrors(all) ? undefined : value, diagnostics: all };
}

async function parseHalves(request: EditionRequest, halves: Split): Promise<Outcome<Edition | undefined>> {
  const diagnostics: Diagnostic[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics);
    return outcome.value;
  };
  const nothing = { value: undefined, diagnostics };
  const written = halves.matter.value ?? halves.matter.meant;
  const matter =
    written && request.role === 'translation' ? withoutBlanks(written, halves.body, request.bytes) : written;
  const elsewhere = textsOf(matter);
  const inBody = { ...markdownOptions(request, halves.bodyLine, 0, ''), elsewhere };
  const body = keep(await renderMarkdown(halves.body, inBody));
  diagnostics.push(...checkProse(request, halves, matter), ...checkBlame(request, halves, matter));
  diagnostics.push(...checkCharacters(request.path, halves, matter));
  if (!matter) return nothing;
  const isUntitled = request.role === 'translation' && !('title' in matter.value);
  if (isUntitled) diagnostics.push(untitled(request, matter));
  const values = keep(validate(frontMatter, isUntitled ? titled(matter) : matter, request.path, keysAt));
  const known = values ?? salvage(matter.value);
  const isMisspelt = diagnostics.some(({ hint }) => hint?.write?.text === 'timeline');
  diagnostics.push(
    ...checkFacts(request, matter, known).filter(({ code }) => !(isMisspelt && code === 'INC111')),
  );
  diagnostics.push(...checkClosing(request, matter, known, body.headings));
  const file = { matter, body: halves.body, bodyHeadings: body.headings, request, diagnostics };
  const texts = await renderEntryTexts(known, file);
  const actions = await renderActionTexts(known, file);
  if (!values || isUntitled || hasErrors(diagnostics)) return nothing;
  const content = contentHash(matter.value, halves.body);
  return { value: editionOf(request, values, matter, { body, texts, actions, content }), diagnostics };
}

/** A translation does not count until it has a title: until then readers get the original. */
function untitled({ path }: EditionRequest, matter: Matter): Diagnostic {
  const count = Object.keys(matter.waiting ?? {}).length;
  const all = count > 1 ? `${count} texts are not translated yet, including the title` : undefined;
  return diagnose('INC406', placeOf(path, matter.keyPlace('title')), all);
}

/** Lets the rest of the file be checked. */
function titled(matter: Matter): Matter {
  return { ...matter, value: { ...matter.value, title: '-' } };
}

/** The texts of all entries and actions, one below the other. */
function textsOf(matter: Matter | undefined): string {
  const lists = [matter?.value['timeline'], matter?.value['actions']];
  const items = lists.flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  return items.map((item) => String((item as { text?: string } | null)?.text)).join('\n');
}

/**
 * The rendered texts of a file, and the hash of its content; entries and actions in the order of the file.
 */
interface Rendered {
  readonly body: Prose;
  readonly texts: readonly (Prose | undefined)[];
  readonly actions: readonly (Prose | undefined)[];
  readonly content: string;
}

function editionOf(
  request: EditionRequest,
  values: FrontMatter,
  matter: Matter,
  { body, texts, actions, content }: Rendered,
): Edition {
  const { timeline = [] } = values;
  const order = timeline
    .map((entry, index) => ({ entry, index, text: texts[index] }))
    .toSorted((a, b) => (a.entry.at < b.entry.at ? -1 : 1));
  const base = {
    reference: request.reference,
    language: request.language,
    version: values.version,
    file: request.path,
    title: values.title,
    summary: values.summary,
    changes: values.changes,
    body,
    actions: (values.actions ?? []).map((action, index) => actionOf(action, actions[index])),
    places: placesOf(
      values,
      matter,
      order.map(({ index }) => index),
    ),
    content,
  };
  return request.role === 'original' ? originalOf(base, values, order) : translationOf(base, values, order);
}

type Base = Omit<Translation, 'role' | 'entries' | 'repeated'>;
type Ordered = readonly { readonly entry: EntryMatter; readonly text: Prose | undefined }[];

function originalOf(base: Base, values: FrontMatter, order: Ordered): Original {
  const timeline = order.map(({ entry, text }): Entry => entryOf(entry, text));
  const newest = order.at(-1)?.entry.at as Instant;
  const last = timeline.findLast(({ state }) => state !== undefined);
  return {
    ...base,
    role: 'original',
    facts: {
      ...wordFacts(values),
      services: impactsOf(values.services),
      planned: values.planned,
      tags: values.tags ?? [],
      related: values.related ?? [],
      postmortem: values.postmortem ?? false,
      imported: values.imported,
    },
    timeline,
    lastUpdate: values.last_update ?? newest,
    aliases: values.aliases ?? [],
    withdrawn: last?.state === 'withdrawn' ? (last.text?.text ?? last.title) : undefined,
  };
}

function translationOf(base: Base, values: FrontMatter, order: Ordered): Translation {
  return {
    ...base,
    role: 'translation',
    entries: order.map(({ entry: { at, title, said }, text }) => ({
      at,
      title,
      ...(said === undefined ? {} : { said }),
      text,
    })),
    repeated: factsByPath(values),
  };
}

function entryOf(entry: EntryMatter, text: Prose | undefined): Entry {
  return {
    at: entry.at,
    precision: entry.precision ?? 'exact',
    state: entry.state,
    phase: entry.phase,
    services: impactsOf(entry.services),
    title: entry.title,
    nextUpdate: entry.next_update,
    said: entry.said,
    text,
  };
}

/**
 * Services in one form, however they were written: ids in the writer's order, each with its state if it has
 * one.
 */
export function impactsOf(services: FrontMatter['services']): ServiceImpact[] {
  if (!services) return [];
  return Array.isArray(services)
    ? services.map((id) => ({ id, state: undefined }))
    : Object.entries(services).map(([id, state]) => ({ id, state }));
}

function actionOf(
  { text, owner, due, done, url }: NonNullable<FrontMatter['actions']>[number],
  prose: Prose | undefined,
): Action {
  return { text: prose?.text ?? text, prose, owner, due, done, url };
}

import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { serviceOf } from '../site/renamed-services.ts';
import { parseMatter } from '../source/matter.ts';
import type { Matter } from '../source/matter.ts';
import { misfitOfId } from '../source/slips/misfits.ts';
import { readEntries } from './entries.ts';
import { lineAt, rangeAt } from './positions.ts';
import type { FileView, SiteView } from './view.ts';
import { isServiceId, wordAt } from './word.ts';

/** The edits of a renaming, or why it cannot be done. */
export type Renaming =
  { readonly edit: WorkspaceEdit; readonly note: string | undefined } | { readonly refused: string };

/** The id of a service that can be renamed at a position. */
export function renameableAt(file: FileView, position: Position): Range | undefined {
  const word = wordAt(file, position);
  const isKnown = word && serviceOf(word.text, file.site.known?.site.services ?? [])?.id === word.text;
  return isKnown && isServiceId(word, file.path) ? word.range : undefined;
}

/**
 * Renames the service at a position, in site.yaml and in the reports. What is published stays as it is: a
 * report that was published with the old id keeps it, and site.yaml says which service it means (`was`).
 */
export function renameAt(file: FileView, position: Position, next: string): Renaming {
  const { site } = file;
  const old = wordAt(file, position)?.text ?? '';
  const services = site.known?.site.services ?? [];
  const text = site.textOf('site.yaml');
  const matter = text === undefined ? undefined : parseMatter('site.yaml', text, 1).value;
  const index = services.findIndex(({ id }) => id === old);
  const misfit = misfitOfId(next);
  if (!renameableAt(file, position) || !matter || text === undefined)
    return { refused: 'Only the id of a service can be renamed, while site.yaml has no mistakes.' };
  if (misfit) return { refused: `\`${next}\` cannot be an id: ${misfit.wrong}` };
  const owner = serviceOf(next, services);
  if (owner && owner.id !== old) return { refused: `\`${next}\` is already the service ${owner.name}` };
  const references = site.references();
  const published = new Set(references.filter((each) => isPublishedWith(site, each, old)));
  const changes: Record<string, TextEdit[]> = {
    [site.uriOf('site.yaml')]: settingsEdits({ matter, text, index, old, next }, published.size > 0),
  };
  for (const reference of references) {
    if (published.has(reference)) continue;
    for (const path of textsOf(site, reference, 'incidents')) {
      const edits = idPlaces(path, site.textOf(path) ?? '', old).map((range) => ({ range, newText: next }));
      if (edits.length > 0) changes[site.uriOf(path)] = edits;
    }
  }
  return { edit: { changes }, note: published.size > 0 ? noteOn(old, next, published.size) : undefined };
}

function noteOn(old: string, next: string, count: number): string {
  const reports = count === 1 ? 'A published report names' : `${count} published reports name`;
  return `${reports} \`${old}\` and stays unchanged: site.yaml says that \`${next}\` was called so.`;
}

interface Settings {
  readonly matter: Matter;
  readonly text: string;
  readonly index: number;
  readonly old: string;
  readonly next: string;
}

function settingsEdits({ matter, text, index, old, next }: Settings, isKept: boolean): TextEdit[] {
  const path = `services.${index}`;
  const id = matter.place(`${path}.id`);
  const edits: TextEdit[] = [{ range: rangeAt(id), newText: next }];
  if (!isKept) return edits;
  const range = rangeAt(id);
  const after = { start: range.end, end: range.end };
  const [line, column] = matter.keyPlace(`${path}.id`);
  const was = listAt(matter, path);
  if (was.length > 0) {
    const [startLine, startColumn, endLine, endColumn] = matter.place(`${path}.was.${was.length - 1}`);
    const end = { line: endLine - 1, character: endColumn - 1 };
    const lead = /^(\s*- +)$/.exec(lineAt(text, startLine - 1).slice(0, startColumn - 1))?.[1];
    const newText = lead === undefined ? `, ${old}` : `\n${lead}${old}`;
    return [...edits, { range: { start: end, end }, newText }];
  }
  const isFlow = /\{[^}]*$/.test(lineAt(text, line - 1).slice(0, column - 1));
  return [
    ...edits,
    { range: after, newText: isFlow ? `, was: [${old}]` : `\n${' '.repeat(column - 1)}was: [${old}]` },
  ];
}

function listAt({ value }: Matter, path: string): readonly unknown[] {
  const [, index] = path.split('.');
  const services = value['services'];
  const service: unknown = Array.isArray(services) ? services[Number(index)] : undefined;
  const was: unknown =
    typeof service === 'object' && service !== null ? (service as Record<string, unknown>)['was'] : undefined;
  return Array.isArray(was) ? was : [];
}

function isPublishedWith(site: SiteView, reference: string, id: string): boolean {
  return textsOf(site, reference, 'published').some((path) => {
    const text = site.textOf(path) ?? '';
    return text.includes(id) && idPlaces(path, text, id).length > 0;
  });
}

function textsOf(site: SiteView, reference: string, top: 'incidents' | 'published'): string[] {
  return site.pathsOf(reference).filter((path) => path.startsWith(`${top}/`) && path.endsWith('.md'));
}

/** Where a report names a service: for the whole report and in its entries. */
function idPlaces(path: string, text: string, id: string): Range[] {
  const read = readEntries(path, text);
  if (!read) return [];
  const { matter, entries } = read;
  const timeline = matter.value['timeline'];
  const items: readonly unknown[] = Array.isArray(timeline) ? timeline : [];
  const named = [
    { services: matter.value['services'], path: 'services' },
    ...entries.map(({ index }) => ({
      services: (items[index] as Readonly<Record<string, unknown>> | undefined)?.['services'],
      path: `timeline.${index}.services`,
    })),
  ];
  return named.flatMap(({ services, path: at }) => {
    if (Array.isArray(services))
      return services.flatMap((each, index) =>
        each === id ? [rangeAt(matter.place(`${at}.${index}`))] : [],
      );
    const isThere = typeof services === 'object' && services !== null && id in services;
    return isThere ? [rangeAt(matter.keyPlace(`${at}.${id}`))] : [];
  });
}

import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem, Position } from 'vscode-languageserver-types';
import type { PresentRow } from '../../model/row.ts';
import { partsOfPath } from '../report.ts';
import type { FileView } from '../view.ts';
import { itemsFor, upTo } from './items.ts';
import type { Offer } from './items.ts';

const PICTURE = /!\[[^\]]*\]\(([^()\s]*)$/;
const LINK = /\]\(([^()\s]*)$/;

/**
 * Inside the address of a Markdown link or picture: other reports, their headings, and the pictures in the
 * folder.
 */
export function completeLink(file: FileView, before: string, position: Position): CompletionItem[] {
  const picture = PICTURE.exec(before)?.[1];
  if (picture !== undefined)
    return itemsFor(pictures(file), upTo(position, position.character - picture.length));
  const address = LINK.exec(before)?.[1];
  if (address === undefined) return [];
  const hash = address.indexOf('#');
  const start = position.character - address.length;
  return hash < 0
    ? itemsFor([...reports(file), ...places(file, ownReference(file), '#')], upTo(position, start))
    : itemsFor(placesIn(file, address.slice(0, hash)), upTo(position, start + hash + 1));
}

function pictures({ site, path }: FileView): Offer[] {
  const reference = partsOfPath(path)?.reference ?? '';
  return site.pathsOf(reference).flatMap((each) => {
    const name = each.slice(`incidents/${reference}/`.length);
    const isPicture = each.startsWith('incidents/') && !name.endsWith('.md') && !name.includes('/');
    return isPicture ? [{ label: name, kind: CompletionItemKind.File }] : [];
  });
}

/** Newest first: reports mostly refer to recent ones. */
function reports(file: FileView): Offer[] {
  const own = ownReference(file);
  const others = file.site.known?.rows.filter(({ reference }) => reference !== own) ?? [];
  return others
    .toSorted((a, b) => (a.reference < b.reference ? 1 : -1))
    .map((row) => ({
      label: `../${row.reference}/`,
      detail: titleOf(file, row),
      kind: CompletionItemKind.Reference,
    }));
}

/** The title of a report in the language of a file. */
export function titleOf(
  { path }: Pick<FileView, 'path'>,
  { locals, original }: PresentRow,
): string | undefined {
  const language = partsOfPath(path)?.language ?? original.language;
  return (locals[language] ?? locals[original.language])?.teaser.title.value;
}

function placesIn(file: FileView, address: string): Offer[] {
  const reference = /^(?:\.\.|\/incidents)\/([\w.-]+?)(?:\/(?:[\w-]+\.md)?)?$/.exec(address)?.[1];
  return places(file, address === '' ? ownReference(file) : reference);
}

function places({ site, path }: FileView, reference: string | undefined, prefix = ''): Offer[] {
  const language = partsOfPath(path)?.language ?? '';
  const ids = reference === undefined ? [] : (site.known?.anchorsOf(reference, language) ?? []);
  return ids.map((id) => ({ label: prefix + id, kind: CompletionItemKind.Reference }));
}

function ownReference({ path }: FileView): string | undefined {
  return partsOfPath(path)?.reference;
}

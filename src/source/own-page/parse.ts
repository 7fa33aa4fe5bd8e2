import { z } from 'zod';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { OwnText } from '../../model/own-page.ts';
import { openText } from '../comments/open-text.ts';
import { movedBack, proseAt } from '../comments/placed-back.ts';
import { renderMarkdown } from '../markdown/markdown.ts';
import { markdownOptions } from '../markdown/front-matter-texts.ts';
import { namedHashes } from '../slips/cut-by-hash.ts';
import { plainLine } from '../characters/plain-line.ts';
import { whole } from '../site-values.ts';
import { splitAsMeant } from '../split.ts';
import type { Split } from '../split.ts';
import { validate } from '../validate.ts';
import { asWritten } from '../yaml/as-written.ts';
import type { OwnTextRequest } from './request.ts';

const translation = z.strictObject({
  title: plainLine.max(100),
  description: plainLine.max(300).optional(),
});

const original = translation.extend({
  /** Pages that state one come first in the menu, the lowest number before the others. */
  order: whole('`order`', 9_999).optional(),
});

/**
 * Reads one language file of one of the site's own pages, without the writers' notes. Each problem is a
 * diagnostic at its place; with an error there is no text.
 */
export async function parseOwnText(request: OwnTextRequest): Promise<Outcome<OwnText | undefined>> {
  const { path, bytes, context } = request;
  const { value: removal, diagnostics: unread } = await openText(path, bytes, context.limits.fileBytes);
  if (!removal) return { value: undefined, diagnostics: unread };
  const { written } = removal;
  const parsed = await parseText(request, removal.text);
  const { value, diagnostics } = movedBack(parsed, removal, path, (text, find) => ({
    ...text,
    body: proseAt(text.body, find),
  }));
  return { value, diagnostics: namedHashes(diagnostics, written) };
}

async function parseText(request: OwnTextRequest, text: string): Promise<Outcome<OwnText | undefined>> {
  const { value: halves, diagnostics: unsplit } = splitAsMeant(request.path, text);
  if (!halves) return { value: undefined, diagnostics: unsplit };
  const { matter } = halves;
  const { value, diagnostics } = await parseHalves(request, halves);
  const all = [...unsplit, ...matter.diagnostics, ...asWritten(diagnostics, request.path, matter.find)];
  return { value: hasErrors(all) ? undefined : value, diagnostics: all };
}

async function parseHalves(request: OwnTextRequest, halves: Split): Promise<Outcome<OwnText | undefined>> {
  const { path, name, language, isOriginal } = request;
  const diagnostics: Diagnostic[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics);
    return outcome.value;
  };
  const matter = halves.matter.value ?? halves.matter.meant;
  const options = { ...markdownOptions(request, halves.bodyLine, 0, ''), isOwnPage: true };
  const body = keep(await renderMarkdown(halves.body, options));
  const schema = isOriginal ? original : translation;
  const keys = () => Object.keys(schema.shape);
  const values = matter && keep(validate<z.output<typeof original>>(schema, matter, path, keys));
  if (!values) return { value: undefined, diagnostics };
  const { title, description, order } = values;
  return { value: { name, language, file: path, title, description, order, body }, diagnostics };
}

import type { Translation } from './edition.ts';

/**
 * True for a translation whose text nobody wrote: its entries are all vetted sentences, and it has no text of
 * its own.
 */
export function isAutomatic({
  entries,
  body,
  actions,
}: Pick<Translation, 'entries' | 'body' | 'actions'>): boolean {
  const hasText = body.text.trim() !== '' || actions.length > 0;
  return entries.length > 0 && !hasText && entries.every(({ said }) => said !== undefined);
}

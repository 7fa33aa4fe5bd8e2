import { unresolvedConflicts } from '../../diagnostics/conflict.ts';
import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import { decode } from '../decode.ts';
import type { Removal } from './removal.ts';
import { withoutComments } from './without-comments.ts';

/**
 * The text of a writer's file, of at most `limit` bytes, without the notes in it. If the file is not such a
 * text, or has an unfinished merge, there is a diagnostic instead.
 */
export async function openText(
  path: SitePath,
  bytes: Uint8Array,
  limit: number,
): Promise<Outcome<Removal | undefined>> {
  const { value: written, diagnostics } = decode(path, bytes, limit);
  if (written === undefined) return { value: undefined, diagnostics };
  const conflicts = unresolvedConflicts(path, written);
  if (conflicts.length > 0) return { value: undefined, diagnostics: conflicts };
  return { value: await withoutComments(written), diagnostics: [] };
}

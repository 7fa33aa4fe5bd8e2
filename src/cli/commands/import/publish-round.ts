import { publishTexts } from '../../../host/freeze/freeze-site.ts';
import { FREEZING, makeSite } from '../../../host/make-site.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../../model/file.ts';
import { signerOf } from '../../../host/freeze/signer.ts';
import type { World } from '../../world.ts';
import { refusalOf } from '../../../pipeline/publication/refusal.ts';

/**
 * Publishes the texts of these reports only, as `freeze` does, before the next version of the source replaces
 * them in the files. Returns how many editions were published, and what prevented others.
 */
export async function publishRound(
  root: string,
  references: ReadonlySet<string>,
  at: Instant,
  world: Pick<World, 'environment'>,
): Promise<{ readonly published: number; readonly refused: readonly Diagnostic[] }> {
  const made = await makeSite(root, { ...FREEZING, now: at });
  const publication = { at, changes: undefined };
  const texts = (await made.texts(publication)).filter(
    ({ history, pending }) => pending !== undefined && references.has(history.reference),
  );
  const signerFor = (files: readonly SourceFile[]) => signerOf(files, world);
  const { published } = publishTexts(root, made, texts, { ...publication, isDry: false, signerFor });
  return { published: published.length, refused: texts.flatMap(refusalOf) };
}

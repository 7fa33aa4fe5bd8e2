import { changeSite } from '../../../host/files/site-writer.ts';
import { FREEZING, makeSite } from '../../../host/make-site.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { siteFilesAfter } from '../../../versions/site-ledger.ts';
import { signerOf } from '../../../host/freeze/signer.ts';
import { changedLiveTexts } from '../../../pipeline/publication/live-texts.ts';
import type { World } from '../../world.ts';
import { refusalOf } from '../../../pipeline/publication/refusal.ts';
import { publishedFiles } from '../../../pipeline/publication/published-files.ts';

/**
 * Publishes the texts of some reports, and of no others, as `freeze` does: the next version of the source
 * takes their place in the files. Gives how many editions were published, and what kept others from it.
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
  const refused = texts.flatMap(refusalOf);
  const pending = texts.filter((text) => refusalOf(text).length === 0);
  const written = publishedFiles(pending, at, made);
  if (written.length === 0) return { published: 0, refused };
  const live = changedLiveTexts(pending, publication, made.sources());
  const whole = siteFilesAfter(made.sources(), written, signerOf(made.sources(), world));
  changeSite(root, (writer) => {
    for (const { path, bytes, after } of live) writer.replace(path, bytes, after);
    for (const { path, body } of [...written, ...whole]) writer.write(path, body);
  });
  return { published: pending.length, refused };
}

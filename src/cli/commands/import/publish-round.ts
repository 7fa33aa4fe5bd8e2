import { changeSite } from '../../../host/files/site-writer.ts';
import { FREEZING, makeSite } from '../../../host/make-site.ts';
import type { Instant } from '../../../model/instant.ts';
import { frozenFault } from '../../../versions/freeze.ts';
import { siteFilesAfter } from '../../../versions/site-ledger.ts';
import { signerOf } from '../../arguments/signer.ts';
import { changedLiveTexts } from '../../publication/live-texts.ts';
import type { World } from '../../world.ts';
import { publishedFiles } from '../../publication/published-files.ts';

/**
 * Publishes the texts of some reports, and of no others, as `freeze` does: the next version of the source
 * takes their place in the files. Gives how many editions were published.
 */
export async function publishRound(
  root: string,
  references: ReadonlySet<string>,
  at: Instant,
  world: Pick<World, 'environment'>,
): Promise<number> {
  const made = await makeSite(root, { ...FREEZING, now: at });
  const publication = { at, changes: undefined };
  const texts = await made.texts(publication);
  const pending = texts.filter(
    ({ history, pending: frozen }) =>
      frozen !== undefined && references.has(history.reference) && frozenFault(history, frozen) === undefined,
  );
  const written = publishedFiles(pending, at, made);
  if (written.length === 0) return 0;
  const live = changedLiveTexts(pending, publication, made.sources());
  const whole = siteFilesAfter(made.sources(), written, signerOf(made.sources(), world));
  changeSite(root, (writer) => {
    for (const { path, bytes, after } of live) writer.replace(path, bytes, after);
    for (const { path, body } of [...written, ...whole]) writer.write(path, body);
  });
  return pending.length;
}

import type { BuildResult } from '../build.ts';
import type { Instant } from '../../model/instant.ts';
import type { RenderedText } from '../rendered-text.ts';
import { frozenFiles } from '../../versions/freeze.ts';
import type { SiteFile } from '../../versions/paths.ts';
import { picturesAmong } from './pictures.ts';

/**
 * What publishing the pending texts writes below `published/`, in the order in which it has to be written.
 */
export function publishedFiles(
  pending: readonly RenderedText[],
  published: Instant,
  { files }: Pick<BuildResult, 'files'>,
): SiteFile[] {
  const pictures = picturesAmong(files);
  return pending.flatMap(({ history, pending: frozen }) =>
    frozen ? frozenFiles(history, frozen, published, pictures) : [],
  );
}

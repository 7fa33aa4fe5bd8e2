import type { SourceFile } from '../../model/file.ts';
import type { RenderedText } from '../rendered-text.ts';
import { liveEdits } from '../../site/at-publication.ts';
import type { Publication } from '../../site/at-publication.ts';
import { editFrontMatter } from '../../source/edit/front-matter.ts';

/** A live file, including the bookkeeping of its publication. */
export interface ChangedLiveText {
  readonly path: string;
  /** The file as it was read. */
  readonly bytes: Uint8Array;
  readonly before: string;
  readonly after: string;
}

/** The live files of published texts that have to be rewritten. */
export function changedLiveTexts(
  texts: readonly RenderedText[],
  publication: Publication,
  sources: readonly SourceFile[],
): readonly ChangedLiveText[] {
  const files = new Map(sources.map((file) => [file.path, file]));
  return texts.flatMap(({ history }) => {
    const file = files.get(liveFile(history.reference, history.language));
    if (!file) return [];
    const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
    const after = editFrontMatter(before, liveEdits(history, publication));
    return before === after ? [] : [{ path: file.path, bytes: file.bytes, before, after }];
  });
}

/** The file that the writers of a text edit. */
export function liveFile(reference: string, language: string): string {
  return `incidents/${reference}/${language}.md`;
}

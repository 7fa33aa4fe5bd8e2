import { applyEdits } from '../../diagnostics/diagnostic.ts';
import type { Edit } from '../../diagnostics/diagnostic.ts';
import type { SiteWriter } from './site-writer.ts';
import type { SourceFile } from '../../model/file.ts';

/** A file before and after edits were made in it. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Makes edits in their files, as those were read. Returns the files that changed. */
export function fixFiles(
  writer: SiteWriter,
  sources: readonly SourceFile[],
  edits: readonly Edit[],
): readonly FixedFile[] {
  const paths = [...new Set(edits.map(({ place }) => place.file))];
  return paths.flatMap((path) => {
    const file = sources.find((each) => each.path === path);
    if (!file) return [];
    const own = edits.filter(({ place }) => place.file === path);
    const before = writtenText(file.bytes);
    const after = applyEdits(before, own);
    writer.replace(path, file.bytes, after);
    return [{ path, before, after }];
  });
}

/** The text as written; only line ends that other programs may count differently are normalised. */
function writtenText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return /\r(?!\n)/.test(text) ? text.replaceAll(/\r\n?/g, '\n') : text;
}

import { applyEdits } from '../../diagnostics/diagnostic.ts';
import type { Edit } from '../../diagnostics/diagnostic.ts';
import type { SiteWriter } from './site-writer.ts';
import type { SourceFile } from '../../model/file.ts';

/** Makes the edits in the files they are for, as they were read. Gives the paths of the files it changed. */
export function fixFiles(
  writer: SiteWriter,
  sources: readonly SourceFile[],
  edits: readonly Edit[],
): readonly string[] {
  const paths = [...new Set(edits.map(({ place }) => place.file))];
  return paths.filter((path) => {
    const file = sources.find((each) => each.path === path);
    if (!file) return false;
    const own = edits.filter(({ place }) => place.file === path);
    writer.replace(path, file.bytes, applyEdits(writtenText(file.bytes), own));
    return true;
  });
}

/** The text as the writer has it; only line ends that count differently elsewhere are made the usual ones. */
function writtenText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return /\r(?!\n)/.test(text) ? text.replaceAll(/\r\n?/g, '\n') : text;
}

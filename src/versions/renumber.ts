import type { Edit } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';

/**
 * The edit that puts another number behind `version:`; undefined where it stands there. The place of the
 * number comes from the YAML document, so that no other text can be taken for it.
 */
export function versionEdit(
  text: string,
  { version: own, places, file }: Pick<Edition, 'version' | 'places' | 'file'>,
  version: Version,
): Edit | undefined {
  const range = places['version'];
  if (!range || formatVersion(own) === formatVersion(version)) return undefined;
  const [line, column, endLine, endColumn] = range;
  const written = (text.split('\n')[line - 1] ?? '').slice(column - 1, endColumn - 1);
  // A number between quotation marks keeps them.
  const [quote = ''] = /^["']/.exec(written) ?? [];
  return {
    place: { file, line, column, end: { line: endLine, column: endColumn } },
    text: `${quote}${formatVersion(version)}${quote}`,
  };
}

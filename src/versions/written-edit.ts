import type { Edit } from '../diagnostics/diagnostic.ts';
import { endInCommon, startInCommon } from '../diagnostics/in-common.ts';
import type { SitePath } from '../model/file.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import type { Edit as Change } from '../source/edit/front-matter.ts';

/**
 * The edit, by lines, that a diagnostic can offer for changes of front matter; undefined if they change
 * nothing. `text` is the file with LF line ends and no byte order mark, like the places.
 */
export function writtenEdit(file: SitePath, text: string, changes: readonly Change[]): Edit | undefined {
  const before = text.split('\n');
  const after = editFrontMatter(text, changes).split('\n');
  const same = startInCommon(before, after);
  if (same === before.length && same === after.length) return undefined;
  const below = endInCommon(before, after, same);
  const gone = before.slice(same, before.length - below);
  const put = after.slice(same, after.length - below);
  const [line, column] = [same + 1, 1];
  // Whole lines are removed or inserted between two unchanged lines.
  const isReplaced = gone.length > 0 && put.length > 0;
  return {
    place: {
      file,
      line,
      column,
      end: isReplaced
        ? { line: line + gone.length - 1, column: (gone.at(-1)?.length ?? 0) + 1 }
        : { line: line + gone.length, column },
    },
    text: put.join('\n') + (put.length > 0 && !isReplaced ? '\n' : ''),
  };
}

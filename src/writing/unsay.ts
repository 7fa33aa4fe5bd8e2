import { isAutomatic } from '../model/automatic.ts';
import type { Edition, Translation } from '../model/edition.ts';
import type { SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import type { PublishedText } from '../versions/published.ts';
import { textAt } from './other-file.ts';
import type { OtherFile } from './other-file.ts';
import { asPublished, contentOf, placeInFile } from './undo.ts';

/** A report with an entry that is being taken out of its original. */
export interface Unsaying {
  readonly at: Instant;
  /** The number that the original has then. */
  readonly version: string;
  readonly live: readonly Edition[];
  readonly files: readonly SourceFile[];
  readonly published: readonly PublishedText[];
}

/**
 * What becomes of the translations when an entry is taken out of the original: the sentence that `--say` put
 * there goes, and a file that has nothing else goes as a whole. What a translator wrote is left alone.
 */
export async function unsaidTexts(unsaying: Unsaying): Promise<OtherFile[]> {
  const files = unsaying.live.map((edition) =>
    edition.role === 'translation' ? withoutSentence(edition, unsaying) : undefined,
  );
  return (await Promise.all(files)).filter((file) => file !== undefined);
}

async function withoutSentence(
  edition: Translation,
  { at, version, files, published }: Unsaying,
): Promise<OtherFile | undefined> {
  const { entries, places, file: path } = edition;
  const entry = entries.find((each) => each.at === at);
  if (entry?.said === undefined) return undefined;
  const last = published.find(({ language }) => language === edition.language)?.snapshots.at(-1);
  if (entries.length === 1) return isAutomatic(edition) && !last ? { path, text: undefined } : undefined;
  const remove: Edit = {
    kind: 'remove-item',
    key: 'timeline',
    index: placeInFile({ timeline: entries, places }, entry),
  };
  const rest = editFrontMatter(textAt(path, files), [remove]);
  const isAsPublished = last !== undefined && last.line.content === (await contentOf(rest));
  const bookkeeping: readonly Edit[] = isAsPublished
    ? asPublished(last)
    : [
        { kind: 'set', key: 'version', value: version, after: 'title' },
        ...(edition.changes === entry.title ? [{ kind: 'remove', key: 'changes' } as const] : []),
      ];
  return { path, text: editFrontMatter(rest, bookkeeping) };
}

import type { SourceFile } from '../../../model/file.ts';
import type { Published } from '../../../versions/published.ts';
import type { ExistingText } from '../../../writing/import/plan-import.ts';

/** The texts of reports that the site already has in a folder. */
export function existingTexts(
  files: readonly SourceFile[],
  folder: string,
  { texts }: Pick<Published, 'texts'>,
): ExistingText[] {
  const decoder = new TextDecoder();
  const numbers = new Map(
    texts.map(({ reference, language, snapshots }) => [
      `${reference}/${language}`,
      snapshots.at(-1)?.line.version.number,
    ]),
  );
  return files.flatMap(({ path, bytes, refused }) => {
    if (refused || !path.startsWith(`${folder}/`)) return [];
    const [, reference = '', language = ''] =
      /^([^/]+)\/([^/]+)\.md$/.exec(path.slice(folder.length + 1)) ?? [];
    if (reference === '') return [];
    const published = numbers.get(`${reference}/${language}`);
    return [{ reference, language, text: decoder.decode(bytes), published }];
  });
}

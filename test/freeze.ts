import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from '../src/pipeline/build.ts';
import type { RenderedText } from '../src/pipeline/rendered-text.ts';
import { parseInline } from '../src/pipeline/testing.ts';
import { readSite, readTheme } from '../src/host/files/site-files.ts';
import type { Instant } from '../src/model/instant.ts';
import { formatVersion } from '../src/model/version.ts';
import { frozenFiles } from '../src/versions/freeze.ts';
import { siteFilesAfter } from '../src/versions/site-ledger.ts';
import { GENERATOR } from './generator.ts';

/**
 * The texts that publishing what is pending writes, at a time or else the newest that any of them tells of;
 * the files of the whole site and pictures are not among them.
 */
export function publishedFiles(
  texts: readonly RenderedText[],
  at?: string,
): readonly { readonly path: string; readonly body: string }[] {
  const newest = texts
    .flatMap(({ history }) => history.editions.map(({ lastUpdate }) => lastUpdate))
    .reduce<Instant>((a, b) => (b > a ? b : a), '2020-01-01T00:00:00Z' as Instant);
  const published = (at ?? newest) as Instant;
  return texts.flatMap(({ history, pending }) =>
    pending
      ? frozenFiles(history, pending, published, new Map()).map(({ path, body }) => ({
          path,
          body: String(body),
        }))
      : [],
  );
}

/**
 * Publishes what is new on a site into `published/`, as `publishedFiles` does; returns
 * `<reference>/<language> <version>` of each.
 */
export async function freezeTexts(folder: string, at?: string): Promise<string[]> {
  const options = { strict: false, keepGoing: false, drafts: false, mode: 'build' } as const;
  const input = { files: readSite(folder), theme: readTheme(), generator: GENERATOR, options };
  const texts = await (await build(input, parseInline)).texts();
  const written = publishedFiles(texts, at);
  for (const { path, body } of [...written, ...siteFilesAfter(input.files, written)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  return texts.flatMap(({ history: { reference, language }, pending }) =>
    pending ? [`${reference}/${language} ${formatVersion(pending.line.version)}`] : [],
  );
}

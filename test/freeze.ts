import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../src/pipeline/build.ts';
import { parseInline } from '../src/pipeline/testing.ts';
import { readSite, readTheme } from '../src/host/files/site-files.ts';
import { formatVersion } from '../src/model/version.ts';
import { LEDGER, snapshotNames, textFolder } from '../src/versions/paths.ts';
import { GENERATOR } from './generator.ts';

/** Publishes what is new on a site into `published/`; returns `<reference>/<language> <version>` of each. */
export async function freezeTexts(folder: string): Promise<string[]> {
  const options = { strict: false, keepGoing: false, drafts: false, mode: 'build' } as const;
  const input = { files: readSite(folder), theme: readTheme(), generator: GENERATOR, options };
  const { texts } = await build(input, parseInline);
  return texts.flatMap(({ history, pending }) => {
    const newest = history.editions.at(-1);
    if (!pending || !newest) return [];
    const { reference, language } = history;
    const out = join(folder, textFolder(reference, language));
    const names = snapshotNames(newest.version);
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, names.source), pending.source);
    writeFileSync(join(out, names.article), pending.article);
    writeFileSync(join(out, names.data), pending.data);
    writeFileSync(join(out, LEDGER), pending.ledger);
    return [`${reference}/${language} ${formatVersion(newest.version)}`];
  });
}

/* Publishes every report of a site, as `freeze` does, but without a word to git. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../src/bundle.mjs';

/** Where the modules lie that are no part of the library. */
const COMPILED = new URL('../.cache/bench/', import.meta.url);

export async function publish(root) {
  await bundle(['host/make-site', 'versions/paths'], fileURLToPath(COMPILED));
  const { makeSite } = await import(new URL('host/make-site.js', COMPILED).href);
  const { snapshotNames, textFolder, LEDGER } = await import(new URL('versions/paths.js', COMPILED).href);
  const options = { strict: false, keepGoing: false, drafts: false, mode: 'build' };
  const { texts } = await makeSite(root, options);
  for (const { history, pending } of texts) {
    const newest = history.editions.at(-1);
    if (!pending || !newest) continue;
    const folder = join(root, textFolder(history.reference, history.language));
    const names = snapshotNames(newest.version);
    mkdirSync(dirname(join(folder, LEDGER)), { recursive: true });
    writeFileSync(join(folder, names.source), pending.source);
    writeFileSync(join(folder, names.article), pending.article);
    writeFileSync(join(folder, names.data), pending.data);
    writeFileSync(join(folder, LEDGER), pending.ledger);
  }
  writeFileSync(
    join(root, '.gitattributes'),
    'published/** -text linguist-generated\nincidents/**/*.md text eol=lf\n',
  );
  return texts.length;
}

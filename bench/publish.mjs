/* Publishes every report of a site, as `freeze` does, but without a word to git. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LIB = new URL('../lib/', import.meta.url);

export async function publish(root) {
  const { makeSite } = await import(new URL('cli/make.js', LIB).href);
  const { snapshotNames, textFolder, LEDGER } = await import(new URL('versions/paths.js', LIB).href);
  const silent = { write: () => undefined, isTerminal: false };
  const world = { cwd: root, environment: {}, stdout: silent, stderr: silent };
  const options = { strict: false, keepGoing: false, drafts: false, mode: 'build' };
  const { texts } = await makeSite(root, options, world, { quiet: true });
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

import { formatVersion } from '../model/version.ts';
import { publishedEditions, readLedger } from '../versions/ledger.ts';

/** The paths of a built site, as a manifest lists them. */
type Paths = Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>;

/** A file in the folder of a version: `en/incidents/2020-09-15-web-frontend/v/001/index.md`. */
const SOURCE = /^(.+\/incidents\/[^/]+\/v\/[^/]+\/)index\.md$/;
const PAGE = /^(.+\/incidents\/[^/]+\/v\/[^/]+\/)index\.html$/;

/**
 * The folders of versions that have a page but no text: redacted ones, and damaged ones until they are
 * restored.
 */
export function notices(paths: Paths): string[] {
  return [...paths.keys()].flatMap((path) => {
    const folder = PAGE.exec(path)?.[1];
    return folder !== undefined && !paths.has(`${folder}index.md`) ? [folder] : [];
  });
}

/**
 * Those of them that were redacted, according to the ledgers next to them. `read` returns the text of a
 * file of that site, undefined if there is none.
 */
export function redactedAmong(
  folders: readonly string[],
  read: (path: string) => string | undefined,
): ReadonlySet<string> {
  const redacted = new Set<string>();
  const texts = new Set(folders.map((folder) => folder.replace(/v\/[^/]+\/$/, '')));
  for (const text of texts) {
    for (const { version, redacted: reason } of publishedEditions(
      readLedger(read(`${text}ledger.jsonl`) ?? ''),
    ))
      if (reason !== undefined) redacted.add(`${text}v/${formatVersion(version)}/`);
  }
  return redacted;
}

/** The versions whose text an older site still has, although they were redacted since. */
export function stillShown(paths: Paths, redacted: ReadonlySet<string>): string[] {
  return [...redacted].filter((folder) => paths.has(`${folder}index.md`));
}

/** Versions whose text one site had, and whose page in the other has no text. */
export function textsGone(before: Iterable<string>, after: Paths): string[] {
  return [...before].flatMap((path) => {
    const folder = SOURCE.exec(path)?.[1];
    const isGone = folder !== undefined && !after.has(path) && after.has(`${folder}index.html`);
    return isGone ? [folder] : [];
  });
}

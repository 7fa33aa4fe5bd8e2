import type { Manifest } from '../../publish/read-manifest.ts';
import { MANIFEST } from '../../publish/read-manifest.ts';
import { originalOf } from '../../publish/serving.ts';
import { sha256 } from '../../source/content-hash.ts';
import type { BuiltSite } from '../built-site.ts';
import { eachOf } from './each-of.ts';
import { namedFiles } from './named-files.ts';

/** What is needed to verify the files of a site. */
export interface Files {
  readonly site: BuiltSite;
  readonly manifest: Manifest;
  readonly found: (path: string, message: string) => void;
  /** For a site behind an address: a file that the host does not serve. */
  readonly unseen: (path: string) => void;
}

/**
 * Compares files of the manifest with their hashes. For an address, the links in a page or feed that
 * differs are followed too: an added file is served to whoever follows them.
 */
export async function verifyListed(paths: readonly string[], files: Files): Promise<void> {
  const named = new Map<string, string>();
  await eachOf(paths, async (path) => {
    const bytes = await verifyOne(path, files);
    if (!bytes || files.site.paths || !READ.test(path)) return;
    const { basePath } = files.manifest;
    for (const name of namedFiles(path, new TextDecoder().decode(bytes), basePath)) named.set(name, path);
  });
  const added = [...named].filter(([path]) => path !== MANIFEST && !files.manifest.files.has(path));
  await eachOf(added, async ([path, by]) => {
    if (await files.site.read(path)) files.found(path, `This file was not built, but ${by} names it`);
  });
}

/** Files that contain addresses of other files. */
const READ = /\.(?:html|atom|rss|json|xml|md|txt|ics|js|css)$/;

/** Reports existing files that were not built, if all files can be listed. */
export function verifyNothingElse({ site, manifest, found }: Files): void {
  // The files listed in a damaged part are not known.
  const isUnknown = (path: string) => manifest.unread.some(({ begins }) => path.startsWith(begins));
  for (const path of site.paths ?? [])
    if (path !== MANIFEST && !manifest.files.has(path) && !isUnknown(path))
      found(path, 'This file was not built');
}

/** The bytes of a file that differs from what was built. */
async function verifyOne(
  path: string,
  { site, manifest, found, unseen }: Files,
): Promise<Uint8Array | undefined> {
  const isRemote = site.paths === undefined;
  if (isRemote && /^_(?:headers|redirects)$/.test(path)) {
    unseen(path);
    return undefined;
  }
  const bytes = await site.read(path);
  const original = originalOf(path);
  if (!bytes) {
    if (isRemote && original !== undefined) unseen(path);
    else found(path, 'build.json lists this file, but it is missing');
    return undefined;
  }
  const hash = sha256(bytes);
  const meant = isRemote ? [path, original, redirected(path, site, manifest)] : [path];
  if (meant.some((each) => each !== undefined && manifest.files.get(each)?.sha256 === hash)) return undefined;
  found(path, 'Its bytes are not those that were built');
  return bytes;
}

/** The file that a host serves instead of a page that redirects from an old address. */
function redirected(path: string, { ledTo }: BuiltSite, { redirects }: Manifest): string | undefined {
  const to = ledTo?.(path);
  const isKnown = [...redirects].some(([from, target]) => fileOf(from) === path && target === to);
  return isKnown && to !== undefined ? fileOf(to) : undefined;
}

/** The file behind an address below the site. */
function fileOf(address: string): string {
  return address.slice(1).replace(/(^|\/)$/, '$1index.html');
}

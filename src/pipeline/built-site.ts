import { isAsWritten, MANIFEST, parseManifest, readParts } from '../publish/read-manifest.ts';
import type { Manifest } from '../publish/read-manifest.ts';

/** A built site, wherever it is. */
export interface BuiltSite {
  /** The bytes of a file by its path below the site, undefined if there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** All its files, if they can be listed. */
  readonly paths?: readonly string[] | undefined;
  /** For an address: the file of the site that the host redirected to, `/en/incidents/x/`. */
  readonly ledTo?: ((path: string) => string | undefined) | undefined;
}

/** One difference from what was published. */
export interface Finding {
  readonly path: string;
  readonly message: string;
}

/**
 * The manifest of a built site with all its parts; `found` is called for every fault. Undefined if there is
 * none.
 */
export async function readManifest(
  site: BuiltSite,
  found: (path: string, message: string) => void,
): Promise<Manifest | undefined> {
  const bytes = await site.read(MANIFEST);
  const manifest = bytes && parseManifest(new TextDecoder().decode(bytes));
  if (!manifest) {
    const what = 'the list of the files of a built site';
    found(MANIFEST, bytes ? `This is not ${what}, or it is damaged` : `build.json, ${what}, is missing`);
    return undefined;
  }
  if (!isAsWritten(manifest))
    found(MANIFEST, 'It was changed after it was written: its digest does not match');
  const { manifest: whole, damaged } = await readParts({ manifest, read: site.read });
  for (const { path, message } of damaged) found(path, message);
  return whole;
}

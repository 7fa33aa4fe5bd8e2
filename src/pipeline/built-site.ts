import { MANIFEST, parseManifest, readParts } from '../publish/read-manifest.ts';
import type { Manifest, Part } from '../publish/read-manifest.ts';

/** A built site, wherever it is. */
export interface BuiltSite {
  /** The bytes of a file by its path below the site, undefined where there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** All its files, where they can be listed. */
  readonly paths?: readonly string[] | undefined;
}

/** One thing that is not as it was published. */
export interface Finding {
  readonly path: string;
  readonly message: string;
}

/**
 * The manifest of a built site, with the parts that a proof needs; of what is wrong with it `found` is told.
 * Undefined where there is none.
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
  // Behind an address only the files of texts are asked for.
  const isWanted = (part: Part) => site.paths !== undefined || mayHoldTexts(part.begins);
  const { manifest: whole, damaged } = await readParts({ manifest, read: site.read }, isWanted);
  for (const { path, message } of damaged) found(path, message);
  return whole;
}

/** True if a path of a text may begin so. */
function mayHoldTexts(begins: string): boolean {
  const [language = '', folder, ...rest] = begins.split('/');
  if (!/^[a-z0-9-]*$/.test(language)) return false;
  return rest.length > 0 ? folder === 'incidents' : 'incidents'.startsWith(folder ?? '');
}

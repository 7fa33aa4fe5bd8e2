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

/** What a proof needs of `build.json`. */
export interface Manifest {
  readonly basePath: string;
  /** Editions that were not published yet when the site was built. */
  readonly pending: readonly string[];
  readonly files: Readonly<Record<string, { readonly sha256: string }>>;
}

/** The manifest of a built site, or why it cannot be read. */
export async function readManifest(site: BuiltSite): Promise<Manifest | Finding> {
  const bytes = await site.read('build.json');
  const wrong = (message: string): Finding => ({ path: 'build.json', message });
  if (!bytes) return wrong('build.json, the list of the files of a built site, is missing');
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as {
      base_path?: unknown | undefined;
      files?: unknown | undefined;
      pending?: unknown | undefined;
    };
    if (typeof value.base_path !== 'string' || typeof value.files !== 'object' || value.files === null) {
      return wrong('This is not the manifest of a built site');
    }
    const pending = Array.isArray(value.pending) ? value.pending.map(String) : [];
    return { basePath: value.base_path, pending, files: value.files as Manifest['files'] };
  } catch {
    return wrong('This is not JSON');
  }
}

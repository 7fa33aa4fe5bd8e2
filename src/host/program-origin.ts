import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { packageRoot } from './files/site-files.ts';

/** A package in a lock file, by its path in the lock file's folder. */
export type LockedPackages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Where the running program came from. */
export type Origin =
  /** It runs from a source folder, such as a clone. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** npm installed it. */
  | {
      readonly kind: 'installed';
      readonly name: string;
      readonly version: string;
      readonly integrity: string | undefined;
      /** The .tgz file it was installed from, absolute; undefined if it was installed in another way. */
      readonly file: string | undefined;
      /** The address it was fetched from, if npm recorded one outside a registry. */
      readonly address: string | undefined;
    }
  /** Installed by something other than npm. */
  | { readonly kind: 'unknown' };

/** Finds out where the running program came from, from the lock file that npm leaves in node_modules. */
export function programOrigin(): Origin {
  const root = packageRoot();
  const at = root.lastIndexOf(`${sep}node_modules${sep}`);
  if (at < 0) return { kind: 'folder', folder: root };
  const top = root.slice(0, at);
  const notes = join(top, 'node_modules/.package-lock.json');
  const noted = existsSync(notes) ? JSON.parse(readFileSync(notes, 'utf8')).packages : {};
  const entry = noted[relative(top, root).split(sep).join('/')] as Noted | undefined;
  if (entry === undefined) return { kind: 'unknown' };
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly name: string };
  const { version, integrity, resolved = '' } = entry;
  const isOfRegistry =
    resolved === '' || resolved.endsWith(`/${name}/-/${name.split('/').at(-1)}-${version}.tgz`);
  const isFile = resolved.startsWith('file:');
  return {
    kind: 'installed',
    name,
    version,
    integrity,
    file: isFile ? resolve(top, resolved.slice('file:'.length)) : undefined,
    address: isFile || isOfRegistry ? undefined : resolved,
  };
}

interface Noted {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

/**
 * The packages that the running program was tested with: from the lock file in its package, or that of its
 * clone without the development packages. The program itself is under the empty path.
 */
export function testedPackages(): LockedPackages {
  const root = packageRoot();
  const file = ['npm-shrinkwrap.json', 'package-lock.json'].find((name) => existsSync(join(root, name)));
  if (file === undefined) return {};
  const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { packages: LockedPackages };
  return Object.fromEntries(Object.entries(packages).filter(([, entry]) => entry['dev'] !== true));
}

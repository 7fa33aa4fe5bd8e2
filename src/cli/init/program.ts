import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inPassingFolder } from '../../host/files/passing-folder.ts';
import { packPackage } from '../../host/npm.ts';
import type { Packed } from '../../host/npm.ts';
import { programOrigin } from '../../host/program-origin.ts';
import { Refused } from '../../host/refused.ts';

/** The program as a new site uses it. */
export interface SiteProgram {
  readonly name: string;
  readonly version: string;
  /** For package.json: a version, or a file in the site. */
  readonly spec: string;
  /** The lock file's entry for its file; undefined if only a registry knows. */
  readonly integrity: string | undefined;
  /** The file that the site gets, for a program that is on no registry. */
  readonly file: { readonly path: string; readonly body: Buffer } | undefined;
  /** True for the very program that is running, whose packages are known. */
  readonly isOurs: boolean;
}

/** Where a site keeps the program's file if it is on no registry. */
const VENDOR = 'vendor';

/**
 * The program of a new site: `spec`, or else the running one, from where it was installed. A program that is
 * not on a registry is copied into the site, since everybody who installs the site must get the same bytes.
 * Throws Refused.
 */
export function programOfSite(spec: string | undefined, cwd: string): Promise<SiteProgram> {
  return inPassingFolder(async (folder) => {
    if (spec === undefined) return await runningProgram(folder);
    const packed = await packPackage({ spec, cwd, folder, mayBuild: isSource(spec) });
    if (!/^(?:@[^/]+\/)?incident-press$/.test(packed.name))
      throw new Refused(
        'usage',
        `${spec} is the package ${packed.name}`,
        'Give a version of incident-press.',
      );
    return isOnRegistry(spec) ? ofRegistry(packed) : asFile(packed, false);
  });
}

async function runningProgram(folder: string): Promise<SiteProgram> {
  const origin = programOrigin();
  switch (origin.kind) {
    case 'folder':
      // It is running, so it is already built.
      return asFile(await packPackage({ spec: '.', cwd: origin.folder, folder, mayBuild: false }), true);
    case 'unknown':
      throw unknownOrigin('npm did not install this program');
    case 'installed': {
      const { name, version, integrity, file, address } = origin;
      if (address !== undefined) {
        const packed = await packPackage({ spec: address, cwd: folder, folder, mayBuild: isSource(address) });
        return asFile(packed, packed.integrity === integrity);
      }
      if (file === undefined)
        return { name, version, spec: version, integrity, file: undefined, isOurs: true };
      // Packing a packed file returns it unchanged.
      const packed = existsSync(file)
        ? await packPackage({ spec: file, cwd: folder, folder, mayBuild: false })
        : undefined;
      if (packed?.integrity === integrity && packed) return asFile(packed, true);
      throw unknownOrigin(`${file} is no longer what this program was installed from`);
    }
  }
}

function unknownOrigin(message: string): Refused {
  return new Refused(
    'usage',
    message,
    'Say which program the site should use with `--program`: a version, a .tgz file or a git address.',
  );
}

function ofRegistry({ name, version, integrity }: Packed): SiteProgram {
  return { name, version, spec: version, integrity, file: undefined, isOurs: false };
}

function asFile({ name, version, integrity, file }: Packed, isOurs: boolean): SiteProgram {
  const path = `${VENDOR}/${basename(file)}`;
  return { name, version, spec: `file:${path}`, integrity, file: { path, body: readFileSync(file) }, isOurs };
}

/** Whether a spec is a name on a registry, rather than a path, a file or an address. */
function isOnRegistry(spec: string): boolean {
  return /^(?:@[\w.-]+\/)?[\w.-]+(?:@[^/:]*)?$/.test(spec) && !isPath(spec);
}

/** Whether it comes as source code and has to be built: from git, or from a folder. */
function isSource(spec: string): boolean {
  const isTarball = /\.(?:tgz|tar|tar\.gz)$/.test(spec);
  return !isTarball && !isOnRegistry(spec);
}

function isPath(spec: string): boolean {
  return /^(?:\.|\/|~|file:)/.test(spec) || /\.(?:tgz|tar|tar\.gz)$/.test(spec);
}

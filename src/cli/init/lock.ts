import { testedPackages } from '../../host/program-origin.ts';
import type { LockedPackages } from '../../host/program-origin.ts';
import type { SiteProgram } from './program.ts';

/** The part of a site's package.json that its lock file repeats. */
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The lock file of a site that uses the running program, with exactly the packages that it was tested with.
 * npm completes it; without it, npm would take the newest version of each. Undefined if the packages are not
 * known: for another program, and for one that was packed without its lock file.
 */
export function lockFor(program: SiteProgram, { dependencies }: Manifest): string | undefined {
  const { '': own, ...others } = program.isOurs ? testedPackages() : {};
  if (own === undefined) return undefined;
  const { name: _name, dev: _dev, devDependencies: _development, ...described } = own;
  const entry = {
    ...described,
    version: program.version,
    ...(program.file ? { resolved: program.spec } : {}),
    ...(program.integrity === undefined ? {} : { integrity: program.integrity }),
  };
  const packages: LockedPackages = {
    '': { dependencies },
    [`node_modules/${program.name}`]: entry,
    ...others,
  };
  const sorted = Object.fromEntries(
    Object.entries(packages).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  return `${JSON.stringify({ lockfileVersion: 3, requires: true, packages: sorted }, null, 2)}\n`;
}

/**
 * A publication: `NNN` counts facts, revision counts wording of the same facts in one language (1 = none).
 */
export interface Version {
  readonly number: number;
  readonly revision: number;
}

const SHAPE = /^(\d{3,9})(?:r([1-9]\d{0,5}))?$/;

/** Reads `002` or `002r2`. Returns undefined for anything else (`2`, `2.0`, `002r1`, `v2`). */
export function parseVersion(text: string): Version | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const revision = match[2] === undefined ? 1 : Number(match[2]);
  if (match[2] !== undefined && revision < 2) return undefined;
  const number = Number(match[1]);
  // `0999` and `999` would be two names for one version.
  return formatVersion({ number, revision }) === text ? { number, revision } : undefined;
}

/** Writes a version: at least three digits, `rK` from the second wording on. */
export function formatVersion(version: Version): string {
  const number = String(version.number).padStart(3, '0');
  return version.revision > 1 ? `${number}r${version.revision}` : number;
}

/** Orders versions as numbers, then revisions: negative if `a` is the older one. */
export function compareVersions(a: Version, b: Version): number {
  return a.number - b.number || a.revision - b.revision;
}

/** What can be wrong with a name; the first rule that matches is reported. */
const REASONS: readonly (readonly [pattern: RegExp, wrong: string])[] = [
  [/^$/, 'the name of the bucket is missing'],
  [/\s/, 'has a space'],
  [/_/, 'has an underscore'],
  [/\p{Lu}/u, 'has a capital letter'],
  [/:/, 'has a colon; a host and its port go into `--endpoint`'],
  [/[^a-z0-9.-]/, 'has a character other than a to z, digits, dots and hyphens'],
  [/^[.-]/, 'starts with a dot or hyphen'],
  [/[.-]$/, 'ends with a dot or hyphen'],
  [/^.{0,2}$/, 'is shorter than 3 characters'],
  [/^.{64,}$/, 'is longer than 63 characters'],
];

/**
 * Why a name cannot be the name of a bucket, worded to follow the name; undefined if it can. The rule is what
 * all stores allow, since the name becomes part of a host name.
 */
export function wrongInBucket(name: string): string | undefined {
  return REASONS.find(([pattern]) => pattern.test(name))?.[1];
}

import type { Version } from '../model/version.ts';

/**
 * The number a text gets when facts are added to it: the one after the newest published one. A number that
 * is not published yet is kept, however often the text changes; a draft stays a draft; a revision cannot
 * hold new facts. `last` is the newest published number of the text.
 */
export function versionAfterUpdate(live: Version, last: Version | undefined): Version {
  if (last) return { number: last.number + 1, revision: 1 };
  return live.revision > 1 ? { number: live.number + 1, revision: 1 } : live;
}

/**
 * The number a text gets when only its wording improves: the next revision of the newest published number.
 * If nothing is published under the live number, there is nothing to count.
 */
export function versionAfterCorrection(live: Version, last: Version | undefined): Version {
  if (!last || live.number > last.number) return live;
  return { number: last.number, revision: last.revision + 1 };
}

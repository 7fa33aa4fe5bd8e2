/** A text in one commit of the main branch. */
export interface Standing {
  readonly commit: string;
  /** When it was committed, in seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number;
  /** Its path in that commit; differs from today's if it was renamed since. */
  readonly path: string;
  readonly object: string;
}

/** A text with all its past states, oldest first. */
export interface TextPast {
  /** Where the text is today. */
  readonly path: string;
  readonly standings: readonly Standing[];
  /** True if the clone begins in the middle of its history. */
  readonly isCut: boolean;
}

interface PastCommit {
  readonly id: string;
  readonly seconds: number;
  readonly isCut: boolean;
  readonly changes: readonly {
    readonly from: string | undefined;
    readonly path: string;
    readonly object: string | undefined;
  }[];
}

/**
 * Follows each text that exists today through the commits of the main branch, oldest commit first, across
 * renames. A text that was deleted and written again is followed to its new beginning only.
 */
export function pastOf(paths: readonly string[], commits: readonly PastCommit[]): TextPast[] {
  return paths.map((path) => {
    const standings: Standing[] = [];
    let name = path;
    let isCut = false;
    for (const commit of commits.toReversed()) {
      const change = commit.changes.find((each) => each.path === name);
      if (!change) continue;
      if (change.object === undefined) break;
      standings.unshift({ commit: commit.id, seconds: commit.seconds, path: name, object: change.object });
      if (commit.isCut) isCut = true;
      if (change.from !== undefined) name = change.from;
    }
    return { path, standings, isCut };
  });
}

/** A version of a text found in history, and how many texts had its number. */
export interface Recovered<T> {
  readonly version: string;
  readonly standing: T;
  readonly texts: number;
}

/**
 * Of all texts with one number, the last one is what readers had in the end. Numbers below the newest frozen
 * one, or out of order, are not recovered: a ledger only grows. `isLater` says whether a version comes after
 * another.
 */
export function versionsToRecover<
  T extends { readonly version: string | undefined; readonly object: string },
>(
  past: readonly T[],
  newest: string | undefined,
  isLater: (a: string, b: string) => boolean,
): Recovered<T>[] {
  const recovered: Recovered<T>[] = [];
  for (const standing of past) {
    const { version } = standing;
    if (version === undefined || (newest !== undefined && !isLater(version, newest))) continue;
    const last = recovered.at(-1);
    if (last?.version === version) {
      // Renaming a folder does not change the text.
      const texts = last.standing.object === standing.object ? last.texts : last.texts + 1;
      recovered[recovered.length - 1] = { ...last, standing, texts };
    } else if (!last || isLater(version, last.version)) recovered.push({ version, standing, texts: 1 });
  }
  return recovered;
}

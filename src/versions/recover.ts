/** A text as one commit of the main line left it. */
export interface Standing {
  readonly commit: string;
  /** When it was committed, in seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number;
  /** Its path in that commit; another one than today's where it was renamed since. */
  readonly path: string;
  readonly object: string;
}

/** A text with all it ever was, oldest first. */
export interface TextPast {
  /** Where the text is today. */
  readonly path: string;
  readonly standings: readonly Standing[];
  /** True where the clone begins in the middle of its history. */
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
 * Follows each text that exists today back through the commits of the main line, oldest commit first,
 * across renames. A text that was deleted and written again is followed to its new beginning only.
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

/** One version of a text as history has it, and how many texts were under its number. */
export interface Recovered<T> {
  readonly version: string;
  readonly standing: T;
  readonly texts: number;
}

/**
 * Of all texts that were under one number the last is what stayed with readers. Numbers that were used
 * before the newest one frozen, or that went back, are not recovered: a ledger only grows.
 * `isLater` says whether a version comes after another.
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
      // A folder that only got another name holds no other text.
      const texts = last.standing.object === standing.object ? last.texts : last.texts + 1;
      recovered[recovered.length - 1] = { ...last, standing, texts };
    } else if (!last || isLater(version, last.version)) recovered.push({ version, standing, texts: 1 });
  }
  return recovered;
}

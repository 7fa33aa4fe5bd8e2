import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { TextHistory } from '../model/history.ts';
import { instantOf, latest } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { compareVersions, formatVersion, parseVersion } from '../model/version.ts';
import { frozenFault } from './freeze.ts';
import type { Frozen } from './freeze.ts';
import { publishedEditions, readLedger } from './ledger.ts';
import { versionsToRecover } from './recover.ts';
import type { Recovered, Standing, TextPast } from './recover.ts';

/** A past text with the number that it states. */
export interface VersionedStanding extends Standing {
  readonly version: string | undefined;
}

/** Reference and language in the path of a live text; undefined for any other file. */
export function textAt(path: string): { readonly reference: string; readonly language: string } | undefined {
  const [, reference, language] = /^incidents\/([^/]+)\/([^/]+)\.md$/.exec(path) ?? [];
  return reference === undefined || language === undefined ? undefined : { reference, language };
}

/** Texts published under an earlier folder name that no longer exists, each with that name. */
export function renamedPasts(
  pasts: readonly TextPast[],
  paths: readonly string[],
): ReadonlyMap<TextPast, string> {
  const has = (folder: string) => paths.some((path) => path.startsWith(folder));
  return new Map(
    pasts.flatMap((past) => {
      const before = past.standings
        .map(({ path }) => textAt(path)?.reference ?? '')
        .find((name) => !has(`incidents/${name}/`) && has(`published/${name}/`));
      return before === undefined ? [] : [[past, before] as const];
    }),
  );
}

/**
 * The versions of a text to recover, oldest first. `bodies` are its past texts, in the order of `standings`;
 * `today` is its live text; `ledger` has its published versions. Drafts are left out, and so is the number of
 * the live text, which `freeze` publishes.
 */
export function recoverable(
  standings: readonly Standing[],
  bodies: readonly string[],
  today: string,
  ledger: string,
): readonly Recovered<VersionedStanding>[] {
  const versioned = standings.map((standing, index) => ({
    ...standing,
    version: statedVersion(bodies[index] ?? ''),
  }));
  const newest = publishedEditions(readLedger(ledger)).at(-1)?.version;
  const current = statedVersion(today);
  return versionsToRecover(versioned, newest && formatVersion(newest), isLater).filter(
    ({ version }) => version !== current && version !== '000',
  );
}

/** The time of a commit, or of the newest ledger line if that is later: a ledger never goes back. */
export function publicationTime({ seconds }: Standing, ledger: string): Instant {
  const committed = instantOf(seconds);
  return latest(committed, readLedger(ledger).lines.at(-1)?.published) ?? committed;
}

/** The parts of a text that recovering a version needs. */
interface TextToRecover {
  readonly history: TextHistory;
  readonly pending: Frozen | undefined;
  /** Why its pending edition could not be rendered. */
  readonly faults: readonly Diagnostic[];
}

/** Why a version cannot be recovered, judging by the build of its text; undefined if it can. */
export function recoveryFault(
  version: string,
  path: string,
  text: TextToRecover | undefined,
  diagnostics: readonly Diagnostic[],
): string | undefined {
  if (!text?.pending || text.pending.line.version.number !== parseVersion(version)?.number) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const own = text?.faults[0] ?? errors.find(({ place }) => place.file === path);
    // With an error that stops the whole site there are no texts.
    const wrong = own ?? (text ? undefined : errors[0]);
    return wrong ? `${wrong.code} ${wrong.message}` : 'it has the same content as the version before it';
  }
  const fault = frozenFault(text.history, text.pending);
  return fault === undefined ? undefined : `its article may not be published: ${fault}`;
}

function isLater(a: string, b: string): boolean {
  const [one, other] = [parseVersion(a), parseVersion(b)];
  return one !== undefined && other !== undefined && compareVersions(one, other) > 0;
}

/** The number a text states, read leniently since old texts may not be valid any more. */
function statedVersion(text: string): string | undefined {
  const stated = /^version:\s*["']?([0-9r]+)["']?\s*(?:#.*)?$/m.exec(text)?.[1];
  return stated !== undefined && parseVersion(stated) ? stated : undefined;
}

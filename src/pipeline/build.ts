import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { OutputFile } from '../model/file.ts';
import type { Alias } from '../source/site-schema.ts';
import type { BuildInput, Extras } from './build-input.ts';
import { crewOf, finishScanned } from './finish-scanned.ts';
import type { FinishedSite, Rendered } from './finish-site.ts';
import { isDamage } from './keep-going.ts';
import { neverPause } from './pause.ts';
import type { ParseEditions } from './parse/read-reports.ts';
import { withOldLook } from './remember/look.ts';
import { emptyMemory } from './remember/memory.ts';
import type { FileFacts, Memory } from './remember/memory.ts';
import type { Work } from './work.ts';
import { RULES } from './remember/rules.ts';
import type { Publication } from '../site/at-publication.ts';
import { faultsOfPending, textsOf } from './pages/texts-of.ts';
import type { RenderedText } from './rendered-text.ts';
import { rendererOf, scanSite } from './scan-site.ts';
import type { ScannedSite, Scanning } from './scan-site.ts';
import { sortFiles } from './site-units.ts';

export type { BuildInput, BuildOptions, Extras } from './build-input.ts';

export interface BuildResult {
  /**
   * The files that were made, with their bytes unless a sink has taken them; none if errors stopped the
   * build.
   */
  readonly files: readonly (OutputFile & FileFacts)[];
  /** The files without their bytes. */
  readonly made: readonly FileFacts[];
  /** The bytes of any file of the site. */
  readonly bodyOf: (path: string) => Promise<Uint8Array>;
  /** The files that are unchanged since an earlier build. */
  readonly unchanged: readonly FileFacts[];
  /** All diagnostics of all files, in their fixed order. */
  readonly diagnostics: readonly Diagnostic[];
  /** References of the reports with errors that are not shown at all, or not in all their languages. */
  readonly leftOut: readonly string[];
  /** References of the reports with errors that are shown as they were last published. */
  readonly kept: readonly string[];
  /** Files below `published/` that differ from what was published, or do not belong there. */
  readonly damaged: readonly string[];
  /**
   * Works out every text with its editions and what freezing will write for them, at a publication if one is
   * given; empty if errors stopped the build.
   */
  readonly texts: (publication?: Publication) => Promise<readonly RenderedText[]>;
  /** State for the next build, which then has less to do and gives the same result. */
  readonly memory: Memory;
  /** How much work was left after reusing earlier builds. */
  readonly work: Work;
  /** The pages that were made, and why. */
  readonly rendered: readonly Rendered[];
  /** Every old address and the report it now leads to: those of site.yaml and of the reports. */
  readonly aliases: readonly Alias[];
  /**
   * Templates or interface texts of articles have changed since the last build; published articles keep the
   * look they were frozen with.
   */
  readonly isRelooked: boolean;
  readonly counts: { readonly reports: number; readonly pages: number; readonly drafts: number };
}

/**
 * From the files of a site to the files of its output: units, rows, pages. Pure, apart from `extras`. Work
 * that `before`, the memory of earlier builds by the same program, makes unnecessary is skipped; the output
 * is the same with and without it.
 */
export async function build(
  input: BuildInput,
  parse: ParseEditions,
  before: Memory = emptyMemory(),
  rules = RULES,
  extras: Extras = {},
): Promise<BuildResult> {
  const sorted = sortFiles(input.files);
  const scanning = { input, sorted, before, rules, parse, extras, pause: extras.pause ?? neverPause };
  const scanned = await scanSite({ ...scanning, articleFaults: faultsFor(input, extras) });
  if (!('told' in scanned))
    return { ...NOTHING, memory: before, diagnostics: sortDiagnostics(scanned.says.said) };
  const { site, theme, told, isStopped } = scanned;
  await extras.onScanned?.();
  const isCheck = input.options.mode === 'check';
  const known = (name: string) => (isCheck ? before.checked.get(name) : undefined) ?? before.pages.get(name);
  const making = { before: { pages: { get: known } }, rules, pause: neverPause };
  const finished = await finishScanned(scanned, input, extras, making);
  const around = () => ({ site, theme, renderer: rendererOf(input), crew: crewOf(theme, site, extras.crew) });
  const texts: BuildResult['texts'] = (publication) => textsOf({ ...told, ...around() }, publication);
  // If nothing is written, the output is still that of the last build.
  const pages = isStopped() || isCheck ? before.pages : finished.kept;
  const checked = new Map([...finished.kept].filter(([name, each]) => before.pages.get(name) !== each));
  return {
    ...resultOf(finished, scanned),
    aliases: site.aliases,
    isRelooked: scanned.isRelooked,
    memory: {
      ...before,
      units: told.lasting,
      pages,
      checked: isCheck ? checked : before.checked,
      // After an error or a mere check, nobody has been told yet.
      values: isStopped() || isCheck ? withOldLook(scanned.values, before) : scanned.values,
    },
    texts: isStopped() ? NOTHING.texts : texts,
  };
}

/**
 * A site's templates can render one text into something that must not be published; the shipped ones cannot.
 */
function faultsFor(input: BuildInput, extras: Extras): Scanning['articleFaults'] {
  if (input.options.mode === 'check') return undefined;
  return async ({ site, theme }, shown) => {
    if (!theme.hasOwnTemplates) return [];
    const crew = crewOf(theme, site, extras.crew);
    return faultsOfPending({ ...shown(), site, theme, renderer: rendererOf(input), crew });
  };
}

const NOTHING: Omit<BuildResult, 'diagnostics' | 'memory'> = {
  files: [],
  made: [],
  unchanged: [],
  bodyOf: () => Promise.reject(new Error('there is no site')),
  texts: () => Promise.resolve([]),
  leftOut: [],
  kept: [],
  damaged: [],
  work: { read: 0, parsed: 0, units: 0, pages: 0 },
  rendered: [],
  aliases: [],
  isRelooked: false,
  counts: { reports: 0, pages: 0, drafts: 0 },
};

function resultOf(
  finished: FinishedSite,
  { told, says, isStopped }: ScannedSite,
): Omit<BuildResult, 'memory' | 'texts' | 'aliases' | 'isRelooked'> {
  const { rows, sound, left, work } = told;
  const { pages, rendered, bodyOf } = finished;
  const { files, made, unchanged } = isStopped() ? NOTHING : finished;
  return {
    files,
    made,
    unchanged,
    bodyOf,
    ...left,
    damaged: [...new Set(says.said.filter(isDamage).map(({ place }) => place.file))].toSorted(),
    diagnostics: sortDiagnostics(says.said),
    work: { ...work, pages: rendered.length },
    rendered,
    counts: { reports: rows.length, pages, drafts: sound.length - rows.length },
  };
}

import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../../diagnostics/diagnostic.ts';
import type { PreviewFiles } from '../../../host/preview/server.ts';
import type { LiveFile, LiveSite } from '../../../pipeline/live-site.ts';

/** The states of a site that are shown: the newest, and while that has mistakes, the last one without. */
export interface ShownSite {
  readonly files: PreviewFiles;
  /** All known problems, including those of pages that were requested. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Shows the next state. */
  readonly show: (next: ShownState) => void;
}

export type ShownState = Pick<LiveSite, 'diagnostics' | 'fileAt' | 'isEmpty'>;

const NOTHING: ShownState = { diagnostics: [], fileAt: () => Promise.resolve(undefined), isEmpty: true };

/**
 * Starts with nothing to show. While there are errors, whatever can be built is shown on top of the last good
 * site: the page being worked on stays in its last good state, and all others keep up with the changes.
 * `onProblem` is called if rendering a page reveals a problem.
 */
export function startShowing(onProblem: () => void): ShownSite {
  let now = NOTHING;
  let good = NOTHING;
  let found = new Map<string, Diagnostic>();
  const isGood = () => [...now.diagnostics, ...found.values()].every(({ severity }) => severity !== 'error');
  const hear = (state: ShownState, { diagnostics }: LiveFile) => {
    if (state !== now) return;
    const fresh = diagnostics.filter((each) => !found.has(JSON.stringify(each)));
    for (const each of fresh) found.set(JSON.stringify(each), each);
    if (fresh.length > 0) onProblem();
  };
  return {
    files: {
      get: async (path) => {
        const [state, last] = [now, good];
        const file = await state.fileAt(path);
        if (file) hear(state, file);
        if (file?.diagnostics.every(isMild) || isSound(state, file)) return file?.body;
        return ((await last.fileAt(path)) ?? file)?.body;
      },
      isEmpty: () => now.isEmpty && good.isEmpty,
    },
    diagnostics: () => sortDiagnostics([...now.diagnostics, ...found.values()]),
    show: (next) => {
      if (isGood()) good = now;
      now = next;
      found = new Map();
    },
  };
}

/** True if the site really has no such file, so that no older one is shown instead. */
function isSound({ diagnostics }: ShownState, file: LiveFile | undefined): boolean {
  return file === undefined && diagnostics.every(isMild);
}

function isMild({ severity }: Diagnostic): boolean {
  return severity !== 'error';
}

import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../../diagnostics/diagnostic.ts';
import { currentInstant } from '../../../host/clock.ts';
import { packageRoot, readSiteFile } from '../../../host/files/site-files.ts';
import { watchSite } from '../../../host/preview/site-watch.ts';
import type { Hint, SiteWatch } from '../../../host/preview/site-watch.ts';
import { startPausing } from '../../../host/pause.ts';
import { startLiveStates } from '../../../host/preview/live-states.ts';
import type { LiveStates } from '../../../host/preview/live-states.ts';
import type { Addresses } from '../../../editor/problems.ts';
import type { SiteView } from '../../../editor/view.ts';
import type { KnownSite } from '../../../pipeline/live-site.ts';
import { SITE_LEDGER } from '../../../versions/paths.ts';
import { checkTimer } from '../../check-timer.ts';
import type { OpenDocument, OpenDocuments } from './publisher.ts';
import { uriOfFile } from './addresses.ts';
import { startRunner } from './runner.ts';

/** A site that is open in an editor. */
export interface Session {
  readonly root: string;
  /** Uses the editor's text of a file, or the file on disk again if there is none. */
  readonly hold: (path: string, held: Held | undefined) => void;
  /** The site as it was last checked. */
  readonly view: () => SiteView;
  /** One report with its files as they are now; undefined if site.yaml cannot be read. */
  readonly reports: LiveStates['reports'];
  /** Resolves once all changes so far have been checked. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** An unsaved text. */
export interface Held {
  readonly document: OpenDocument;
  readonly text: string;
}

/** Who is notified about a site. */
export interface Listener {
  /** Called after each check, with the documents that were open then, by path. */
  readonly onDiagnostics: (view: SiteView, open: OpenDocuments) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds after the last keystroke until pages are rendered to see whether that works. */
const IDLE = 300;

/** How often checks that depend on the time of day are made again (milliseconds). */
const MINUTE = 60_000;

/** Opens a site; after every change it reports what `check` would, unsaved texts included. */
export function openSession(
  root: string,
  addresses: Omit<Addresses, 'textOf'>,
  { onDiagnostics, onFailure }: Listener,
): Session {
  const buffers = startBuffers();
  const states = startLiveStates(root, { options: checkOptions, buffers: buffers.texts });
  const textOf = (path: string) => buffers.texts.get(path) ?? states.readSource(path);
  const view = startView(states, { ...addresses, textOf });
  const said = startSaying(root, (diagnostics) => {
    view.hear(diagnostics);
    onDiagnostics(view.now(), buffers.lookedAt());
  });
  const pages = startPages(states, () => runner.isBusy(), said.hearOfPages, onFailure);
  const runner = startRunner(async () => {
    const { paths, look } = buffers.take();
    await states.refresh(paths);
    const live = await states.open();
    look();
    view.take(live.known);
    said.hear(live.diagnostics);
    watch.also(states.extra());
    pages.ask();
  }, onFailure);
  const touch = (paths: readonly string[]) => buffers.touch(paths) && runner.ask();
  const watch = startWatching(root, (hint) => void seen(states, hint).then(touch, onFailure), runner.ask);
  runner.ask();
  return {
    root,
    hold: (path, held) => buffers.hold(path, held) && runner.ask(),
    view: view.now,
    reports: states.reports,
    settled: runner.settled,
    close: async () => {
      pages.stop();
      await Promise.all([watch.close(), runner.settled()]);
    },
  };
}

/** Notices changes on disk, and each minute that passes. */
function startWatching(
  root: string,
  onHint: (hint: Hint) => void,
  onMinute: () => void,
): Pick<SiteWatch, 'also' | 'close'> {
  const watch = watchSite({ root, onHint, onNote: () => undefined });
  const clock = setInterval(onMinute, MINUTE).unref();
  return {
    also: watch.also,
    close: () => {
      clearInterval(clock);
      return watch.close();
    },
  };
}

/** The site as requests see it; while site.yaml has mistakes, this stays as it was before. */
function startView({ files, shippedText }: LiveStates, addresses: Addresses) {
  let known: KnownSite | undefined;
  let diagnostics: readonly Diagnostic[] = [];
  return {
    take: (next: KnownSite | undefined) => void (known = next ?? known),
    hear: (next: readonly Diagnostic[]) => void (diagnostics = next),
    now: (): SiteView => ({
      ...addresses,
      known,
      diagnostics,
      references: () => [...files().units.values()].flatMap(({ name, isFolder }) => (isFolder ? [name] : [])),
      pathsOf: (reference) => (files().units.get(reference)?.files ?? []).map(({ path }) => path),
      shippedText,
      shippedUriOf: (path) => uriOfFile(packageRoot(), path),
      now: currentInstant(),
    }),
  };
}

/** The unsaved texts, and which files have to be read again. */
function startBuffers() {
  const texts = new Map<string, string>();
  const documents = new Map<string, OpenDocument>();
  const touched = new Set<string>();
  let lookedAt: OpenDocuments = new Map();
  /** True if there are any. */
  const touch = (paths: readonly string[]) => {
    for (const path of paths) touched.add(path);
    return paths.length > 0;
  };
  return {
    texts,
    touch,
    hold: (path: string, held: Held | undefined) => {
      texts.delete(path);
      documents.delete(path);
      if (held) texts.set(path, held.text);
      if (held) documents.set(path, held.document);
      return touch([path]);
    },
    /** What has to be checked now; `look` marks it as done, in its present state. */
    take: () => {
      const paths = [...touched];
      const open = new Map(documents);
      touched.clear();
      return { paths, look: () => void (lookedAt = open) };
    },
    lookedAt: () => lookedAt,
  };
}

/** Combines problems of texts with those that only show when pages are rendered. */
function startSaying(root: string, tell: (diagnostics: readonly Diagnostic[]) => void) {
  let ofTexts: readonly Diagnostic[] = [];
  let ofPages: readonly Diagnostic[] = [];
  const say = () => tell(sortDiagnostics([...ofTexts, ...ofPages, ...timer(root)]));
  return {
    /** Problems of pages stay until they are rendered again. */
    hear: (diagnostics: readonly Diagnostic[]) => {
      ofTexts = diagnostics;
      say();
    },
    hearOfPages: (diagnostics: readonly Diagnostic[]) => {
      const known = new Set(ofTexts.map((each) => JSON.stringify(each)));
      const before = JSON.stringify(ofPages);
      ofPages = diagnostics.filter((each) => !known.has(JSON.stringify(each)));
      if (JSON.stringify(ofPages) !== before) say();
    },
  };
}

/** The options of `check`; the present is read from the clock each time. */
function checkOptions() {
  const options = { strict: false, keepGoing: false, drafts: true, mode: 'check', compress: [] } as const;
  return { ...options, now: currentInstant() };
}

function timer(root: string): readonly Diagnostic[] {
  const ledger = () => [readSiteFile(root, SITE_LEDGER)].filter((file) => file !== undefined);
  return checkTimer(root, ledger, currentInstant());
}

async function seen(states: LiveStates, hint: Hint): Promise<readonly string[]> {
  return hint === 'all' ? states.search(startPausing()) : hint;
}

/** A key was pressed while pages were being rendered: they are rendered again later. */
class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** Renders pages while nobody types, since some mistakes only show there. */
function startPages(
  states: LiveStates,
  isBusy: () => boolean,
  hear: (diagnostics: readonly Diagnostic[]) => void,
  fail: (error: unknown) => void,
) {
  let waiting: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  const make = async () => {
    const give = startPausing();
    const pause = () => {
      if (isBusy()) throw new Superseded();
      return give();
    };
    try {
      const diagnostics = await states.finish(pause);
      if (!isBusy()) hear(diagnostics);
    } catch (error) {
      if (!(error instanceof Superseded)) fail(error);
    }
  };
  return {
    ask: () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => (last = last.then(make)), IDLE);
    },
    stop: () => clearTimeout(waiting),
  };
}

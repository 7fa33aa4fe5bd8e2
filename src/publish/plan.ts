import { servingOf, originalOf, stageOf, STAGES } from './serving.ts';
import type { Serving, Stage } from './serving.ts';

/** One file of a manifest. */
export interface ManifestEntry extends Serving {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** `build.json` as it was read: its exact text, and the files it lists. */
export interface Manifest {
  readonly text: string;
  readonly files: ReadonlyMap<string, ManifestEntry>;
}

export interface Upload extends ManifestEntry {
  readonly path: string;
  readonly stage: Stage;
}

/** What has to happen at a target. */
export interface PublishPlan {
  /** In the order they have to arrive; the manifest is the last. Empty where nothing changed. */
  readonly uploads: readonly Upload[];
  /** To be removed, in this order, after everything has arrived; nothing but what the old manifest listed. */
  readonly deletes: readonly string[];
  /** What readers may have an old copy of: changed, removed, or new where there was an error page. */
  readonly changed: readonly string[];
  readonly unchanged: number;
}

/** The name of the manifest, at the top of the output and of every target. */
export const MANIFEST = 'build.json';

/** Reads a manifest; undefined where the text is none of ours. Paths that lead out of the site make it none. */
export function parseManifest(text: string): Manifest | undefined {
  const value = parseJson(text) as
    { generator: { name: unknown | undefined } | undefined; files: unknown | undefined } | undefined;
  if (value?.generator?.name !== 'incident-press' || typeof value.files !== 'object' || !value.files)
    return undefined;
  const files = new Map<string, ManifestEntry>();
  for (const [path, entry] of Object.entries(value.files as Record<string, Partial<ManifestEntry> | null>)) {
    if (!isInside(path) || typeof entry?.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(entry.sha256))
      return undefined;
    const { sha256, size = 0, type = '', cache = '' } = entry;
    files.set(path, { sha256, size: Number(size), type: String(type), cache: String(cache) });
  }
  return { text, files };
}

/**
 * What it takes to get from one manifest to another. Paths in `uncertain` count as changed, whatever the old
 * manifest says of them: a publication that was interrupted may have written them.
 */
export function planPublish(
  before: Manifest | undefined,
  after: Manifest,
  manifest: { readonly sha256: string; readonly size: number },
  uncertain: ReadonlySet<string> = new Set(),
): PublishPlan {
  const files = [...after.files];
  const isChanged = ([path, entry]: (typeof files)[number]) =>
    uncertain.has(path) || !isSame(before?.files.get(path), entry);
  const fresh = files.filter(isChanged);
  const gone = [...(before?.files.keys() ?? []), ...uncertain].filter((path) => !after.files.has(path));
  const deletes = inDeleteOrder(gone);
  const isNothing = before?.text === after.text && uncertain.size === 0;
  if (isNothing) return { uploads: [], deletes: [], changed: [], unchanged: files.length };
  const uploads: Upload[] = [
    ...fresh.map(([path, entry]) => ({ path, ...entry, stage: stageOf(path) })),
    { path: MANIFEST, ...manifest, ...servingOf(MANIFEST), stage: 'manifest' },
  ];
  return {
    uploads: uploads.toSorted(byStage),
    deletes,
    changed: [...fresh.map(([path]) => path), ...deletes, MANIFEST].toSorted(),
    unchanged: files.length - fresh.length,
  };
}

/** Each path once, what refers to others before what it refers to: the stages backwards. Never the manifest. */
export function inDeleteOrder(paths: readonly string[]): string[] {
  const rank = (path: string) => STAGES.indexOf(stageOf(path));
  return [...new Set(paths)]
    .filter((path) => path !== MANIFEST)
    .toSorted((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
}

/** Bytes that a plan uploads. */
export function planBytes({ uploads }: Pick<PublishPlan, 'uploads'>): number {
  return uploads.reduce((sum, { size }) => sum + size, 0);
}

/**
 * The absolute addresses a CDN may have to forget, sorted: pages by the address readers use. Hashed files are
 * left out, since what they hold never changes, and so are files that only hosts read.
 */
export function purgeUrls(plan: Pick<PublishPlan, 'changed'>, siteUrl: string): string[] {
  const shown = plan.changed.filter(
    (path) => stageOf(path) !== 'assets' && !/^_(?:headers|redirects)$/.test(path) && !originalOf(path),
  );
  return shown.map((path) => siteUrl + encodeURI(path.replace(/(^|\/)index\.html$/, '$1'))).toSorted();
}

function isSame(a: ManifestEntry | undefined, b: ManifestEntry): boolean {
  return a !== undefined && a.sha256 === b.sha256 && a.type === b.type && a.cache === b.cache;
}

function byStage(a: Upload, b: Upload): number {
  const stage = STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
  return stage !== 0 ? stage : a.path < b.path ? -1 : 1;
}

function isInside(path: string): boolean {
  return path !== '' && !/^\/|\\|\0|(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

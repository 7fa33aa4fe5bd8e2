import { MANIFEST } from './read-manifest.ts';
import type { Manifest, ManifestEntry } from './read-manifest.ts';
import { servingOf, originalOf, stageOf, STAGES } from './serving.ts';
import type { Stage } from './serving.ts';

export interface Upload extends ManifestEntry {
  readonly path: string;
  readonly stage: Stage;
}

/** The work to do at a target. */
export interface PublishPlan {
  /** In the order they have to arrive, the manifest last. Empty if nothing changed. */
  readonly uploads: readonly Upload[];
  /** To be removed, in this order, after everything has arrived; nothing but what the old manifest listed. */
  readonly deletes: readonly string[];
  /** Files of which readers may have an old copy: changed, removed, or new in place of an error page. */
  readonly changed: readonly string[];
  readonly unchanged: number;
}

/** A manifest, reduced to what is compared. */
type Compared = Pick<Manifest, 'text' | 'files' | 'unread'>;

/**
 * What it takes to get from one manifest to another. Parts that both have may be unread. Paths in `uncertain`
 * count as changed, whatever the old manifest says about them: an interrupted publication may have written
 * them.
 */
export function planPublish(
  before: Compared | undefined,
  after: Compared,
  manifest: { readonly sha256: string; readonly size: number },
  uncertain: ReadonlySet<string> = new Set(),
): PublishPlan {
  const files = [...after.files];
  const unread = after.unread.reduce((sum, part) => sum + part.files, 0);
  const isChanged = ([path, entry]: (typeof files)[number]) =>
    uncertain.has(path) || !isSame(before?.files.get(path), entry);
  const fresh = files.filter(isChanged);
  const gone = [...(before?.files.keys() ?? []), ...uncertain].filter((path) => !after.files.has(path));
  const deletes = inDeleteOrder(gone);
  const isNothing = before?.text === after.text && uncertain.size === 0;
  if (isNothing) return { uploads: [], deletes: [], changed: [], unchanged: files.length + unread };
  const uploads: Upload[] = [
    ...fresh.map(([path, entry]) => ({ path, ...entry, stage: stageOf(path) })),
    { path: MANIFEST, ...manifest, ...servingOf(MANIFEST), stage: 'manifest' },
  ];
  return {
    uploads: uploads.toSorted(byStage),
    deletes,
    changed: [...fresh.map(([path]) => path), ...deletes, MANIFEST].toSorted(),
    unchanged: files.length - fresh.length + unread,
  };
}

/**
 * Each path once, referring files before the files they refer to: the stages backwards. Never the manifest.
 */
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

/** Pictures are named by their hash; reports show them, or they are drawn from reports. */
export const PICTURE = /^assets\/[^/]+\.(?:png|jpe?g|gif|webp|avif)$/;

/**
 * The absolute addresses that may have to be purged from a CDN, sorted: pages by the address readers use.
 * Hashed files never change, so they are left out, except for deleted pictures, which may have been redacted.
 * Files that only hosts read are left out too.
 */
export function purgeUrls(plan: Pick<PublishPlan, 'changed' | 'deletes'>, siteUrl: string): string[] {
  const gone = new Set(plan.deletes.filter((path) => PICTURE.test(path)));
  const isShown = (path: string) => stageOf(path) !== 'assets' || gone.has(path);
  const shown = plan.changed.filter(
    (path) => isShown(path) && !/^_(?:headers|redirects)$/.test(path) && !originalOf(path),
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

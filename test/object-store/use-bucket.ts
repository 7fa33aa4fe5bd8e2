import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { readBuilt } from '../../src/host/publish/manifest-store.ts';
import { openBucket } from '../../src/host/publish/object-store.ts';
import type { Published } from '../../src/host/publish/run.ts';
import { publishToBucket } from '../../src/host/publish/bucket.ts';
import type { Limits } from '../../src/publish/manifest.ts';
import { listedFiles, sha256, writeBuilt, writeSite } from '../publish/made-site.ts';
import { makeFolder, runCommand } from '../run.ts';
import type { Ran } from '../run.ts';
import { BUCKET, KEY, REGION, startStandIn } from './stand-in.ts';
import type { StandIn } from './stand-in.ts';

/** How `publish` of a test differs from what the command does. */
export interface PublishOptions {
  readonly timeout?: number;
  readonly backOff?: number;
  readonly endpoint?: string;
  /** The built folder, where it is not the site's own. */
  readonly from?: string;
}

/** The name of the object that a publication holds. */
export const LOCK = '.incident-press-publish.json';

/** A site and an empty bucket, new for each test of a file. */
export function useBucket() {
  const now = {} as { site: string; stand: StandIn };
  beforeEach(async () => {
    now.site = makeFolder();
    writeSite(now.site);
    now.stand = await startStandIn();
  });
  afterEach(async () => {
    await now.stand.close();
    rmSync(now.site, { recursive: true, force: true });
  });
  const dist = () => join(now.site, 'dist');
  const environment = (more: Record<string, string> = {}) => ({
    AWS_ACCESS_KEY_ID: KEY.id,
    AWS_SECRET_ACCESS_KEY: KEY.secret,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: now.stand.url,
    HOME: now.site,
    ...more,
  });
  return {
    now,
    environment,
    built: (files: Readonly<Record<string, string | Uint8Array>>, limits?: Limits) =>
      writeBuilt(dist(), files, limits),
    command: (
      more: readonly string[] = [],
      env: Record<string, string> = {},
      run: typeof runCommand = runCommand,
    ): Promise<Ran> =>
      run(['publish', '--target', `s3://${BUCKET}/status`, ...more], {
        cwd: now.site,
        env: environment(env),
      }),
    /** The same as the command does, in this process, with short pauses. */
    publish: (options: PublishOptions = {}): Promise<Published> => {
      const { timeout = 10_000, backOff = 1, endpoint = now.stand.url, from = dist() } = options;
      const sender = {
        credentials: { accessKeyId: KEY.id, secretAccessKey: KEY.secret },
        region: REGION,
        service: 's3',
        timeout,
        backOff,
      } as const;
      const store = openBucket({ bucket: BUCKET, prefix: 'status/', endpoint }, sender);
      return publishToBucket(store, readBuilt(from, 'dist/'), {
        dryRun: false,
        jobs: 4,
        prefix: 'status/',
        onProgress: () => undefined,
        onSwitching: undefined,
        onSwitched: async () => undefined,
      });
    },
    /** Requests that arrived, by method. */
    counted: (from = 0): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const { method } of now.stand.requests.slice(from)) counts[method] = (counts[method] ?? 0) + 1;
      return counts;
    },
    expectWhole: () => expectWhole(now.stand, dist()),
    watchPages: () => watchPages(now.stand),
  };
}

/** The bucket holds the built site with its headers, and nothing of ours besides. */
export function expectWhole(stand: StandIn, dist: string, prefix = 'status/'): void {
  const files = listedFiles(dist);
  const listed = [...Object.keys(files), 'build.json'].map((path) => `${prefix}${path}`);
  const names = [...stand.objects.keys()].filter((name) => name.startsWith(prefix));
  expect(names.toSorted()).toEqual(listed.toSorted());
  for (const [path, entry] of Object.entries(files)) {
    const { body, type, cache } = stand.objects.get(`${prefix}${path}`)!;
    expect({ path, sha256: sha256(body), type, cache }).toEqual({
      path,
      sha256: entry.sha256,
      type: entry.type,
      cache: entry.cache,
    });
  }
  expect(stand.uploads.size).toBe(0);
}

/** Every page in the bucket finds the style it refers to. Checked after every single change. */
function watchPages(stand: StandIn): () => string[] {
  const broken: string[] = [];
  stand.onChange = () => {
    for (const [name, { body }] of stand.objects) {
      const style = name.endsWith('.html') ? /href="([^"]+)"/.exec(body.toString())?.[1] : undefined;
      if (style !== undefined && !stand.objects.has(`status${style}`)) broken.push(`${name} → ${style}`);
    }
  };
  return () => broken;
}

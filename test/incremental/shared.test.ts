import { expect, test } from 'vitest';
import type { BuildOptions, BuildResult } from '../../src/pipeline/build.ts';
import { openCache } from '../../src/host/files/cache.ts';
import { makeFolder } from '../run.ts';
import { apply, sourceFiles, startWorld } from './edits.ts';
import type { Edit, World } from './edits.ts';
import { buildStep, cleanOutcome, looksOf, outcomeOf, outputAfter } from './steps.ts';

const CHECK: BuildOptions = { strict: false, keepGoing: false, drafts: true, mode: 'check', compress: [] };

/** A site with reports that are published, one that is not, and one that is a draft. */
async function startPublished(): Promise<World> {
  const world = startWorld();
  apply(world, { kind: 'new report', pick: 2, word: 0 });
  const { texts } = await buildStep({ files: sourceFiles(world), options: world.options });
  world.texts = await texts();
  apply(world, { kind: 'freeze', pick: 0, word: 0 });
  apply(world, { kind: 'new report', pick: 3, word: 1 });
  return world;
}

/** Builds and checks with one memory, by way of the disk. */
function commands(world: World) {
  const folder = makeFolder();
  return async (options: BuildOptions): Promise<BuildResult> => {
    const cache = openCache(folder, 'program');
    expect(cache.note).toBeUndefined();
    const result = await buildStep({ files: looksOf(sourceFiles(world)), options }, cache.memory);
    expect(cache.keep(result.memory)).toBeUndefined();
    return result;
  };
}

test('build and check take over from each other, and each comes to what it comes to alone', async () => {
  const world = await startPublished();
  const run = commands(world);
  let output = outputAfter(await run(world.options), new Map());
  const edits: Edit[] = (
    [
      'edit text',
      'new version',
      'mistake',
      'edit fact',
      'edit title',
      'picture',
      'settings',
      'edit text',
    ] as const
  ).map((kind, at) => ({ kind, pick: at, word: at }));
  for (const edit of edits) {
    if (!apply(world, edit)) continue;
    const checked = await run(CHECK);
    const alone = await cleanOutcome({ files: sourceFiles(world), options: CHECK });
    expect(checked.diagnostics, edit.kind).toEqual(alone.result.diagnostics);
    const built = await run(world.options);
    const after = outputAfter(built, output);
    const clean = await cleanOutcome({ files: sourceFiles(world), options: world.options });
    expect(await outcomeOf(built, after), edit.kind).toEqual(clean.outcome);
    if (after.size > 0) output = after;
  }
}, 120_000);

test('a check after a build, and a build after a check, reads only what has changed', async () => {
  const world = await startPublished();
  const run = commands(world);
  await run(world.options);
  const published = await run(CHECK);
  // What is as it was published has been read by nobody yet.
  expect(published.work.parsed).toBeLessThan(
    sourceFiles(world).filter(({ path }) => path.endsWith('.md')).length,
  );
  const nothing = { read: 0, parsed: 0, units: 0 };
  expect((await run(world.options)).work).toEqual({ ...nothing, pages: 0 });
  expect((await run(CHECK)).work).toEqual({ ...nothing, pages: 0 });
  apply(world, { kind: 'edit text', pick: 3, word: 5 });
  expect((await run(world.options)).work).toMatchObject({ read: 1, parsed: 1, units: 1 });
  expect((await run(CHECK)).work).toMatchObject(nothing);
  apply(world, { kind: 'edit text', pick: 3, word: 6 });
  expect((await run(CHECK)).work).toMatchObject({ read: 1, parsed: 1, units: 1 });
  expect((await run(world.options)).work).toMatchObject(nothing);
});

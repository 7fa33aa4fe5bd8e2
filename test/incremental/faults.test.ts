import { expect, test } from 'vitest';
import { emptyMemory } from '../../src/pipeline/remember/memory.ts';
import { RULES } from '../../src/pipeline/remember/rules.ts';
import { readFile } from '../../src/model/seen-file.ts';
import { apply, sourceFiles, startWorld } from './edits.ts';
import type { Edit } from './edits.ts';
import { FAULTS } from './faults.ts';
import type { Fault } from './faults.ts';
import { buildStep, cleanOutcome, looksOf, outcomeOf, outputAfter } from './steps.ts';
import type { Output, Step } from './steps.ts';

/** Edits that each change one thing and leave the site without errors, as far as they can. */
const WALK: readonly Edit[] = (
  [
    ['start', 0, 0],
    ['new report', 2, 0],
    ['new report', 3, 0],
    ['edit fact', 2, 1],
    ['related', 3, 0],
    ['edit title', 0, 2],
    ['edit entry', 1, 1],
    ['settings', 8, 0],
    ['settings', 0, 0],
    ['settings', 6, 0],
    ['settings', 7, 0],
    ['settings', 9, 0],
    ['settings', 5, 0],
    ['settings', 2, 0],
    ['settings', 3, 0],
    ['settings', 0, 0],
    ['style', 0, 1],
    ['picture', 0, 1],
    ['own page', 0, 0],
    ['own page', 0, 3],
    ['own page', 4, 0],
    ['own page', 4, 1],
    ['own page', 1, 0],
    ['own page', 2, 0],
    ['own page', 2, 2],
    ['own page', 2, 4],
    ['style', 1, 0],
    ['style', 1, 1],
    ['static file', 0, 0],
    ['static file', 0, 1],
    ['static file', 2, 1],
    ['static file', 2, 3],
    ['options', 5, 0],
    ['options', 23, 0],
    ['planned work', 3, 0],
    ['settings', 10, 0],
    ['plugin', 0, 0],
    ['settings', 11, 0],
    ['plugin', 0, 1],
    ['settings', 0, 0],
    ['new translation', 1, 1],
    ['edit translation', 0, 2],
    ['interface text', 0, 0],
    ['interface text', 1, 2],
    ['template', 1, 1],
    ['template', 3, 1],
    ['options', 2, 0],
    ['mistake', 2, 1],
    ['edit fact', 2, 0],
    ['freeze', 0, 0],
    ['site ledger', 0, 0],
    ['new version', 1, 3],
    ['planned work', 3, 1],
    ['freeze', 0, 0],
    ['present', 0, 0],
    ['present', 1, 0],
    ['options', 2, 0],
    ['site ledger', 0, 0],
    ['site ledger', 1, 0],
    ['new version', 1, 4],
    ['freeze', 0, 0],
    ['mistake', 1, 1],
    ['new version', 1, 2],
    ['damage what is published', 3, 0],
  ] as const
).map(([kind, pick, word]) => ({ kind, pick, word }));

/** A walk whose clean builds are made once, for all faults. */
async function walk(): Promise<{ step: Step; clean: Record<string, string> }[]> {
  const world = startWorld();
  const steps: { step: Step; clean: Record<string, string> }[] = [];
  for (const each of WALK) {
    if (!apply(world, each)) continue;
    const step = { files: sourceFiles(world), options: world.options };
    const { result, outcome } = await cleanOutcome(step);
    const texts = await result.texts();
    if (texts.length > 0) world.texts = texts;
    steps.push({ step, clean: outcome });
  }
  return steps;
}

test('a fault in what is remembered is found: each of them', async () => {
  const steps = await walk();
  const isFound = async ({ rules, look, memory: hand = (memory) => memory }: Fault) => {
    let memory = hand(emptyMemory(), emptyMemory());
    let output: Output = new Map();
    for (const { step, clean } of steps) {
      const files = looksOf(step.files.map(readFile)).map((file) => look?.(file) ?? file);
      const result = await buildStep({ ...step, files }, memory, { ...RULES, ...rules }).catch(
        () => undefined,
      );
      if (!result) return true;
      const after = outputAfter(result, output);
      if (JSON.stringify(await outcomeOf(result, after)) !== JSON.stringify(clean)) return true;
      if (after.size > 0) output = after;
      memory = hand(result.memory, memory);
    }
    return false;
  };
  expect(await isFound({}), 'without a fault').toBe(false);
  const missed: string[] = [];
  for (const [name, fault] of Object.entries(FAULTS)) if (!(await isFound(fault))) missed.push(name);
  expect(missed).toEqual([]);
}, 1_800_000);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';
import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from '../vitest.config.ts';
import { ROOMS } from './rooms.mjs';

const room = process.env['MUTATED_ROOM'] as keyof typeof ROOMS;
const sources = JSON.parse(
  readFileSync(join(process.env['MUTATION_FOLDER'] ?? '', 'sources.json'), 'utf8'),
) as Readonly<Record<string, string>>;
const CHANGES = 'test/mutation/changes.ts';
const { include: _all, ...test } = ordinary.test ?? {};

/** The tests, and after them what tries the changes. */
class ChangesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLast = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith(CHANGES));
    return files.toSorted((a, b) => isLast(a) - isLast(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The tests of one room with the changed source, all in one thread. */
export default mergeConfig(
  { ...ordinary, test },
  defineConfig({
    plugins: [{ name: 'changes', enforce: 'pre', load: (id) => sources[id.split('?')[0] ?? ''] }],
    test: {
      include: [...ROOMS[room].tests, CHANGES],
      isolate: false,
      maxWorkers: 1,
      pool: 'forks',
      runner: fileURLToPath(new URL('runner.ts', import.meta.url)),
      sequence: { sequencer: ChangesLast },
    },
  }),
);

import { fileURLToPath } from 'node:url';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';
import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from '../vitest.config.ts';
import { ROOMS } from './rooms.mjs';

const room = process.env['MUTATED_ROOM'] as keyof typeof ROOMS;
const { include: _all, ...test } = ordinary.test ?? {};

/** Properties are tried last: what a plain test has noticed need not be tried a thousand times. */
class PropertiesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLate = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith('property.test.ts'));
    return files.toSorted((a, b) => isLate(a) - isLate(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The tests of one room, as Stryker runs them: in one thread, since to load the modules takes longest. */
export default mergeConfig(
  { ...ordinary, test },
  defineConfig({
    test: {
      include: ROOMS[room].tests,
      isolate: false,
      runner: fileURLToPath(new URL('runner.ts', import.meta.url)),
      sequence: { sequencer: PropertiesLast },
    },
  }),
);

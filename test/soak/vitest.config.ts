import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from '../vitest.config.ts';

const { include: _tests, ...test } = ordinary.test ?? {};

/** What takes too long for every test run. */
export default mergeConfig(
  { ...ordinary, test },
  defineConfig({
    test: {
      include: ['test/soak/*.soak.ts'],
      testTimeout: 0,
      fileParallelism: false,
      disableConsoleIntercept: true,
      silent: false,
    },
  }),
);

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    globalSetup: [fileURLToPath(new URL('shared.ts', import.meta.url))],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Long enough for a slow machine that does other work: speed is measured by the benchmark.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // The compiled program is run as it is.
    server: { deps: { external: [/\/lib\//] } },
  },
});

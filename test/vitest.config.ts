import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // Caches are not sealed with the key of whoever runs the tests, which would be made in their home.
    env: { INCIDENT_PRESS_CACHE_KEY: 'the key of the tests' },
    globalSetup: [fileURLToPath(new URL('shared.ts', import.meta.url))],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Long enough for a slow machine that does other work: speed is measured by the benchmark.
    testTimeout: 600_000,
    hookTimeout: 300_000,
    // One more than the cores that CI has: some tests wait, for a timer, a disk or a server.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // The compiled program is run unchanged.
    server: { deps: { external: [/\/lib\//] } },
  },
});

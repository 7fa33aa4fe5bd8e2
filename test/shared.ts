import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { copyExampleTo, runCommand } from './run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that all test files of a run share. */
    readonly shared: string;
  }
}

/** Called by Vitest once, before all test files. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'incident-press-shared-'));
  project.provide('shared', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/**
 * The folder of the built example site, for tests that only read it: the first of them that asks builds it.
 */
export async function builtExample(): Promise<string> {
  const site = join(inject('shared'), 'example');
  const [built, failed] = ['built', 'failed'].map((name) => join(site, name)) as [string, string];
  if (mkdirSync(site, { recursive: true }) === undefined) {
    while (!existsSync(built)) {
      if (existsSync(failed)) throw new Error('another test file could not build the example');
      await setTimeout(100);
    }
    return join(site, 'dist');
  }
  copyExampleTo(site);
  const { code, stderr } = await runCommand(['build'], { cwd: site });
  writeFileSync(code === 0 ? built : failed, '');
  if (code !== 0) throw new Error(stderr);
  return join(site, 'dist');
}

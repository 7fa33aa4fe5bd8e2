import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { ROOT } from './run.ts';

/**
 * Compiles modules of `src/`, named without their ending, for a process of its own. Gives the folder as a
 * URL.
 */
export async function compileModules(names: readonly string[], folder: string): Promise<string> {
  const input = Object.fromEntries(names.map((name) => [name, join(ROOT, `src/${name}.ts`)]));
  const built = await rolldown({ input, platform: 'node' });
  await built.write({ dir: folder, entryFileNames: '[name].js' });
  await built.close();
  return pathToFileURL(folder).href;
}

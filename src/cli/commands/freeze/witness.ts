import { join } from 'node:path';
import { Refused } from '../../../host/refused.ts';
import { runProgram } from '../../../host/run-program.ts';
import { CHECKPOINT } from '../../../versions/paths.ts';
import type { SiteFile } from '../../../versions/paths.ts';
import { splitWords } from '../../arguments/target.ts';
import type { World } from '../../world.ts';

/**
 * Runs a program of the user's with the new checkpoint, such as one that has it time-stamped (RFC 3161,
 * OpenTimestamps). Throws Refused if that fails: what was published stays published.
 */
export async function haveWitnessed(
  command: string | undefined,
  root: string,
  written: readonly SiteFile[],
  { environment }: Pick<World, 'environment'>,
): Promise<void> {
  if (command === undefined || !written.some(({ path }) => path === CHECKPOINT)) return;
  const file = join(root, CHECKPOINT);
  const words = splitWords(command).map((word) => word.replaceAll('{checkpoint}', file));
  const env = { ...environment, INCIDENT_PRESS_CHECKPOINT: file };
  const code = await runProgram(words, env, 'correct the words after `--witness`');
  if (code === 0) return;
  throw new Refused(
    'failed',
    `Everything is published, but \`${words[0]}\` ended with ${code}, so nobody has witnessed it`,
    `Its own output is above. Run it again by itself: the checkpoint is in ${CHECKPOINT}.`,
  );
}

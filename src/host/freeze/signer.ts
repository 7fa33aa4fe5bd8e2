import { Refused } from '../refused.ts';
import type { SourceFile } from '../../model/file.ts';
import { parseSite } from '../../source/site.ts';
import { originOf } from '../../versions/checkpoint.ts';
import { readPrivateKey } from '../../versions/note.ts';
import type { Signer } from '../../versions/note.ts';

/** The environment variable with the key that signs checkpoints. */
export const KEY_VARIABLE = 'INCIDENT_PRESS_KEY';

/** The signer of a site's checkpoint; undefined if no key was given. Throws Refused for a wrong key. */
export function signerOf(
  files: readonly SourceFile[],
  { environment }: { readonly environment: NodeJS.ProcessEnv },
): Signer | undefined {
  const text = environment[KEY_VARIABLE];
  if (text === undefined || text.trim() === '') return undefined;
  const signer = readPrivateKey(text);
  const url = parseSite(files.find(({ path }) => path === 'site.yaml')).value?.url;
  if (signer && (url === undefined || signer.name === originOf(url))) return signer;
  // The key itself is never repeated: logs are read by many.
  throw new Refused(
    'usage',
    signer && url !== undefined
      ? `${KEY_VARIABLE} is a key for ${signer.name}, and this site is ${originOf(url)}`
      : `${KEY_VARIABLE} is not a private key`,
    'Make one with `incident-press key`, and use the whole line.',
  );
}

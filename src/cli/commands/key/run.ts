import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createFile } from '../../../host/files/write.ts';
import { readSiteFile } from '../../../host/files/site-files.ts';
import { Refused } from '../../../host/refused.ts';
import { parseSite } from '../../../source/site.ts';
import { originOf } from '../../../versions/checkpoint.ts';
import { privateKeyText, readPrivateKey } from '../../../versions/note.ts';
import { findSite } from '../../arguments/site.ts';
import { KEY_VARIABLE } from '../../../host/freeze/signer.ts';
import type { Shared } from '../../shared-options.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { KeyCommand } from './options.ts';

/** Bytes of an Ed25519 seed. */
const SEED = 32;

/** `key`: makes a pair of keys for the checkpoint of this site, and says what to do with each. */
export function run({ out, site }: Shared & KeyCommand, world: World): ExitCode {
  const url = parseSite(readSiteFile(findSite(world.cwd, site), 'site.yaml')).value?.url;
  if (url === undefined)
    throw new Refused('usage', 'site.yaml has mistakes in it', 'Run `incident-press check` to see where.');
  const text = privateKeyText(originOf(url), randomBytes(SEED));
  const open = readPrivateKey(text)?.publicKey ?? '';
  // Readable by its owner alone, and never written over another key.
  if (out !== undefined && !createFile(resolve(world.cwd, out), `${text}\n`, { mode: 0o600 }))
    throw new Refused('usage', `${out} is there already`, 'Name another file, or move that one away.');
  const secret = out === undefined ? `  ${text}` : `  It is in ${out}.`;
  world.stdout.write(
    `private key: give it to \`freeze\` as ${KEY_VARIABLE}, as a secret of CI, and show it to nobody\n${secret}\n` +
      `public key: give it to everybody, and not only on this site; readers use it as \`verify --key\`\n  ${open}\n`,
  );
  return EXIT.fine;
}

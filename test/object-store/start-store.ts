import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../run.ts';

/** A store that runs, with its address. */
export interface RunningStore {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Brings a real store up on loopback with one of the scripts next to this; it ends with this process. */
export async function startStore(
  script: 'ceph.sh' | 'swift.sh',
  key: { readonly id: string; readonly secret: string },
): Promise<RunningStore> {
  const folder = makeFolder();
  const child = spawn('bash', [join(import.meta.dirname, script), folder], {
    env: { ...process.env, AWS_ACCESS_KEY_ID: key.id, AWS_SECRET_ACCESS_KEY: key.secret },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => resolve(text.trim()));
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`${script} ended with ${code}: ${complaint}`)));
  });
  return {
    url,
    close: async () => {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

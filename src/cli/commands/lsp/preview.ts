import { spawn } from 'node:child_process';
import { Refused } from '../../../host/refused.ts';

/** The sites for which `dev` runs while an editor shows their pages. */
export interface Previews {
  /**
   * The address of the preview of the site in a folder, which is started the first time. Throws Refused if it
   * does not start.
   */
  readonly addressOf: (root: string) => Promise<string>;
}

/** One preview for each site, at any free port. They end with the server. */
export function startPreviews(): Previews {
  const running = new Map<string, Promise<string>>();
  return {
    addressOf: (root) => {
      const address = running.get(root) ?? startDev(root, () => running.delete(root));
      running.set(root, address);
      return address;
    },
  };
}

function startDev(root: string, onEnd: () => void): Promise<string> {
  const [, program = ''] = process.argv;
  const child = spawn(process.execPath, [program, 'dev', '--port', '0', '--site', root], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = () => void child.kill();
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const url = /^(http:\/\/\S+)\n/m.exec(printed)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('close', () => {
      onEnd();
      process.removeListener('exit', stop);
      const hint = 'Run `incident-press dev` to see why.';
      reject(new Refused('failed', 'The preview did not start', hint));
    });
  });
}

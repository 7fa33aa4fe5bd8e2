import { spawn } from 'node:child_process';
import { MAIN, PLAIN_ENVIRONMENT } from '../run.ts';

export interface Dev {
  /** `http://localhost:<port>/…` */
  readonly url: string;
  readonly port: number;
  /** All that was printed so far. */
  readonly printed: () => string;
  /** Presses Ctrl-C; gives the exit code and signal. */
  readonly end: () => Promise<number | string | null>;
}

/** Starts the compiled `dev` in a folder and waits until it serves. */
export function startDev(site: string, ...args: string[]): Promise<Dev> {
  return launchDev([], site, ...args);
}

/** The same by way of another program, which becomes it. */
export function launchDev(launcher: readonly string[], site: string, ...args: string[]): Promise<Dev> {
  const [command = '', ...rest] = [...launcher, process.execPath, MAIN, 'dev', '--port', '0', ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      cwd: site,
      env: PLAIN_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    const ended = new Promise<number | string | null>((done) =>
      child.on('close', (code, signal) => done(code ?? signal)),
    );
    const hear = (chunk: string) => {
      text += chunk;
      const url = /^(http:\/\/\S+)\n/m.exec(text)?.[1];
      if (url === undefined) return;
      const end = () => {
        child.kill('SIGINT');
        return ended;
      };
      resolve({ url, port: Number(new URL(url).port), printed: () => text, end });
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    void ended.then((code) => reject(new Error(`dev ended with ${code}: ${text}`)));
  });
}

/** Waits until a question is answered with yes; fails with what it was about after half a minute. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`half a minute has passed, and still not: ${what}`);
}

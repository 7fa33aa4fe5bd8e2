import { spawn } from 'node:child_process';

/** The command that opens an address on each system, and its leading arguments. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address in the browser, and calls `onFailure` if there is none. */
export function openBrowser(address: string, onFailure: () => void): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { detached: true, stdio: 'ignore' });
  child.on('error', onFailure);
  child.unref();
}

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { program } from '../programs.ts';

/** Where systems keep a Chromium or Chrome; the one named in the environment comes first. */
const INSTALLED = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What clocks of browsers say on pages of the example: its own day, whatever day it is. */
export const EXAMPLE_DAY = new Date('2025-11-20T17:00:00Z');

/** The browser must not make network requests of its own while pages are tested. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The package's own arguments switch off the same-origin policy, which tests must keep. */
const PACKAGED = [...QUIET, '--no-zygote'];

const started = await startBrowser();

/** A Chromium that starts, for the tests of this file. */
export const BROWSER = program(
  `there is no Chromium that starts (apt-get install chromium)${started instanceof Error ? `: ${started.message}` : ''}`,
  () => !(started instanceof Error),
);

/** The real headless Chromium of this file: one that is installed, else the one that comes as a package. */
export function launchBrowser(): Promise<Browser> {
  return started instanceof Error ? Promise.reject(started) : Promise.resolve(started);
}

async function startBrowser(): Promise<Browser | Error> {
  const installed = INSTALLED.filter((path) => path !== '' && existsSync(path));
  for (const executablePath of installed) {
    const browser = await chromium.launch({ executablePath, args: QUIET }).catch(() => undefined);
    if (browser) return browser;
  }
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await chromium.launch({ executablePath: await packaged.executablePath(), args: PACKAGED });
  } catch (error) {
    return error as Error;
  }
}

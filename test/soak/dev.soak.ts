import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDev } from '../dev/run-dev.ts';
import { copy, EN, makeSite, originalText, write } from '../versions/site.ts';
import { randomly, SOAK, tell } from './soaked.ts';

/** Operations between two looks at what is served. */
const TOGETHER = 50;
const DAYS = [1, 2, 3, 4, 5];
const folderOf = (day: number) => `incidents/2026-03-0${day}-web-slow`;
const PAGES = ['en/', 'fr/', 'en/feed.xml', ...DAYS.map((day) => `en/${folderOf(day)}/`)];

/** One thing that happens to a site: to a file, or to a folder. What is needed for it may not be there. */
function operate(site: string, next: () => number): void {
  const day = 1 + Math.floor(next() * DAYS.length);
  const path = EN.replace('03-04', `03-0${day}`);
  const text = () => originalText('001', `Words ${Math.floor(next() * 1_000)}.`);
  const kind = next();
  try {
    if (kind < 0.5) write(site, path, text());
    else if (kind < 0.6) for (const body of ['', text()]) write(site, path, body);
    else if (kind < 0.65) write(site, path, '---\ntitle: [\n---\n');
    else if (kind < 0.7) write(site, path.replace('en.md', 'notes.txt'), 'Notes');
    else if (kind < 0.8) rmSync(join(site, path));
    else if (kind < 0.9) rmSync(join(site, folderOf(day)), { recursive: true });
    else renameSync(join(site, folderOf(day)), join(site, folderOf((day % DAYS.length) + 1)));
  } catch (error) {
    expect(error).toHaveProperty('code');
  }
}

/** What is served, without what differs from one server to the next. */
async function served(url: string): Promise<Record<string, string>> {
  const origin = new URL(url).origin;
  const bodies = PAGES.map(async (page) => {
    const response = await fetch(new URL(page, `${origin}/`));
    const body = await response.text();
    const same = body.replaceAll(origin, '').replaceAll(/ data-version="[^"]*"/g, '');
    return [page, `${response.status} ${same}`];
  });
  return Object.fromEntries(await Promise.all(bodies));
}

test('dev', async () => {
  const next = randomly(SOAK.seed);
  const site = makeSite({ [EN]: originalText('001', 'Words.') });
  // A page keeps what it was when it last had no errors, which a server that was just started cannot know.
  const mend = () => {
    for (const day of DAYS)
      write(site, EN.replace('03-04', `03-0${day}`), originalText('001', `Mended ${next()}.`));
  };
  const dev = await startDev(site);
  let looks = 0;
  try {
    for (let done = 0; done < SOAK.operations; done += 1) {
      operate(site, next);
      if (next() < 0.3) await new Promise((resolve) => setTimeout(resolve, next() * 120));
      if ((done + 1) % TOGETHER > 0 && done + 1 < SOAK.operations) continue;
      mend();
      const cold = await startDev(copy(site));
      const wanted = await served(cold.url);
      await cold.end();
      const isSame = async () => JSON.stringify(await served(dev.url)) === JSON.stringify(wanted);
      for (let attempt = 0; attempt < 100 && !(await isSame()); attempt += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await served(dev.url), `after ${done + 1} operations of seed ${SOAK.seed}`).toEqual(wanted);
      looks += 1;
      if (looks % 20 === 0) tell('dev', done + 1, 'operations');
    }
  } finally {
    await dev.end();
  }
  tell('dev', SOAK.operations, 'operations', `compared ${looks} times with a server that was just started`);
});

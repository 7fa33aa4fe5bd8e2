import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';

/** A site whose plan was published, then changed; and one that was called off. */
let site: string;
beforeAll(async () => {
  site = makeFolder();
  write('site.yaml', 'name: Example\nurl: https://status.example.com/\nlanguages: [en, ar]\nservices: [{id: web, name: Web}, {id: api, name: API}, {id: fax, name: Fax, retired: 2026-06-05}]\n');
  write('.gitattributes', 'published/** -text\nincidents/**/*.md text eol=lf\n');
  write('incidents/2026-06-10-move/en.md', plan('Move', '2026-06-10T23:00:00Z'));
  write('incidents/2026-06-10-disks/en.md', plan('Disks', '2026-06-10T23:00:00Z'));
  await run('freeze', '--at', '2026-06-01T10:05:00Z');
  write('incidents/2026-06-10-move/en.md', plan('Move', '2026-06-11T01:00:00Z', '002'));
  const off = '  - at: 2026-06-02T10:00:00Z\n    state: withdrawn\n    title: "Called off"\n    text: "The disks came late."\n';
  write('incidents/2026-06-10-disks/en.md', plan('Disks', '2026-06-10T23:00:00Z', '002', off));
  write(
    'incidents/2026-06-09-uploads/en.md',
    '---\ntitle: "Uploads fail"\nversion: 001\nseverity: major\ntimeline:\n  - at: 2026-06-09T20:00:00Z\n    state: investigating\n    title: "Uploads fail"\n    services: {api: partial_outage}\n    next_update: 2026-06-09T21:00:00Z\n    text: |\n      A disk is **full**.\n\n      Send them again later.\n---\n',
  );
});
afterAll(() => rmSync(site, { recursive: true }));

function plan(title: string, end: string, version = '001', more = ''): string {
  return `---\ntitle: "${title}"\nversion: ${version}\nkind: maintenance\nservices: [web]\nplanned: {start: 2026-06-10T22:00:00Z, end: ${end}}\ntimeline:\n  - at: 2026-06-01T10:00:00Z\n    state: scheduled\n    title: "Announced"\n${more}---\n`;
}

function write(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

async function run(...args: string[]): Promise<string> {
  const ran = await runCommand(args, { cwd: site });
  expect(ran).toMatchObject({ code: 0 });
  return ran.stdout;
}

const page = (path: string) => readFileSync(join(site, 'dist', path), 'utf8');
const article = (name: string) => page(`en/incidents/${name}/index.html`);
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');

test('a changed plan shows the one that readers were given before, struck, outside of what is frozen', async () => {
  await run('build', '--as-of', '2026-06-08T00:00:00Z');
  for (const html of [article('2026-06-10-move'), page('en/index.html')]) {
    const struck = /<del class="meta">([\s\S]*?)<\/del>/.exec(html)?.[1] ?? '';
    expect(plain(struck)).toBe('Earlier plan: 10 June 2026 at 22:00 UTC to 10 June 2026 at 23:00 UTC');
    expect(plain(html)).toContain('Planned for 10 June 2026 at 22:00 UTC to 11 June 2026 at 01:00 UTC');
  }
  expect(article('2026-06-10-move').split('<article')[1]).not.toContain('<del>');
  expect(plain(page('ar/index.html'))).toContain('الموعد السابق:');
});

test('the new plan counts: in progress past the old end, overdue past its own', async () => {
  const stands = async (time: string) => {
    await run('build', '--as-of', time);
    return /class="kicker weight[\s\S]*?state-([a-z-]+)"/.exec(article('2026-06-10-move'))?.[1];
  };
  expect(await stands('2026-06-11T00:30:00Z')).toBe('in-progress');
  expect(await stands('2026-06-11T01:00:00Z')).toBe('overdue');
  expect(plain(article('2026-06-10-move'))).toContain('Planned until 11 June 2026 at 01:00 UTC, no word yet');
});

test('what was called off is cancelled everywhere, without a start, an end or a length', async () => {
  await run('build', '--as-of', '2026-06-10T22:30:00Z');
  const html = plain(article('2026-06-10-disks'));
  expect(html).toContain('Cancelled');
  expect(html).toContain('This maintenance was cancelled. The disks came late.');
  expect(html).not.toMatch(/\b(?:started|Started|Finished|Duration)\b/);
  const { scheduled_maintenances: all } = JSON.parse(page('api/v2/scheduled-maintenances.json'));
  const off = all.find(({ name }: { name: string }) => name === 'Disks');
  const called = '2026-06-02T10:00:00.000Z';
  expect(off).toMatchObject({ status: 'completed', impact: 'none', started_at: called, resolved_at: called });
  expect(page('en/calendar.ics')).toContain('STATUS:CANCELLED');
  expect(page('en/calendar.ics')).toContain('Maintenance · Cancelled');
});

test('a promise is one until its time, and is not shown as one after it', async () => {
  const promise = async (time: string) => {
    await run('build', '--as-of', time);
    const shown = (html: string) => /<p class="promise"[^>]*(?<!hidden)>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? '';
    return [article('2026-06-09-uploads'), page('en/index.html')].map((html) => plain(shown(html)));
  };
  const when = '9 June 2026 at 21:00 UTC';
  expect(await promise('2026-06-09T20:30:00Z')).toEqual([`Next update by ${when}`, `Next update by ${when}`]);
  const late = `An update was expected by ${when}`;
  expect(await promise('2026-06-09T21:00:00Z')).toEqual([late, late]);
  const times = JSON.parse(page('build.json'));
  expect(times.next_build_at).toBe('2026-06-10T22:00:00Z');
});

test('a service that only an entry names belongs to the report, and the card has the text of the entry', async () => {
  await run('build', '--as-of', '2026-06-09T20:30:00Z');
  const card = /<article class="open[\s\S]*?<\/article>/.exec(page('en/index.html'))?.[0] ?? '';
  expect(plain(card)).toContain('A disk is full. Send them again later.');
  expect(plain(card)).toContain('API');
  expect(plain(article('2026-06-09-uploads').split('<section class="timeline">')[0] ?? '')).toContain('ServicesAPI');
  expect(page('en/services/api/index.html')).toContain('2026-06-09-uploads');
  const { incidents } = JSON.parse(page('api/v2/incidents.json'));
  expect(incidents[0].components.map(({ name }: { name: string }) => name)).toEqual(['API']);
});

test('a retired service is only in old reports', async () => {
  await run('build', '--as-of', '2026-06-09T20:30:00Z');
  const names = () => JSON.parse(page('api/v2/components.json')).components.map(({ name }: { name: string }) => name);
  expect(page('en/index.html')).not.toContain('Fax');
  expect(page('en/services/fax/index.html')).toContain('Fax');
  expect(names()).toEqual(['Web', 'API']);
  await run('build', '--as-of', '2026-06-04T20:30:00Z');
  expect(page('en/index.html')).toContain('Fax');
  expect(names()).toEqual(['Web', 'API', 'Fax']);
});

test('the terminal says what the pages say', async () => {
  const at = (time: string, ...args: string[]) => run(...args, '--as-of', time);
  expect(await at('2026-06-11T02:00:00Z', 'list')).toMatch(/● 2026-06-10-move {2}Move\n {2}overdue · /);
  expect(await at('2026-06-11T00:30:00Z', 'list')).toMatch(/● 2026-06-10-move {2}Move\n {2}in-progress · /);
  expect(await at('2026-06-11T00:30:00Z', 'list')).toMatch(/○ 2026-06-10-disks {2}Disks\n {2}cancelled · /);
  const shown = await at('2026-06-11T02:00:00Z', 'show', 'move');
  expect(shown).toMatch(/^Overdue · Move\n\nPlanned until 11 June 2026 at 01:00 UTC, no word yet\nEarlier plan: 10 June/);
  expect(shown).not.toContain('started');
  expect(await at('2026-06-09T20:30:00Z', 'show', 'uploads')).toContain('Next update by 9 June 2026 at 21:00 UTC');
  const data = JSON.parse(await at('2026-06-11T02:00:00Z', 'show', 'disks', '--json'));
  expect(data).toMatchObject({ state: 'withdrawn', standing: 'cancelled', open: false });
  expect(data.start).toBeUndefined();
});

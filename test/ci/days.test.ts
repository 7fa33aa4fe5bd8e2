import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { serveFolder } from '../browser/static-server.ts';
import type { StaticServer } from '../browser/static-server.ts';
import { BASH, testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { BRANCH, startHost, write } from './host.ts';
import type { CiHost } from './host.ts';
import { githubScripts } from './pipelines.ts';

const test = testWith(BASH);

const REFERENCE = '2026-03-03-database';
const PLAN = `---
title: "Database move"
version: 001
kind: maintenance
services: [db]
planned: {start: 2026-03-03T22:00:00Z, end: 2026-03-03T23:00:00Z}
timeline:
  - at: 2026-03-02T10:00:00Z
    state: scheduled
    title: "Announced"
---

Writes wait for a minute.
`;
const DONE = PLAN.replace('version: 001', 'version: 002').replace(
  '---\n\nWrites',
  '  - at: 2026-03-05T08:00:00Z\n    state: completed\n    title: "Done"\n---\n\nWrites',
);

let host: CiHost;
let served: string;
let server: StaticServer;
let runs = 0;
beforeAll(async () => {
  served = makeFolder();
  server = await serveFolder(served);
  host = await startHost(
    (written) =>
      `${written.replace(/^url: .*$/m, `url: ${server.url}`)}services: [{id: db, name: Database}]\n`,
  );
});
afterAll(async () => {
  await server.close();
  host.close();
  rmSync(served, { recursive: true, force: true });
});

/** A run of the workflow that a push starts: what it builds is what readers get. */
async function publish(now: string, before: string): Promise<void> {
  const folder = host.clone(`runner-${(runs += 1)}`);
  const { status, output } = await host.publishOnGithub(folder, { before, now });
  expect(status, output).toBe(0);
  rmSync(served, { recursive: true });
  cpSync(join(folder, 'dist'), served, { recursive: true });
}

/** A run that the timer starts; true if it went on after its first job. */
async function tick(now: string): Promise<boolean> {
  const folder = host.clone(`timer-${(runs += 1)}`);
  const [due] = githubScripts(host.pipelines.publish, 'due');
  const output = join(host.home, `output-${runs}`);
  const clock = { CLOCK: now, NODE_OPTIONS: `--require ${join(host.home, 'clock.cjs')}` };
  const { status, output: said } = await host.run(folder, due!, { GITHUB_OUTPUT: output, ...clock });
  expect(status, said).toBe(0);
  const isDue = readFileSync(output, 'utf8') === 'due=yes\n';
  if (isDue) await publish(now, '');
  return isDue;
}

function head(): string {
  return host.git(host.remote, 'rev-parse', BRANCH);
}

/** What readers and programs are told of the maintenance. */
function told() {
  const json = (path: string) => JSON.parse(readFileSync(join(served, path), 'utf8'));
  const page = (path: string) => readFileSync(join(served, path), 'utf8');
  // What is true now comes first; what the plan has next is hidden after it.
  const stand = (html: string, look: string) =>
    new RegExp(`class="${look}.*?class="(?:state )?state-([a-z-]+)"`, 's').exec(html)?.[1];
  const of = (name: string) =>
    json(`api/v2/scheduled-maintenances/${name}.json`).scheduled_maintenances.length as number;
  const [api] = json('api/v2/scheduled-maintenances.json').scheduled_maintenances;
  return {
    api: api.status as string,
    upcoming: of('upcoming'),
    active: of('active'),
    database: json('api/v2/components.json').components[0].status as string,
    article: stand(page(`en/incidents/${REFERENCE}/index.html`), '[^"]*weight'),
    index: stand(page('en/index.html'), '(?:kicker|teaser)'),
  };
}

test('four days of one maintenance, by pushes and the hourly timer: planned, in progress, overdue, completed', async () => {
  const writer = host.clone('writer');
  write(writer, `incidents/${REFERENCE}/en.md`, PLAN);
  const before = head();
  host.push(writer, 'Announce the move');
  await publish('2026-03-02T10:05:00Z', before);
  const planned = { api: 'scheduled', upcoming: 1, active: 0, database: 'operational' };
  expect(told()).toEqual({ ...planned, article: 'scheduled', index: 'scheduled' });
  // Nothing has come to pass, and the day is not over.
  expect(await tick('2026-03-02T11:23:00Z')).toBe(false);
  expect(await tick('2026-03-02T23:23:00Z')).toBe(false);
  expect(await tick('2026-03-03T00:23:00Z')).toBe(true);
  expect(told()).toEqual({ ...planned, article: 'scheduled', index: 'scheduled' });
  expect(await tick('2026-03-03T21:23:00Z')).toBe(false);
  expect(await tick('2026-03-03T22:23:00Z')).toBe(true);
  const active = { upcoming: 0, active: 1, database: 'under_maintenance' };
  expect(told()).toEqual({ api: 'in_progress', ...active, article: 'in-progress', index: 'in-progress' });
  expect(await tick('2026-03-03T23:23:00Z')).toBe(true);
  const overdue = { api: 'verifying', ...active, article: 'overdue', index: 'overdue' };
  expect(told()).toEqual(overdue);
  expect(await tick('2026-03-04T00:23:00Z')).toBe(true);
  expect(told()).toEqual(overdue);
  expect(await tick('2026-03-04T01:23:00Z')).toBe(false);
  host.git(writer, 'pull', '-q', '--rebase', 'origin', BRANCH);
  write(writer, `incidents/${REFERENCE}/en.md`, DONE);
  const last = head();
  host.push(writer, 'The move is done');
  await publish('2026-03-05T08:04:00Z', last);
  expect(told()).toEqual({
    api: 'completed',
    upcoming: 0,
    active: 0,
    database: 'operational',
    article: 'completed',
    index: 'completed',
  });
  expect(await tick('2026-03-05T09:23:00Z')).toBe(false);
});

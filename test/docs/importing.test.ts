import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, ROOT, runCommand } from '../run.ts';

const PAGE = readFileSync(join(ROOT, 'docs/importing.md'), 'utf8');
const COMMANDS = [...PAGE.matchAll(/^incident-press ((?:import|export) .+)$/gm)].map(
  ([, command = '']) => command,
);

/** A source of each kind under the names that the page uses. */
const FILES: Readonly<Record<string, string>> = {
  'site/site.yaml': 'name: Example\nurl: https://status.example.com/\n',
  'site/old-page/a.json':
    '{"incidents":[{"id":"a1","name":"Uploads","incident_updates":[{"status":"resolved","body":"Works","display_at":"2020-01-01T10:00:00Z"}]}]}',
  'site/postmortems/2020-01-02.md':
    '# Mail\n\nAll times are in UTC.\n\nSeverity: SEV1\n\n- 10:00 Mail stops\n- 10:30 It is fixed\n',
  'site/export.json':
    '{"incidents":[{"id":"k","name":"API","updates":[{"message":"Works","status":"RESOLVED","started":"2020-01-03T10:00:00Z"}]}]}',
  'site/index.json':
    '{"included":[{"id":"9","type":"status_report","attributes":{"title":"Slow","report_type":"manual","starts_at":"2020-01-04T10:00:00Z","ends_at":"2020-01-04T12:00:00Z"}}]}',
  'site/incidents.json':
    '{"data":[{"id":5,"name":"Broken","status":4,"message":"It broke","occurred_at":"2020-01-05 03:04:05"}]}',
  'site/components.json': '{"data":[{"id":1,"name":"Web","status":1}]}',
  'site/issues.json':
    '[{"number":7,"title":"Down","body":"x","createdAt":"2020-01-06T10:00:00Z","closedAt":"2020-01-06T12:00:00Z","comments":[]}]',
  'site/documents/2020-01-08-web-001-en.md':
    'Incident started 08/01/2020 10:00 GMT: Web\n\n08/01/2020 10:00 GMT Web is down [INCIDENT STARTED]\n',
  'old-site/content/issues/a.md': '---\ntitle: Outage\ndate: 2020-01-07T16:55:00Z\n---\nText\n',
  'old-site/config.yml': 'params: {systems: [{name: API}]}\n',
  'upptime/history/web.yml': 'url: https://www.example.com\n',
};

let top: string;
beforeAll(() => {
  top = makeFolder();
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(top, path, '..'), { recursive: true });
    writeFileSync(join(top, path), text);
  }
});
afterAll(() => rmSync(top, { recursive: true }));

test('every command of the page works as it is written', async () => {
  // Reading from a server has a test of its own, with a server.
  const local = COMMANDS.filter((command) => !command.includes('https:'));
  expect(local.length).toBeGreaterThanOrEqual(8);
  for (const command of local) {
    const { code, stderr } = await runCommand(command.split(' '), { cwd: join(top, 'site') });
    expect([command, code, stderr]).toEqual([command, 0, '']);
  }
  expect(await runCommand(['check'], { cwd: join(top, 'site') })).toMatchObject({ code: 0 });
});

import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';

const KEY = 'a-secret-key';
const EN = 'incidents/2026-03-01-web/en.md';
const FIRST = '  - {at: 2026-03-01T10:00:00Z, state: investigating, title: "Pages <fail> & time out"}\n';
const LAST = '  - {at: 2026-03-01T11:00:00Z, state: resolved, title: "Solved", text: "A new server."}\n';

interface Posted {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let site: string;
let server: Server;
let url: string;
let posted: Posted[];
/** What the next request to a path is answered with; 200 if nothing is set. */
let answers: Record<string, ((response: ServerResponse) => void)[]>;

beforeEach(async () => {
  site = makeFolder();
  posted = [];
  answers = {};
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      posted.push({ url: request.url ?? '', headers: request.headers, body });
      const answer = answers[request.url ?? '']?.shift();
      if (answer) answer(response);
      else response.writeHead(200).end('ok');
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  write(
    'site.yaml',
    'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\nservices: [{id: web, name: Web}]\nlimits: {parse_time: 20}\n',
  );
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(site, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
}

function report(version: string, entries: string): string {
  return `---\ntitle: "Web is down"\nversion: ${version}\nseverity: major\nservices: [web]\ntimeline:\n${entries}---\n\nText.\n`;
}

async function succeed(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runCommand(args, { cwd: site });
  expect(code, stderr).toBe(0);
}

/** Writes a version of the report, publishes it into the ledger and builds the site. */
async function release(version: string, entries: string, at: string): Promise<void> {
  write(EN, report(version, entries));
  await succeed('freeze', '--at', at);
  await succeed('build');
}

function publish(channels: string, ...more: readonly string[]) {
  return runCommand(['publish', '--target', 'folder:www', '--notify', ...more], {
    cwd: site,
    env: { INCIDENT_PRESS_NOTIFY: channels, INCIDENT_PRESS_NOTIFY_KEY: KEY },
  });
}

const bodiesTo = (path: string) =>
  posted.filter((each) => each.url === path).map(({ body }) => JSON.parse(body) as Record<string, never>);

/** Fails unless a message has each member of a recorded one, of the same type; `null` stands for any. */
function expectShape(message: unknown, recorded: unknown, place = 'message'): void {
  if (recorded === null) return;
  if (typeof recorded !== 'object') {
    expect(typeof message, place).toBe(typeof recorded);
    return;
  }
  if (Array.isArray(recorded)) {
    expect(Array.isArray(message), place).toBe(true);
    for (const [at, each] of (message as unknown[]).entries())
      expectShape(each, recorded[0], `${place}[${at}]`);
    return;
  }
  for (const [name, value] of Object.entries(recorded as object)) {
    expect(message, place).toHaveProperty(name);
    expectShape((message as Record<string, unknown>)[name], value, `${place}.${name}`);
  }
}

/** Messages as the makers of the receivers document them. */
const RECORDED = {
  slack: { text: 't', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 't' } }] },
  teams: {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [{ type: 'TextBlock', text: 't', wrap: true }],
          actions: [{ type: 'Action.OpenUrl', title: 't', url: 'u' }],
        },
      },
    ],
  },
  discord: { embeds: [{ title: 't', url: 'u', description: 'd', timestamp: 't' }] },
  statuspage: {
    meta: { unsubscribe: 'u', documentation: 'd' },
    page: { id: 'i', status_indicator: 'none', status_description: 'd' },
    incident: {
      backfilled: false,
      created_at: 't',
      impact: 'minor',
      impact_override: null,
      monitoring_at: null,
      postmortem_body: null,
      postmortem_body_last_updated_at: null,
      postmortem_ignored: false,
      postmortem_notified_subscribers: false,
      postmortem_notified_twitter: false,
      postmortem_published_at: null,
      resolved_at: null,
      scheduled_auto_in_progress: false,
      scheduled_for: null,
      scheduled_remind_prior: false,
      scheduled_reminded_at: null,
      scheduled_until: null,
      shortlink: 'u',
      status: 'investigating',
      updated_at: 't',
      id: 'i',
      organization_id: null,
      incident_updates: [
        {
          body: 'b',
          created_at: 't',
          display_at: 't',
          status: 's',
          updated_at: 't',
          id: 'i',
          incident_id: 'i',
        },
      ],
      name: 'n',
    },
  },
} as const;

test('each channel gets what the target lacks, once, in its own shape and signed', async () => {
  const shapes = ['slack', 'teams', 'discord', 'statuspage'] as const;
  const channels = shapes.map((shape) => `${shape}=${url}/${shape}`).join('\n');
  await release('001', FIRST, '2026-03-01T10:05:00Z');
  const dry = await publish(channels, '--dry-run');
  expect(dry.stdout).toContain('slack (entry 1): 1 message to be posted\n');
  expect(posted).toEqual([]);
  expect(await publish(channels)).toMatchObject({ code: 0, stderr: '' });
  expect(posted.map((each) => each.url).toSorted()).toEqual(['/discord', '/slack', '/statuspage', '/teams']);
  for (const { headers, body } of posted) {
    const signature = createHmac('sha256', KEY).update(body).digest('hex');
    expect(headers['x-incident-press-signature']).toBe(`sha256=${signature}`);
    expect(headers['content-type']).toBe('application/json');
  }
  // What a writer puts in a title stays text.
  expect(JSON.stringify(bodiesTo('/slack'))).toContain('Pages &lt;fail&gt; &amp; time out');
  posted = [];
  await release('002', FIRST + LAST, '2026-03-01T11:02:00Z');
  const { stdout } = await publish(channels);
  expect(stdout).toContain('slack (entry 1): 1 message posted\n');
  expect(stdout).not.toContain(url);
  for (const shape of shapes) {
    expect(bodiesTo(`/${shape}`).length, shape).toBe(1);
    expectShape(bodiesTo(`/${shape}`)[0], RECORDED[shape], shape);
  }
  const address = 'https://status.example.com/en/incidents/2026-03-01-web/';
  expect(bodiesTo('/slack')[0]).toMatchObject({
    text: '[Resolved] Web is down: Solved',
    blocks: [{ text: { text: `*<${address}|[Resolved] Web is down: Solved>*\nA new server.` } }],
  });
  expect(bodiesTo('/discord')[0]).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(bodiesTo('/statuspage')[0]).toMatchObject({
    incident: { name: 'Web is down', status: 'resolved', impact: 'major' },
    page: { status_indicator: 'none' },
  });
  posted = [];
  expect(await publish(channels)).toMatchObject({ code: 0, stderr: '' });
  expect(posted).toEqual([]);
});

test('a channel of a language gets the text in it, and the original where there is none', async () => {
  write('incidents/2026-03-01-web/fr.md', '---\nversion: 001\ntitle: "Le web est en panne"\n---\n\nTexte.\n');
  write(
    'incidents/2026-03-02-web/en.md',
    report('001', FIRST.replace('03-01', '03-02')).replace('Web is down', 'Again'),
  );
  await release('001', FIRST, '2026-03-02T10:05:00Z');
  await publish(`slack=${url}/en slack/fr=${url}/fr`);
  const titles = (path: string) => bodiesTo(path).map(({ text }) => /\] (.*?)\s?:/.exec(String(text))?.[1]);
  expect(titles('/en').toSorted()).toEqual(['Again', 'Web is down']);
  expect(titles('/fr').toSorted()).toEqual(['Again', 'Le web est en panne']);
});

test('failures are reported and tried again, and never fail the publication', async () => {
  const status =
    (code: number, headers = {}) =>
    (response: ServerResponse) =>
      void response.writeHead(code, headers).end();
  await release('001', FIRST, '2026-03-01T10:05:00Z');
  const channels = `slack=${url}/busy discord=${url}/gone teams=${url}/down nonsense ${url}`;
  answers = {
    '/busy': [status(503)],
    '/gone': [status(404)],
    // It asks for longer than anybody waits.
    '/down': [status(503, { 'retry-after': '3600' })],
  };
  const { code, stdout } = await publish(channels);
  expect(code).toBe(0);
  expect(readFileSync(join(site, 'www/current/en/index.html'), 'utf8')).toContain('Web is down');
  expect(stdout).toContain('slack (entry 1): 1 message posted\n');
  expect(stdout).toContain('discord (entry 2): 1 message not posted, it answers 404\n');
  expect(stdout).toMatch(/teams \(entry 3\): 1 message not posted, it answers 503 .*tries again\n/);
  expect(stdout).toContain('entry 4 does not begin with one of slack=');
  expect(stdout).not.toContain('127.0.0.1');
  expect(posted.filter((each) => each.url === '/busy').length).toBe(2);
  posted = [];
  expect(await publish(channels)).toMatchObject({ code: 0 });
  expect(posted.map((each) => each.url)).toEqual(['/down']);
});

test('a target without a site does not announce its whole past', async () => {
  for (const day of ['01', '02', '03', '04', '05', '06', '07'])
    write(`incidents/2026-03-${day}-web/en.md`, report('001', FIRST.replace('03-01', `03-${day}`)));
  await release('001', FIRST, '2026-03-08T10:05:00Z');
  await publish(`slack=${url}/slack`);
  expect(posted.length).toBe(5);
  posted = [];
  const unset = await publish('');
  expect(unset.stdout).toContain('INCIDENT_PRESS_NOTIFY is not set');
});

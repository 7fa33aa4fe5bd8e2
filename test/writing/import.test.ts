import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAIN, makeFolder, runCommand } from '../run.ts';

const SITE = `name: Example
url: https://status.example.com/
languages: [en, de]
services:
  # The site itself.
  - id: web
    name: Web
`;

let folder: string;
beforeEach(() => {
  folder = makeFolder();
  mkdirSync(join(folder, 'site'));
  mkdirSync(join(folder, 'old'));
  writeFileSync(join(folder, 'site/site.yaml'), SITE);
});
afterEach(() => rmSync(folder, { recursive: true }));

const update = (status: string, display_at: string, body: string) => ({ status, display_at, body });
const STARTED = update('investigating', '2020-01-01T10:00:00Z', 'Uploads fail. We look.');
const ENDED = update('resolved', '2020-01-01T11:00:00Z', 'This incident has been resolved.');
const incident = (id: string, updates: readonly object[], name = 'Uploads') => ({
  id,
  code: id,
  name,
  impact: 'minor',
  components: [{ id: 'c1', name: 'Files' }],
  incident_updates: updates,
});

const site = (path: string) => join(folder, 'site', path);
const put = (name: string, value: unknown) => writeFileSync(join(folder, 'old', name), JSON.stringify(value));
const run = (...args: string[]) => runCommand([...args, '--site', 'site'], { cwd: folder });
const runImport = (...args: string[]) => run('import', 'statuspage', 'old', ...args);
const REPORT = 'incidents/2020-01-01-uploads/en.md';

test('a history is imported, passes check, and a second run changes nothing', async () => {
  put('a.json', { incidents: [incident('a1', [ENDED, STARTED])] });
  const first = await runImport();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('     1  new reports\n     2  entries\n     1  services\n     1  aliases\n');
  expect(readFileSync(site('site.yaml'), 'utf8')).toBe(`${SITE}  - id: files\n    name: "Files"\n`);
  const text = readFileSync(site(REPORT), 'utf8');
  expect(text).toContain('imported: {from: statuspage, id: a1}');
  expect(await run('check')).toMatchObject({ code: 0 });
  expect(await runImport()).toMatchObject({ code: 0, stdout: 'nothing new\n', stderr: '' });
  expect(readFileSync(site(REPORT), 'utf8')).toBe(text);
  expect(await run('build')).toMatchObject({ code: 0 });
  expect(existsSync(site('dist/incidents/a1/index.html'))).toBe(true);
  const answer = JSON.parse(readFileSync(site('dist/api/v2/incidents/a1.json'), 'utf8')) as object;
  expect(answer).toMatchObject({
    incident: {
      id: 'a1',
      status: 'resolved',
      components: [{ name: 'Files' }],
      incident_updates: [{ incident_id: 'a1', status: 'resolved' }, { status: 'investigating' }],
    },
  });
  expect(readFileSync(site('dist/history.atom'), 'utf8')).toBe(
    readFileSync(site('dist/en/feed.atom'), 'utf8'),
  );
  expect(existsSync(site('dist/history.rss'))).toBe(true);
  const list = JSON.parse(readFileSync(site('dist/api/v2/incidents.json'), 'utf8')) as object;
  expect(list).toMatchObject({ incidents: [{ id: 'a1' }] });
});

test('what is new in the source is the next version; a file edited by hand is kept and named', async () => {
  put('a.json', { incidents: [incident('a1', [STARTED]), incident('b1', [STARTED], 'Mail')] });
  expect(await runImport()).toMatchObject({ code: 0 });
  expect(await run('freeze')).toMatchObject({ code: 0 });
  const mail = site('incidents/2020-01-01-mail/en.md');
  writeFileSync(
    mail,
    readFileSync(mail, 'utf8').replace('title: "Mail"\nversion: 001', 'title: "All mail"\nversion: 002'),
  );
  put('a.json', { incidents: [incident('a1', [ENDED, STARTED]), incident('b1', [ENDED, STARTED], 'Mail')] });
  const { code, stdout, stderr } = await runImport();
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'kept   incidents/2020-01-01-mail/en.md was changed by hand; `--force 2020-01-01-mail` overwrites it\n',
  });
  expect(stdout).toContain('     1  updated reports\n     1  left alone: changed by hand\n');
  expect(readFileSync(site(REPORT), 'utf8')).toContain('version: 002\nchanges: "Resolved"\n');
  expect(readFileSync(mail, 'utf8')).toContain('All mail');
  expect(await run('check')).toMatchObject({ code: 0 });
  expect(await runImport('--force', '2020-01-01-mail')).toMatchObject({ code: 0 });
  expect(readFileSync(mail, 'utf8')).toContain('title: "Mail"');
});

test('a dry run shows what would be imported and writes nothing; JSON has everything', async () => {
  put('a.json', { incidents: [incident('a1', [ENDED, STARTED])] });
  writeFileSync(join(folder, 'old/bad.json'), '{');
  const { code, stdout, stderr } = await runImport('--dry-run');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'error  bad.json: it is not JSON\n' });
  expect(stdout).toContain('nothing was written');
  const json = JSON.parse((await runImport('--dry-run', '--json')).stdout) as object;
  expect(json).toMatchObject({
    version: 1,
    dryRun: true,
    reports: [{ id: 'a1', reference: '2020-01-01-uploads', fate: 'new', files: [REPORT] }],
    notes: [{ kind: 'error', document: 'bad.json' }],
  });
  expect(readdirSync(site('.')).filter((name) => !name.startsWith('.'))).toEqual(['site.yaml']);
});

test('post-mortems bring their pictures and their links to each other', async () => {
  const text =
    '# Mail stops 2020-01-02\n\nAll times are in UTC.\n\n- 10:00 Mail stops\n- 10:30 Mail works, fixed\n\n![graph](My%20graph.png)\n\n[Before](2020-01-01.md)\n';
  writeFileSync(join(folder, 'old/2020-01-02.md'), text);
  writeFileSync(
    join(folder, 'old/2020-01-01.md'),
    text.replace('2020-01-02', '2020-01-01').replace(/\n!\[[\s\S]*/, '\n'),
  );
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  writeFileSync(join(folder, 'old/My graph.png'), Buffer.from(png, 'base64'));
  expect(await run('import', 'markdown', 'old', '--base', '/posts/')).toMatchObject({ code: 0, stderr: '' });
  const report = readFileSync(site('incidents/2020-01-02-mail-stops/en.md'), 'utf8');
  expect(report).toContain('![graph](my-graph.png)\n\n[Before](../2020-01-01-mail-stops/)');
  expect(report).toContain('aliases: ["/posts/2020-01-02/"]');
  expect(existsSync(site('incidents/2020-01-02-mail-stops/my-graph.png'))).toBe(true);
  expect(await run('check')).toMatchObject({ code: 0 });
});

test('mistakes on the command line are reported with a way out', async () => {
  expect(await runImport('--time-zone', 'Mars')).toMatchObject({ code: 2 });
  expect(await run('import', 'statuspag', 'old')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean statuspage') as string,
  });
  expect(await run('import', 'statuspage', 'nowhere')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nowhere does not exist') as string,
  });
  expect(await runImport()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no document of this kind') as string,
  });
});

/** A page of the Statuspage kind with so many incidents; `before` may answer first. */
async function withPage(
  count: number,
  before: (url: string) => ((response: Parameters<RequestListener>[1]) => void) | undefined,
  use: (address: string, asked: string[]) => Promise<void>,
) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    const early = before(url);
    if (early) return early(response);
    const [, page] = /^\/history\.json\?page=(\d+)$/.exec(url) ?? [];
    const [, code] = /^\/incidents\/(\w+)\.json$/.exec(url) ?? [];
    const codes = Array.from({ length: count }, (_, index) => ({ code: `i${index}`, name: 'x' }));
    if (page !== undefined)
      response.end(JSON.stringify({ months: [{ incidents: page === '1' ? codes : [] }] }));
    else if (code !== undefined)
      response.end(JSON.stringify(incident(code, [ENDED, STARTED], `Uploads ${code}`)));
    else response.writeHead(404).end();
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test('a server is read one request at a time; it may ask to wait, and cut a connection', async () => {
  const once = new Set(['/incidents/i0.json', '/incidents/i1.json']);
  const trouble = (url: string) => {
    if (!once.delete(url)) return undefined;
    return (response: Parameters<RequestListener>[1]) =>
      url.endsWith('i0.json')
        ? void response.writeHead(429, { 'retry-after': '1' }).end()
        : void response.destroy();
  };
  await withPage(3, trouble, async (address, asked) => {
    expect(await run('import', 'statuspage', address)).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(site('incidents'))).toHaveLength(3);
    expect(asked.filter((url) => url.endsWith('i0.json'))).toHaveLength(2);
  });
});

test('a run that was killed continues where it stopped', async () => {
  let held = true;
  const trouble = (url: string) => (held && url.endsWith('i2.json') ? () => undefined : undefined);
  await withPage(4, trouble, async (address, asked) => {
    const child = spawn(process.execPath, [MAIN, 'import', 'statuspage', address, '--site', 'site'], {
      cwd: folder,
      stdio: 'ignore',
    });
    while (!asked.includes('/incidents/i2.json')) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    expect(existsSync(site('incidents'))).toBe(false);
    held = false;
    asked.length = 0;
    expect(await run('import', 'statuspage', address)).toMatchObject({ code: 0 });
    expect(readdirSync(site('incidents'))).toHaveLength(4);
    expect(asked.filter((url) => /i[01]\.json$/.test(url))).toEqual([]);
  });
});

test('every other kind makes reports without errors', async () => {
  const sources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    instatus: {
      'a.json':
        '{"incidents":[{"id":"ck1","name":{"en":"API down","de":"API gestört"},"status":"RESOLVED","updates":[{"message":{"en":"We look","de":"Wir schauen"},"status":"INVESTIGATING","started":"2022-05-01T10:00:00Z"},{"message":"Fixed now","status":"RESOLVED","started":"2022-05-01T11:00:00Z"}]}]}',
    },
    betterstack: {
      'a.json':
        '{"included":[{"id":"9","type":"status_report","attributes":{"title":"Slow","report_type":"manual","starts_at":"2022-05-01T10:00:00Z","ends_at":"2022-05-01T12:00:00Z"}}]}',
    },
    cachet: {
      'a.json':
        '{"data":[{"id":5,"name":"Broken","status":4,"message":"It broke","occurred_at":"2020-01-02 03:04:05"}]}',
    },
    issues: {
      'a.json':
        '[{"number":7,"title":"Web down","body":"Down","createdAt":"2021-01-01T10:00:00Z","closedAt":"2021-01-01T12:00:00Z","comments":[]}]',
    },
    upptime: {
      'a.json':
        '[{"number":3,"title":"Site is down","body":"","createdAt":"2021-01-01T10:00:00Z","closedAt":"2021-01-01T12:00:00Z","comments":[]}]',
    },
    cstate: {
      'a.md':
        '---\ntitle: Outage\ndate: 2018-04-25T16:55:00Z\nresolved: true\nresolvedWhen: 2018-04-25T17:55:00Z\naffected: [API]\n---\nText\n',
    },
  };
  for (const [kind, files] of Object.entries(sources)) {
    mkdirSync(join(folder, kind));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, kind, name), text);
    expect(await run('import', kind, kind, '--time-zone', 'UTC')).toMatchObject({ code: 0, stderr: '' });
  }
  expect(readdirSync(site('incidents'))).toHaveLength(Object.keys(sources).length);
  expect(await run('check')).toMatchObject({ code: 0 });
});

test('versions and languages of the document system become published editions, and go back as they came', async () => {
  const name = '2020-09-15-web-frontend';
  const document = (
    version: string,
    language: string,
    update: string,
    title: string,
    end: string,
    mark: string,
  ) =>
    `# ${mark}Incident started 15/09/2020 11:00 GMT: ${title}

Last update: ${update}
Version: ${version}
Language: ${language}

## Timeline
${end}
### 15/09/2020 11:05 GMT Monitoring finds it

Operations begin **work**.

### 15/09/2020 11:00 GMT Sites are unreachable [INCIDENT STARTED]

## Impact

Sites could not be opened.
`;
  const end = '\n### 15/09/2020 11:45 GMT Sites work [INCIDENT FINISHED]\n';
  const files: Readonly<Record<string, string>> = {
    [`${name}-001-en.md`]: document('001', 'en', '2020-09-15', 'Web frontend', '', ''),
    [`${name}-002-de.md`]: document('002', 'de', '2020-09-15', 'Störung', end, '[FIXED] '),
    [`${name}-002-en.md`]: document('002', 'en', '2020-09-15', 'Web frontend', end, '[FIXED] '),
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, 'old', path), text);
  const first = await run('import', 'erp5', 'old');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('     3  published editions\n');
  const ledger = readFileSync(site(`published/${name}/en/ledger.jsonl`), 'utf8')
    .trim()
    .split('\n');
  expect(ledger.map((line) => JSON.parse(line) as object)).toMatchObject([
    { version: '001', published: '2020-09-15T11:05:00Z', last_update: '2020-09-15T11:05:00Z' },
    { version: '002', published: '2020-09-15T11:45:00Z', last_update: '2020-09-15T11:45:00Z' },
  ]);
  expect(await run('import', 'erp5', 'old')).toMatchObject({ code: 0, stdout: 'nothing new\n' });
  expect(await run('check')).toMatchObject({ code: 0 });
  expect(await run('export', 'erp5', '--out', 'back')).toMatchObject({
    code: 0,
    stdout: '3 files → back/\n',
  });
  expect(readdirSync(join(folder, 'back'))).toEqual(Object.keys(files));
  for (const [path, text] of Object.entries(files))
    expect(readFileSync(join(folder, 'back', path), 'utf8')).toBe(text);
});

test('each committed state of a cState issue becomes a published version', async () => {
  const old = join(folder, 'old');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Team', '-c', 'user.email=team@example.com', ...args], { cwd: old });
  const commit = (text: string, day: string) => {
    mkdirSync(join(old, 'content/issues'), { recursive: true });
    writeFileSync(join(old, 'content/issues/outage.md'), text);
    git('add', '.');
    execFileSync('git', ['-c', 'user.name=Team', '-c', 'user.email=team@example.com', 'commit', '-qm', 'x'], {
      cwd: old,
      env: { ...process.env, GIT_COMMITTER_DATE: `${day}T12:00:00Z`, GIT_AUTHOR_DATE: `${day}T12:00:00Z` },
    });
  };
  const issue = (more: string, text: string) =>
    `---\ntitle: Outage\ndate: 2020-03-01T10:00:00Z\nseverity: down\naffected: [API]\n${more}---\n${text}`;
  git('init', '-q');
  commit(issue('', 'We look.\n'), '2020-03-01');
  commit(issue('', '\nWe look.\n\n'), '2020-03-02');
  commit(
    issue('resolved: true\nresolvedWhen: 2020-03-01T11:00:00Z\n', 'We look. It was a cable.\n'),
    '2020-03-03',
  );
  expect(await run('import', 'cstate', 'old', '--history')).toMatchObject({ code: 0, stderr: '' });
  const ledger = readFileSync(site('published/2020-03-01-outage/en/ledger.jsonl'), 'utf8').trim().split('\n');
  expect(ledger.map((line) => JSON.parse(line) as object)).toMatchObject([
    { version: '001', published: '2020-03-01T12:00:00Z' },
    { version: '002', published: '2020-03-03T12:00:00Z' },
  ]);
  expect(await run('import', 'cstate', 'old', '--history')).toMatchObject({
    code: 0,
    stdout: 'nothing new\n',
  });
  expect(await run('check')).toMatchObject({ code: 0 });
  expect(await run('import', 'markdown', 'old', '--history')).toMatchObject({ code: 2 });
});

test('init says what it finds of another page', async () => {
  writeFileSync(join(folder, 'old/.upptimerc.yml'), 'owner: x\n');
  const { code, stdout } = await runCommand(['init', '.', '--yes', '--no-lock'], {
    cwd: join(folder, 'old'),
  });
  expect(code).toBe(0);
  expect(stdout).toContain('this folder contains an Upptime page');
  expect(stdout).toContain('import upptime history issues.json');
});

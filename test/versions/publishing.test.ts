import { chmodSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import {
  digest,
  EN,
  filesIn,
  FR,
  makeSite,
  originalText,
  publishedText,
  read,
  REFERENCE,
  RESOLVED,
  siteDigest,
  succeed,
  translationText,
  write,
} from './site.ts';

const PUBLISHED = `published/${REFERENCE}/en`;

test('the urgent path: a forgotten number stops nobody, and is written by freeze', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, EN, originalText('001', 'Visitors waited.', '', RESOLVED));

  const built = await succeed(site, 'build');
  expect(built.stderr).toContain(`${EN}:5:10  warning INC501`);
  expect(read(site, `dist/en/incidents/${REFERENCE}/index.html`)).toContain('Version 002');
  const checked = await runCommand(['check'], { cwd: site });
  expect(checked.code).toBe(1);
  expect(checked.stderr).toContain('error INC501');
  expect(checked.stderr).toContain('Write `version: 002`.');

  const before = siteDigest(`${site}/dist`);
  chmodSync(`${site}/${EN}`, 0o660);
  const frozen = await succeed(site, 'freeze', '--at', '2026-03-04T10:35:00Z');
  expect(frozen.stdout).toContain(
    `published  ${REFERENCE}  en  002\nwrote  ${EN}  - version: 001\nwrote  ${EN}  + version: 002\n`,
  );
  expect(read(site, EN)).toBe(originalText('002', 'Visitors waited.', '', RESOLVED));
  expect(statSync(`${site}/${EN}`).mode & 0o777).toBe(0o660);
  expect(read(site, `${PUBLISHED}/002.md`)).toBe(publishedText('002', 'Visitors waited.', '', RESOLVED));
  await succeed(site, 'check', '--strict');
  await succeed(site, 'build');
  expect(siteDigest(`${site}/dist`)).toBe(before);
});

test('check --fix makes the edit that it asks for, and nothing else', async () => {
  const text = originalText('"001"', 'Visitors waited.').replaceAll('\n', '\r\n');
  const site = makeSite({ [EN]: `\uFEFF${text}` });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  const changed = `\uFEFF${text.replace('Visitors waited.', 'Visitors had to wait.')}`;
  write(site, EN, changed);
  chmodSync(`${site}/${EN}`, 0o660);
  const now = '2026-03-04T11:00:00Z';
  const fixed = await succeed(site, 'check', '--fix', '--as-of', now);
  expect(fixed.stdout).toBe(
    `fixed  ${EN}:5  version: "002"\nfixed  ${EN}:6  last_update: ${now}\n1 report: no problems found\n`,
  );
  expect(read(site, EN)).toBe(changed.replace('"001"', `"002"\r\nlast_update: ${now}`));
  await succeed(site, 'check', '--strict', '--as-of', now);
  expect(statSync(`${site}/${EN}`).mode & 0o777).toBe(0o660);
});

test('line ends, the order of keys and comments do not count as a change', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'freeze');
  const text = read(site, EN);
  const same = [
    text.replaceAll('\n', '\r\n'),
    text.replace('# Written during the outage.\n', '# Written later.\n').replace('   # for readers', ''),
    text.replace('severity: minor\nservices: [web]', 'services: [web]\nseverity: minor'),
    `\uFEFF${text}\n\n`,
  ];
  for (const each of same) {
    write(site, EN, each);
    const { stdout } = await succeed(site, 'freeze');
    expect(stdout).toBe('Everything is already published\n');
    await succeed(site, 'check', '--strict');
  }
});

test('999 is followed by 1000, a revision by a version, and an import may start at 003', async () => {
  const site = makeSite({ [EN]: originalText('003', 'One.') });
  await succeed(site, 'freeze');
  for (const version of ['003r2', '004']) {
    write(site, EN, originalText(version, `Text of ${version}.`));
    await succeed(site, 'freeze');
  }
  expect(read(site, `${PUBLISHED}/ledger.jsonl`).match(/"version":"[^"]+"/g)).toEqual([
    '"version":"003"',
    '"version":"003r2"',
    '"version":"004"',
  ]);
  await succeed(site, 'build');
  const history = read(site, `dist/en/incidents/${REFERENCE}/history/index.html`);
  expect(history).toContain('Earlier versions are not available here.');

  const large = makeSite({ [EN]: originalText('999', 'One.') });
  await succeed(large, 'freeze');
  write(large, EN, originalText('999', 'Two.'));
  expect((await succeed(large, 'freeze')).stdout).toContain('en  1000');
  await succeed(large, 'check', '--strict');
});

test('published text is served unchanged, at every address that was given out', async () => {
  const site = makeSite({ [EN]: originalText('001', 'First.'), [FR]: translationText('001', 'Premier.') });
  await succeed(site, 'freeze');
  write(site, EN, originalText('002', 'Second.', '', RESOLVED));
  await succeed(site, 'freeze');
  await succeed(site, 'build');
  const at = (path: string) => read(site, `dist/${path}`);
  for (const version of ['001', '002']) {
    const page = at(`en/incidents/${REFERENCE}/v/${version}/index.html`);
    expect(page).toContain(read(site, `${PUBLISHED}/${version}.html`));
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(at(`en/incidents/${REFERENCE}/v/${version}/index.md`)).toBe(
      read(site, `${PUBLISHED}/${version}.md`),
    );
  }
  expect(at(`en/incidents/${REFERENCE}/ledger.jsonl`)).toBe(read(site, `${PUBLISHED}/ledger.jsonl`));
  const old = at(`en/incidents/${REFERENCE}/v/001/index.html`);
  const rel = (name: string, path: string) =>
    `<link rel="${name}" href="/en/incidents/${REFERENCE}/${path}">`;
  expect(old).toContain(rel('version-history', 'history/'));
  expect(old).toContain(rel('latest-version', ''));
  expect(old).toContain(rel('successor-version', 'v/002/'));
  expect(old.indexOf('notice-edition')).toBeLessThan(old.indexOf('<article'));
  expect(at(`en/incidents/${REFERENCE}/v/002/index.html`)).toContain(rel('predecessor-version', 'v/001/'));
  const tracking = JSON.parse(at(`incidents/${REFERENCE}/history.json`)).document.tracking;
  expect(tracking).toMatchObject({
    id: REFERENCE,
    status: 'final',
    version: '2.0.0',
    revision_history: [{ legacy_version: '001' }, { legacy_version: '002' }],
  });
  // The translation tells version 001, and says so.
  expect(at(`fr/incidents/${REFERENCE}/index.html`)).toContain('notice-stale');
});

test('a picture that is replaced stays in the version that showed it', async () => {
  const png = (last: number) =>
    Uint8Array.from([
      ...Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
        'base64',
      ),
      last,
    ]);
  const picture = `incidents/${REFERENCE}/graph.png`;
  const site = makeSite({ [EN]: originalText('001', '![A curve](graph.png)'), [picture]: png(1) });
  await succeed(site, 'freeze');
  write(site, picture, png(2));
  const { stdout } = await succeed(site, 'freeze');
  expect(stdout).toContain('en  002');
  await succeed(site, 'build');
  const shown = (version: string) =>
    /\/assets\/([0-9a-f]{64}\.png)/.exec(
      read(site, `dist/en/incidents/${REFERENCE}/v/${version}/index.html`),
    )?.[1] ?? '';
  expect(shown('001')).not.toBe(shown('002'));
  expect(filesIn(`${site}/dist/assets`)).toEqual(expect.arrayContaining([shown('001'), shown('002')]));
  expect(filesIn(`${site}/published/assets`)).toEqual([shown('001'), shown('002')].toSorted());
});

test('with --keep-going a broken report stays as it was published, and freeze publishes the others', async () => {
  const other = 'incidents/2026-03-05-mail/en.md';
  const site = makeSite({ [EN]: originalText('001', 'First.') });
  await succeed(site, 'freeze');
  write(site, EN, originalText('002', 'Second.').replace('severity: minor', 'severity: huge'));
  write(site, other, originalText('001', 'Another report.'));
  const built = await runCommand(['build', '--keep-going'], { cwd: site });
  expect(built.code).toBe(3);
  expect(built.stdout).toContain(`shown as last published because of errors: ${REFERENCE}`);
  expect(read(site, `dist/en/incidents/${REFERENCE}/index.html`)).toContain('First.');
  const frozen = await runCommand(['freeze'], { cwd: site });
  expect(frozen.code).toBe(1);
  expect(frozen.stdout).toContain('published  2026-03-05-mail  en  001');
  expect(filesIn(`${site}/${PUBLISHED}`)).not.toContain('002.md');
});

test('an older text again is the next version, numbered by itself', async () => {
  const first = originalText('001', 'Visitors waited.');
  const site = makeSite({ [EN]: first });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, EN, originalText('002', 'Visitors waited.', '', RESOLVED));
  await succeed(site, 'freeze', '--at', '2026-03-04T10:35:00Z');
  // As `git revert` leaves it.
  write(site, EN, first);
  expect((await succeed(site, 'build')).stderr).toContain(
    'Version 002 is already published, and this text would remove an entry of it from the page: 2026-03-04T10:30:00Z “',
  );
  const { stdout } = await succeed(site, 'freeze', '--at', '2026-03-04T10:40:00Z');
  expect(stdout).toContain(`published  ${REFERENCE}  en  003`);
  expect(read(site, EN)).toBe(
    first.replace('version: 001', 'version: 003\nlast_update: 2026-03-04T10:40:00Z'),
  );
  await succeed(site, 'check', '--strict');
});

test('a damaged picture or file of what is published does not make the text look changed', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, `${PUBLISHED}/001.html`, '<article>Something else</article>');
  const { code, stderr } = await runCommand(['check', '--fix'], { cwd: site });
  expect(code).toBe(1);
  expect(stderr.match(/INC5\d\d/g)).toEqual(['INC511']);
  expect(read(site, EN)).toBe(originalText('001', 'Visitors waited.'));
});

test('freeze refuses a line in the future, and a time behind the newest line; nothing is written', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, EN, originalText('002', 'Visitors waited.', '', RESOLVED));
  const before = digest(site);
  for (const [at, said] of [
    ['2062-03-04T10:40:00Z', '2062-03-04T10:40:00Z is in the future'],
    ['2026-03-04T10:04:59Z', 'has a line from 2026-03-04T10:05:00Z, but this would be published at'],
  ] as const) {
    const refused = await runCommand(['freeze', '--at', at], { cwd: site });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
    expect(digest(site)).toEqual(before);
  }
});

test('freeze leaves out a text whose entry has not happened yet', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.', '', RESOLVED) });
  const refused = await runCommand(['freeze', '--at', '2026-03-04T10:05:00Z'], { cwd: site });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('`at: 2026-03-04T10:30:00Z` has not happened yet');
  expect(refused.stdout).toMatch(/^Nothing was published/);
  expect((await succeed(site, 'build')).stderr).toBe('');
  // Ten minutes are allowed.
  await succeed(site, 'freeze', '--at', '2026-03-04T10:20:00Z');
});

test('freeze --changes says what is new, where the line belongs to the version before', async () => {
  const changes = 'changes: "Cause found"\n';
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.', changes) });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:05:00Z');
  write(site, EN, originalText('001', 'Visitors had to wait.', changes));
  const checked = await runCommand(['check', '--as-of', '2026-03-04T10:10:00Z'], { cwd: site });
  expect(checked.stderr.match(/INC\d{3}/g)).toEqual(['INC501', 'INC509', 'INC523']);
  const dry = await succeed(site, 'freeze', '--dry-run', '--at', '2026-03-04T10:10:00Z');
  expect(dry.stdout).toContain('To say what this one changes: freeze --changes');
  await succeed(site, 'freeze', '--at', '2026-03-04T10:10:00Z', '--changes', 'Words of the impact');
  expect(read(site, EN)).toContain('last_update: 2026-03-04T10:10:00Z\n');
  expect(read(site, EN)).toContain('changes: "Words of the impact"\n');
  expect(read(site, `${PUBLISHED}/ledger.jsonl`)).toContain('"changes":"Words of the impact"');
  await succeed(site, 'check', '--strict', '--as-of', '2026-03-04T10:10:00Z');
});

test('a dry run writes nothing', async () => {
  const site = makeSite({ [EN]: originalText('001', 'First.') });
  const before = digest(site);
  expect((await succeed(site, 'freeze', '--dry-run')).stdout).toBe(`would publish  ${REFERENCE}  en  001\n`);
  expect(digest(site)).toBe(before);
});

test('a withdrawn report stays readable, also when its folder is gone', async () => {
  const site = makeSite({ [EN]: originalText('001', 'First.') });
  await succeed(site, 'freeze');
  const entry =
    '  - at: 2026-03-04T11:00:00Z\n    state: withdrawn\n    title: "Withdrawn"\n    text: It was a false alarm.\n';
  write(site, EN, originalText('002', 'First.', '', entry));
  const { code, stderr } = await runCommand(['freeze'], { cwd: site });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { rmSync } = await import('node:fs');
  rmSync(`${site}/incidents/${REFERENCE}`, { recursive: true });
  await succeed(site, 'check');
  await succeed(site, 'build');
  expect(read(site, `dist/en/incidents/${REFERENCE}/index.html`)).toContain('This report was withdrawn.');
  await succeed(site, 'verify');
});

test('a report states its own old addresses, and they are its own', async () => {
  const aliases = 'aliases: [/posts/web-slow, /old/7.html]\n';
  const other = EN.replace('web-slow', 'mail');
  const site = makeSite({
    [EN]: originalText('001', 'First.', aliases),
    [other]: originalText('001', 'Mail.'),
  });
  await succeed(site, 'build');
  expect(read(site, 'dist/_redirects')).toContain(
    `/posts/web-slow/ /incidents/${REFERENCE}/ 301\n/old/7.html /incidents/${REFERENCE}/ 301\n`,
  );
  expect(read(site, 'dist/posts/web-slow/index.html')).toContain(`url=/incidents/${REFERENCE}/`);
  write(site, other, originalText('001', 'Mail.', aliases));
  const { code, stderr } = await runCommand(['check'], { cwd: site });
  expect(code).toBe(1);
  expect(stderr).toContain(`error INC810  \`/posts/web-slow/\` is already an old address of`);
});

test('what a report states of itself is frozen with it', async () => {
  const more =
    'postmortem: true\nimported: {from: statuspage, id: 8tnqgcg1qkk1}\naliases: [/incidents/8tnqgcg1qkk1/]\n';
  const promise = `  - at: 2026-03-04T10:10:00Z
    title: "We are looking into it"
    said: investigating
    next_update: 2026-03-04 11:30 Europe/Paris
`;
  const site = makeSite({ [EN]: originalText('001', 'First.', more, promise) });
  await succeed(site, 'freeze', '--at', '2026-03-04T10:15:00Z');
  expect(JSON.parse(read(site, `${PUBLISHED}/001.json`))).toMatchObject({
    aliases: ['/incidents/8tnqgcg1qkk1/'],
    facts: { postmortem: true, imported: { from: 'statuspage', id: '8tnqgcg1qkk1' } },
    timeline: [
      { nextUpdate: null, said: null },
      { nextUpdate: '2026-03-04T10:30:00Z', said: 'investigating' },
    ],
  });
  await succeed(site, 'check');
});

test('an alias leads to its report', async () => {
  const site = makeSite({ [EN]: originalText('001', 'First.') });
  write(
    site,
    'site.yaml',
    `${read(site, 'site.yaml')}aliases:\n  /posts/web-slow/: ${REFERENCE}\n  /en/old/: ${REFERENCE}\n`,
  );
  await succeed(site, 'build');
  expect(read(site, 'dist/posts/web-slow/index.html')).toContain(
    `<meta http-equiv="refresh" content="0; url=/incidents/${REFERENCE}/">`,
  );
  expect(read(site, 'dist/_redirects')).toBe(
    `/posts/web-slow/ /incidents/${REFERENCE}/ 301\n/en/old/ /en/incidents/${REFERENCE}/ 301\n/ /fr/ 302! Language=fr\n`,
  );
});

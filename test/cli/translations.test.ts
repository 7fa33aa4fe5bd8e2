import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { displayWidth } from '../../src/diagnostics/formats/display.ts';
import { makeFolder, runCommand } from '../run.ts';
import { live, originalText, publish, REFERENCE, siteYaml, translationText } from '../sites/pure-site.ts';
import type { Files } from '../sites/pure-site.ts';

let site: string;
beforeEach(() => {
  site = makeFolder();
});
afterEach(() => rmSync(site, { recursive: true }));

function put(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
}

const run = (...args: string[]) => runCommand(args, { cwd: site });
const read = (path: string) => readFileSync(join(site, path), 'utf8');

/** Version 001 published in English and French, then two more in English. */
async function putStale(): Promise<void> {
  let files: Files = {
    'site.yaml': siteYaml(['en', 'fr', 'ar', 'ja']),
    '.gitattributes': 'published/** -text\nincidents/**/*.md text eol=lf\n',
  };
  files = await publish({ ...files, [live('en')]: originalText(1), [live('fr')]: translationText(1, 'fr') });
  files = await publish({ ...files, [live('en')]: originalText(2) });
  put(
    await publish({
      ...files,
      [live('en')]: originalText(3, 'severity: major\n').replace('Original body', 'Original body, reworded,'),
    }),
  );
}

test('status: a table for a narrow terminal, and what there is to do', async () => {
  await putStale();
  const { code, stdout, stderr } = await run('status');
  expect([code, stderr]).toEqual([0, '']);
  for (const line of stdout.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(/^fr Français +· +· +· +· +1 +· +·$/m);
  expect(stdout).toContain(`  stale by 2      ${REFERENCE}`);
  expect(stdout).toMatch(/^ar العربية\n {2}missing +2026-03-04-pages$/m);
  expect(stdout).not.toContain('\u001b');
});

test('status --json is for programs, and --fail-on for CI', async () => {
  await putStale();
  const { stdout } = await run('status', '--json', 'incidents/2026-03-04-pages/en.md');
  const all = JSON.parse(stdout) as { language: string; state: string; behind: number }[];
  expect(all.map(({ language, state, behind }) => [language, state, behind])).toEqual([
    ['en', 'original', 0],
    ['fr', 'stale', 2],
    ['ar', 'missing', 0],
    ['ja', 'missing', 0],
  ]);
  expect((await run('status', '--quiet', '--fail-on', 'partial')).code).toBe(0);
  const failed = await run('status', '--quiet', '--fail-on', 'stale', '--fail-on', 'missing,partial');
  expect(failed).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Translations are stale and missing (--fail-on).\n',
  });
  expect(await run('status', '--fail-on', 'stael')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean stale?'),
  });
});

test('status --diff shows what changed, with markers', async () => {
  await putStale();
  const { code, stdout } = await run('status', '--diff', 'fr');
  expect(code).toBe(0);
  expect(stdout).toContain(`${REFERENCE}\n  fr is of version 001, the original (en) is at 003\n`);
  expect(stdout).toContain('State: [-Investigating-] {+Resolved+}');
  expect(stdout).toContain('Severity: {+Major+}');
  expect(stdout).toContain('Entry at 2026-03-04T11:00:00Z added:\n    {+Entry 3+}\n    {+Text 3+}');
  expect(stdout).toContain('Original body{+, reworded,+} of version [-1-]{+3+}.');
  expect(stdout).not.toContain('Entry 1');
  expect((await run('status', '--diff', 'ja', 'pages')).stdout).toBe(
    `${REFERENCE} is not translated into ja.\n`,
  );
  expect(await run('status', '--diff', 'de')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('en, fr, ar, ja'),
  });
});

test('without the published version nothing is invented', async () => {
  put({
    'site.yaml': siteYaml(['en', 'fr']),
    [live('en')]: originalText(3),
    [live('fr')]: translationText(1, 'fr'),
  });
  expect((await run('status', '--diff', 'fr')).stdout).toContain('Version 001 is not in published/');
});

test('translate begins a translation that checks and builds as it is', async () => {
  put({ 'site.yaml': siteYaml(['en', 'fr', 'pt-BR']), [live('en')]: originalText(2) });
  const dry = await run('translate', 'fr', 'pages', '--dry-run');
  expect(existsSync(join(site, live('fr')))).toBe(false);
  expect(await run('translate', 'fr', 'PAGES')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('fill in the texts'),
  });
  expect(read(live('fr'))).toBe(dry.stdout);
  expect(read(live('fr'))).toContain('version: 002\n');
  const checked = await run('check');
  expect(checked.code).toBe(0);
  expect(checked.stderr.match(/INC\d+/g)).toEqual(['INC406']);
  // Title, summary, two entries with a text each, and the body.
  expect(checked.stderr).toContain('7 texts are not translated yet, including the title');
  // With a title it is shown, and all the rest stays in the language of the original.
  writeFileSync(join(site, live('fr')), read(live('fr')).replace('title: ""', 'title: "Titre"'));
  const waiting = await run('check');
  expect(waiting.stderr.match(/INC\d+/g)).toEqual(['INC403']);
  expect(waiting.stderr).toContain('6 texts are not translated yet');
  expect(waiting.stderr).toContain('hint     Write them in this file.');
  expect(await run('check', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await run('build')).code).toBe(0);
  const html = read(`dist/fr/incidents/${REFERENCE}/index.html`);
  expect(html).toContain('<h1>Titre</h1>');
  expect(html).toContain('<bdi lang="en" dir="ltr">Entry 2</bdi>');
  expect(html).toMatch(/<div class="prose body" lang="en" dir="ltr"><p>Original body/);
  expect(readdirSync(join(site, `incidents/${REFERENCE}`)).toSorted()).toEqual(['en.md', 'fr.md']);
});

test('translate adds what an existing translation lacks, and not a letter more', async () => {
  const own = `# mes notes\n${translationText(1, 'fr').replace('---\n', '')}`;
  put({ 'site.yaml': siteYaml(['en', 'fr']), [live('en')]: originalText(3), [live('fr')]: `---\n${own}` });
  expect((await run('translate', 'fr', 'pages')).stderr).toContain('write `version: 003`');
  const now = read(live('fr'));
  const added = now.slice(now.indexOf('  # Entry 2'), now.indexOf('---\n\nfr body'));
  expect(added).toContain('- at: 2026-03-04T11:00:00Z\n    title: ""\n');
  expect(now.replace(added, '')).toBe(`---\n${own}`);
  expect((await run('check')).code).toBe(0);
  expect((await run('translate', 'fr', 'pages')).stderr).toContain('nothing was added');
  expect(read(live('fr'))).toBe(now);
});

test('translate refuses what it cannot do well, with a way out', async () => {
  put({
    'site.yaml': siteYaml(['en', 'fr', 'pt-BR']),
    [live('en')]: originalText(2),
    [live('en', '2026-03-05-pages')]: originalText(1),
    [live('fr')]: translationText(1, 'fr').replace(
      /timeline:\n[\s\S]*?---/,
      'timeline: [{at: 2026-03-04T10:00:00Z, title: "a"}]\n---',
    ),
  });
  const before = read(live('fr'));
  const refusals = [
    [['fr', '03-04'], 'nothing can be added to it', 'by hand'],
    [['en', '03-04'], 'the language 2026-03-04-pages was written in', 'fr, pt-BR'],
    [['fr', 'pages'], 'part of 2 references', '`2026-03-05-pages`, `2026-03-04-pages`'],
    [['fr', 'pagse'], 'There is no report `pagse`', 'Did you mean `2026-03-05-pages` or `2026-03-04-pages`?'],
    [['pt', '03-04'], 'not a language of this site', 'languages of this site are en, fr, pt-BR'],
    [['fr'], '`<ref>` is missing', 'Write `incident-press translate [options] <lang> <ref>`'],
  ] as const;
  for (const [args, message, hint] of refusals) {
    const { code, stderr } = await run('translate', ...args);
    expect([code, args.join(' ')]).toEqual([2, args.join(' ')]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  }
  expect(read(live('fr'))).toBe(before);
  expect((await run('translate', 'pt_br', 'incidents/2026-03-04-pages/en.md')).stderr).toContain(
    'pt-BR.md: fill in',
  );
});

test.each([
  ['show', ['show', REFERENCE, '--lang', 'FR'], /fr title[\s\S]* · fr$/m],
  [
    'new',
    [
      'new',
      'Pages',
      '--lang',
      'FR',
      '--severity',
      'minor',
      '--service',
      'web',
      '--at',
      '2026-03-05T10:00:00Z',
    ],
    /incidents\/2026-03-05-pages\/fr\.md/,
  ],
  ['correct', ['correct', REFERENCE, '--lang', 'FR'], /version 001r2[\s\S]*2026-03-04-pages\/fr\.md/],
  [
    'translate',
    ['translate', 'FR', REFERENCE],
    /^incidents\/2026-03-04-pages\/fr\.md: fill in the new entries/m,
  ],
  ['status', ['status', '--diff', 'FR'], /fr is of version 001, the original \(en\) is at 003/],
  ['redact', ['redact', REFERENCE, '001', '--lang', 'EN', '--reason', 'Names of customers'], /\ben\b/],
])('a language may be given in any spelling: %s', async (command, args, said) => {
  await putStale();
  const { code, stdout, stderr } = await run(...args);
  expect(stdout + stderr).toMatch(said);
  expect(code).toBe(0);
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' });
  expect(files.filter((path) => /FR|EN/.test(path))).toEqual([]);
  // Of all these, redact alone takes something away, and that in the language asked for only.
  const published = (language: string) => existsSync(join(site, `published/${REFERENCE}/${language}/001.md`));
  expect([published('en'), published('fr')]).toEqual([command !== 'redact', true]);
});

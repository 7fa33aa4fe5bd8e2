import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withNote } from '../../src/writing/eject/note.ts';
import { ROOT, runCommand } from '../run.ts';
import { digest, EN, makeSite, originalText, read, succeed, write } from '../versions/site.ts';

const TEASER = 'templates/partials/teaser.eta';
const YEARS = 'templates/partials/years.eta';
const shipped = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PRESENT = ['--as-of', '2026-03-04T12:00:00Z'];

interface Listed {
  readonly files: readonly { readonly file: string; readonly ejected: boolean }[];
}

test('a site with a copy of everything is the same site, byte for byte', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'build', '--out', 'before');
  const { files } = JSON.parse((await succeed(site, 'eject', '--list', '--json')).stdout) as Listed;
  const names = files.map(({ file }) => file);
  expect(names).toEqual(expect.arrayContaining(['layout.eta', 'style.css', 'messages/ja.yaml', 'new/en.md']));
  expect(names.filter((name) => name.startsWith('dev/'))).toEqual([]);
  await succeed(site, 'eject', TEASER);
  expect(read(site, TEASER)).toContain(shipped(TEASER));
  // The rest without starting the program for each.
  for (const name of names)
    write(site, `templates/${name}`, withNote(name, shipped(`templates/${name}`), '0.1.0'));
  await succeed(site, 'build', '--out', 'after');
  expect(digest(join(site, 'after'))).toBe(digest(join(site, 'before')));
  expect((await succeed(site, 'check', ...PRESENT)).stdout).toContain('no problems found');
  const { stdout } = await succeed(site, 'new', 'Mail is late', '--at', '2026-03-04T10:00:00Z', '--json');
  const { file } = JSON.parse(stdout) as { readonly file: string };
  expect(read(site, file)).not.toContain('Copied by eject');
});

test('existing files are never overwritten, and files that are not shipped are not invented', async () => {
  const site = makeSite();
  await succeed(site, 'eject', 'partials/teaser.eta');
  write(site, TEASER, 'mine\n');
  const again = await runCommand(['eject', 'partials/teaser.eta'], { cwd: site });
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toContain(`${TEASER} is there already`);
  expect(read(site, TEASER)).toBe('mine\n');
  await succeed(site, 'eject', 'partials/teaser.eta', '--force');
  expect(read(site, TEASER)).toContain(shipped(TEASER));
  for (const [args, said] of [
    [['partials/teasr.eta'], 'Did you mean `partials/teaser.eta`?'],
    [['../site.yaml'], 'does not come with incident-press'],
    [[], 'No file is named'],
    [['partials/teaser.eta', '--list'], '`--list` takes no file'],
    [['partials/teaser.eta', '--merge', '--force'], 'cannot be used together'],
    [['partials/years.eta', '--merge'], 'The site has no templates/partials/years.eta'],
  ] as const)
    expect(await runCommand(['eject', ...args], { cwd: site })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(said) as string,
    });
});

test('check reports a copy that is older than the shipped file, and its hints solve that', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  const old = (path: string) =>
    withNote(path, shipped(path).replace(/^<(nav|li) class="/m, '<$1 id="old" class="'), '0.0.9');
  write(site, YEARS, old(YEARS));
  write(site, TEASER, `${old(TEASER)}<li>Ours</li>\n`);
  const { stdout } = await runCommand(['check', ...PRESENT, '--json'], { cwd: site });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; hint: { run: string } }[] };
  expect(diagnostics.map(({ code }) => code)).toEqual(['INC730', 'INC730']);
  expect((await succeed(site, 'eject', TEASER, '--diff')).stdout).toMatch(
    /^- <li id="old".*\n\+ <li class="/m,
  );
  for (const { hint } of diagnostics) await succeed(site, ...hint.run.split(' ').slice(1));
  expect((await succeed(site, 'check', ...PRESENT)).stdout).toContain('no problems found');
  expect(read(site, YEARS)).toContain(shipped(YEARS));
  expect(read(site, TEASER)).toContain(`${shipped(TEASER)}<li>Ours</li>\n`);
});

test('where both changed the same line, a person is asked, and check insists', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  const note = withNote(YEARS, shipped(YEARS).replace('class="years"', 'class="old"'), '0.0.9');
  write(site, YEARS, note.replace('class="old"', 'class="ours"'));
  const { code, stderr } = await runCommand(['eject', YEARS, '--merge'], { cwd: site });
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('the same lines') as string,
  });
  expect(read(site, YEARS)).toMatch(
    /<<<<<<< ours\n.*class="ours".*\n=======\n.*class="years".*\n>>>>>>> theirs/,
  );
  expect((await runCommand(['check', ...PRESENT], { cwd: site })).stderr).toContain('INC011');
});

test('a build after a change of templates says that published articles keep their look', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(site, 'freeze', '--at', '2026-03-04T11:00:00Z');
  const first = await succeed(site, 'build');
  write(site, 'templates/partials/facts.eta', `${shipped('templates/partials/facts.eta')}<p>New</p>\n`);
  const { stdout } = await succeed(site, 'build');
  expect([first.stdout, stdout].map((text) => text.includes('stay as they were frozen'))).toEqual([
    false,
    true,
  ]);
});

import { cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runHere } from './in-process.ts';
import {
  commit,
  copy,
  digest,
  EN,
  filesIn,
  FR,
  git,
  makeSite,
  originalText,
  read,
  REFERENCE,
  RESOLVED,
  translationText,
  write,
} from './site.ts';

const RENAMED = '2026-03-04-website-slow';
const OTHER = 'incidents/2026-03-05-mail/en.md';
const AS_OF = ['--as-of', '2026-03-06T12:00:00Z'];
const AT = ['--at', '2026-03-06T12:00:00Z'];

let committed: string;

beforeAll(async () => {
  committed = makeSite({
    '.gitignore': 'dist/\n.incident-press/\n',
    [EN]: originalText('001', 'Visitors waited.'),
    [FR]: translationText('001', 'Les visiteurs attendaient.'),
  });
  git(committed, 'init', '-q');
  expect((await runHere(committed, 'freeze', '--at', '2026-03-05T10:05:00Z')).code).toBe(0);
  write(committed, EN, originalText('002', 'Visitors waited.', '', RESOLVED));
  expect((await runHere(committed, 'freeze', '--at', '2026-03-05T10:35:00Z')).code).toBe(0);
  commit(committed, 'Publish');
});

function rename(site: string, ...folders: readonly string[]): void {
  for (const folder of folders) renameSync(join(site, folder, REFERENCE), join(site, folder, RENAMED));
}

/** Another report that is to be published meanwhile, as CI would. */
async function publishOther(site: string): Promise<string> {
  write(site, OTHER, originalText('001', 'Mail is late.').replaceAll('03-04', '03-05'));
  const { code, stdout } = await runHere(site, 'freeze', ...AT);
  expect(code).toBe(1);
  return stdout;
}

/** Renames everything back, as the hints say; nothing else has to be done. */
async function expectWell(site: string): Promise<void> {
  expect(await runHere(site, 'check', ...AS_OF)).toMatchObject({ code: 0, problems: [] });
  expect(await runHere(site, 'verify')).toMatchObject({ code: 0, problems: [] });
  expect((await runHere(site, 'freeze', ...AT)).stdout).toBe('Everything is already published\n');
}

test.each([
  [['incidents', 'published'], ['en', 'fr'].map((tag) => `incidents/${RENAMED}/${tag}.md INC526`)],
  [
    ['incidents'],
    [
      `incidents/${REFERENCE}/en.md INC515`,
      ...['en', 'fr'].map((tag) => `incidents/${RENAMED}/${tag}.md INC527`),
    ],
  ],
  [
    ['published'],
    ['en', 'fr'].flatMap((tag) => [
      `${EN.slice(0, -5)}${tag}.md INC527`,
      `incidents/${RENAMED}/${tag}.md INC526`,
    ]),
  ],
])(
  '%j renamed: named with a way out, never published anew, and undone is well',
  async (folders, problems) => {
    const site = copy(committed);
    rename(site, ...folders);
    const checked = await runHere(site, 'check', ...AS_OF);
    expect(checked.problems).toEqual(problems.toSorted());
    expect(await runHere(site, 'build')).toMatchObject({ code: 1, stdout: '' });
    const before = digest(join(site, 'incidents'));
    expect(await publishOther(site)).toMatch(/^published {2}2026-03-05-mail {2}en {2}001\n\n/);
    expect(read(site, 'published/ledger.jsonl')).not.toContain(RENAMED);
    expect(filesIn(join(site, 'published')).filter((path) => path.endsWith('002.md'))).toHaveLength(1);
    write(site, OTHER.replace('en.md', 'note.md'), '');
    git(site, 'clean', '-q', '-f', '--', OTHER.replace('en.md', 'note.md'));
    expect(
      digest(
        join(site, 'incidents'),
        filesIn(join(site, 'incidents')).filter((path) => !path.includes('mail')),
      ),
    ).toBe(before);

    const hints = checked.stderr.replaceAll(/\n {2,}/g, ' ').matchAll(/\bmv (\S+) ([^\s`]+)/g);
    for (const [, from = '', to = ''] of hints)
      if (existsSync(join(site, from))) renameSync(join(site, from), join(site, to));
    await expectWell(site);
  },
);

test('a renamed language is named too, and its old addresses are not given to another text', async () => {
  const site = copy(committed);
  renameSync(join(site, `published/${REFERENCE}/fr`), join(site, `published/${REFERENCE}/de`));
  const { stderr, code } = await runHere(site, 'check', ...AS_OF);
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\n {2,}/g, ' ')).toContain(
    `Rename it back: \`mv published/${REFERENCE}/de published/${REFERENCE}/fr\``,
  );
  expect((await runHere(site, 'freeze', ...AT)).stdout).not.toMatch(/^published/m);
  renameSync(join(site, `published/${REFERENCE}/de`), join(site, `published/${REFERENCE}/fr`));
  await expectWell(site);
});

test('a copy of a published report is not a second one', async () => {
  const site = copy(committed);
  for (const folder of ['incidents', 'published'])
    cpSync(join(site, folder, REFERENCE), join(site, folder, RENAMED), { recursive: true });
  expect((await runHere(site, 'check', ...AS_OF)).problems).toContain(`incidents/${RENAMED}/en.md INC526`);
  expect((await runHere(site, 'freeze', ...AT)).stdout).not.toMatch(/^published/m);
  expect(read(site, 'published/ledger.jsonl')).toBe(read(committed, 'published/ledger.jsonl'));
});

test.each(['000', '001', '002', '002r2', '003', '007'])(
  'the number %s, or an edit, does not make another report of a renamed one',
  async (version) => {
    const site = copy(committed);
    rename(site, 'incidents');
    const path = `incidents/${RENAMED}/en.md`;
    write(
      site,
      path,
      originalText(version, 'Visitors waited for long.', '', RESOLVED).replace('Web slow', 'Website'),
    );
    const { problems, code } = await runHere(site, 'check', ...AS_OF);
    expect(code).toBe(1);
    expect(problems).toContain(`${path} INC527`);
    await runHere(site, 'freeze', ...AT);
    expect(read(site, 'published/ledger.jsonl')).toBe(read(committed, 'published/ledger.jsonl'));
  },
);

test('freeze --from-git does not publish a renamed report anew either', async () => {
  const site = copy(committed);
  git(site, 'mv', `incidents/${REFERENCE}`, `incidents/${RENAMED}`);
  commit(site, 'Rename');
  const { stderr, code } = await runHere(site, 'freeze', '--from-git');
  expect(code).toBe(1);
  expect(stderr).toContain(`not recovered  incidents/${RENAMED}/en.md: it is published as ${REFERENCE}`);
  expect(git(site, 'status', '--short')).toBe('');
});

/** The site with its first version redacted, which said something that must not be read. */
async function redacted(): Promise<string> {
  const site = copy(committed);
  const { code } = await runHere(site, 'redact', REFERENCE, '001', '--lang', 'en', '--reason', 'A name.');
  expect(code).toBe(0);
  commit(site, 'Redact');
  return site;
}

test.each(['000', '001', '002', '002r2', '003', '007'])(
  'the text of a redacted version stays away under the number %s',
  async (version) => {
    const site = await redacted();
    write(site, EN, originalText(version, 'Visitors waited.'));
    const checked = await runHere(site, 'check', ...AS_OF);
    expect(checked.problems).toContain(`${EN} INC508`);
    await runHere(site, 'freeze', '--at', '2026-12-01T00:00:00Z');
    expect(git(site, 'status', '--short', '--', 'published')).toBe('');
  },
);

test('a redaction that is reverted is found: by its base, by its files, by the site', async () => {
  const site = await redacted();
  expect((await runHere(site, 'build')).code).toBe(0);
  expect((await runHere(site, 'verify')).code).toBe(0);
  git(site, 'revert', '--no-edit', 'HEAD');
  const compared = await runHere(site, 'check', '--base', 'HEAD~1', '--allow-published', ...AS_OF);
  expect(compared.problems).toContain(`published/${REFERENCE}/en/ledger.jsonl INC520`);
  const verified = await runHere(site, 'verify');
  expect(verified.code).toBe(1);
  expect(verified.stderr).toContain(
    'Version 001 was redacted on the site, but is not redacted in published/',
  );
  // The way out of both.
  git(site, 'restore', '--source=HEAD~1', '--staged', '--worktree', '--', 'published');
  expect((await runHere(site, 'verify')).code).toBe(0);
});

test('files of a redacted version that are put back are an error, and are not served', async () => {
  const site = await redacted();
  git(site, 'checkout', '-q', 'HEAD~1', '--', `published/${REFERENCE}/en/001.md`);
  for (const args of [['check', ...AS_OF], ['verify']]) {
    const { problems, code } = await runHere(site, ...args);
    expect({ problems, code }).toEqual({ problems: [`published/${REFERENCE}/en/001.md INC522`], code: 1 });
  }
  expect((await runHere(site, 'build')).code).toBe(3);
  expect(filesIn(join(site, 'dist'))).not.toContain(`en/incidents/${REFERENCE}/v/001/index.md`);
  await runHere(site, 'redact', REFERENCE, '001', '--lang', 'en', '--reason', 'A name.');
  expect((await runHere(site, 'check', ...AS_OF)).problems).toEqual([]);
});

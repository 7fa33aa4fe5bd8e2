import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { serveFolder } from '../browser/static-server.ts';
import { BASH, testWith } from '../programs.ts';
import { MAIN, ROOT, runCommand } from '../run.ts';
import { commit, git, makeSite, read, write } from './site.ts';

const test = testWith(BASH);
const DOC = readFileSync(join(ROOT, 'docs/versions.md'), 'utf8');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const REPORT = 'incidents/2025-11-23-search/en.md';

/** The blocks of a language in the document, in their order. */
function blocks(language: string): string[] {
  return [...DOC.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, body = '']) => body,
  );
}

test('the worked example happens as described, and every command of the document works', async () => {
  const example = /^```markdown file=(\S+)\n([\s\S]*?)^```$/m.exec(README)?.[2] ?? '';
  const site = makeSite({ [REPORT]: example, '.gitignore': 'dist/\n.incident-press/\nbin/\n' });
  write(
    site,
    'site.yaml',
    read(site, 'site.yaml').replace('id: web, name: Web', 'id: control-panel, name: Control panel'),
  );
  git(site, 'init', '-q', '-b', 'main');
  commit(site, 'First');
  const path = command(site);
  const sh = (line: string) =>
    execFileSync('bash', ['-c', line], {
      cwd: site,
      encoding: 'utf8',
      env: {
        PATH: path,
        NO_COLOR: '1',
        GIT_AUTHOR_NAME: 'W',
        GIT_AUTHOR_EMAIL: 'w@example.com',
        GIT_COMMITTER_NAME: 'W',
        GIT_COMMITTER_EMAIL: 'w@example.com',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const [first = '', ci = '', base = '', proofs = '', asItStood = '', redact = ''] = blocks('sh');
  const [published = '', warned = '', numbered = '', , attributes = ''] = blocks('text');

  // The story has a day of its own.
  const at = (time: string, line: string) => line.replace('freeze', `freeze --at 2025-11-23T${time}:00Z`);
  expect(sh(at('09:30', first))).toContain(published.split('next')[0]);
  const entry = '  - at: 2025-11-23T10:02:00Z\n    state: resolved\n    title: "Search is complete again"\n';
  write(site, REPORT, read(site, REPORT).replace(/^---\n\n/m, `${entry}---\n\n`));
  const built = await runCommand(['build'], { cwd: site });
  expect(built.code).toBe(0);
  expect(built.stderr).toContain(warned);
  expect(sh(at('10:05', ci.replace('incident-press check\n', '')))).toContain(numbered.trim());
  expect(read(site, 'dist/en/incidents/2025-11-23-search/history/index.html')).toMatch(
    /State[\s\S]*Investigating[\s\S]*Resolved/,
  );
  for (const line of attributes.trim().split('\n')) expect(read(site, '.gitattributes')).toContain(line);
  // A branch begins with what the main branch has published.
  git(site, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  sh(base);
  const server = await serveFolder(join(site, 'dist'));
  for (const line of proofs.trim().split('\n')) {
    const ran = await runCommand(
      line.replace('https://status.example.com/', server.url).split(' ').slice(1),
      { cwd: site },
    );
    expect(ran).toMatchObject({ code: 0 });
  }
  await server.close();
  expect(sh(asItStood)).toContain('site-at-20251123T183000Z/');
  expect(sh(redact)).toContain('redacted  2025-11-23-search  en  001');
  for (const row of DOC.match(/\/[a-z/]*incidents\/<ref>\/[^`# ]*/g) ?? []) {
    const file = row.replace('<ref>', '2025-11-23-search').replace(/\/$/, '/index.html').slice(1);
    // The redacted version and the revision that was never published have no files here.
    if (!file.includes('/v/')) expect(read(site, `dist/${file}`)).not.toBe('');
  }
});

/** The program under its name, as an installed one is found. */
function command(site: string): string {
  const bin = join(site, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'incident-press'), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  chmodSync(join(bin, 'incident-press'), 0o755);
  return `${bin}:${process.env['PATH']}`;
}

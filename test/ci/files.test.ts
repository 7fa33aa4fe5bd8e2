import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fits, HOSTS } from '../../src/cli/init/answers.ts';
import { githubFiles } from '../../src/cli/init/github.ts';
import { gitlabFiles } from '../../src/cli/init/gitlab.ts';
import { BASH } from '../programs.ts';

test.each(
  HOSTS.flatMap((host) => (['github', 'gitlab'] as const).map((ci) => [host, ci] as const)).filter(
    ([host, ci]) => fits(host, ci),
  ),
)('CI for %s run by %s is pinned, one at a time, and its scripts are scripts', (host, ci) => {
  const place = { site: '', branch: 'main' };
  const files = ci === 'github' ? githubFiles(host, place, true) : gitlabFiles(host, place);
  for (const [path, text] of Object.entries(files).filter(([name]) => !name.endsWith('dependabot.yml'))) {
    for (const script of scriptsOf(parse(text))) {
      if (BASH.works) execFileSync('bash', ['-n', '-c', script]);
      // An expression inside a script would be text that somebody else can write.
      expect(script).not.toContain('${{');
      // A name may be anybody's on a registry: only what a lock file names is run.
      expect(script).not.toMatch(/\bnpx\b|\bnpm exec\b/);
      for (const [, command] of script.matchAll(/\bnpm ([^)\n]*)/g))
        expect(command).toBe('ci --ignore-scripts --no-audit --no-fund');
    }
    for (const [, action] of text.matchAll(/uses: (\S+)/g))
      expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    if (!path.includes('preview')) expect(text).toMatch(/^ *(?:concurrency|resource_group):/m);
  }
});

test.each(HOSTS.filter((host) => fits(host, 'github')))(
  'on GitHub for %s, no job has both the right to write and the keys, and a pull request has neither',
  (host) => {
    const files = githubFiles(host, { site: '', branch: 'main' }, true);
    const [check, publish] = ['check', 'publish'].map((name) =>
      parse(files[`.github/workflows/${name}.yml`]!),
    );
    expect(check.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values<object>(check.jobs)) expect(job).not.toHaveProperty('permissions');
    expect(JSON.stringify(check)).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN/);
    expect(publish.permissions).toEqual({});
    expect(Object.keys(publish.on)).toEqual(['push', 'schedule', 'workflow_dispatch']);
    const jobs = Object.entries<{ permissions: { contents?: string } }>(publish.jobs);
    const writing = jobs.filter(([, { permissions }]) => permissions.contents === 'write');
    expect(writing.map(([name]) => name)).toEqual(['freeze']);
    // Freezing signs the checkpoint, where there is a key for that.
    expect(JSON.stringify(writing)).not.toMatch(/secrets\.(?!INCIDENT_PRESS_KEY\b)|id-token/);
  },
);

/** Everything that CI would give to a shell. */
function scriptsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'run' ? [String(inner)] : key === 'script' ? (inner as string[]) : scriptsOf(inner),
  );
}

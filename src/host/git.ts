import { spawn } from 'node:child_process';
import { Refused } from './refused.ts';

/** A file in a commit. `path` is relative to the folder that was asked about. */
export interface TreeEntry {
  readonly path: string;
  readonly object: string;
}

/** A file that a commit of the main branch changed. Paths are relative to the folder that was asked about. */
export interface Change {
  /** The former path of the file, if it was renamed. */
  readonly from: string | undefined;
  readonly path: string;
  /** The object of the file after the commit; undefined if it was deleted. */
  readonly object: string | undefined;
}

export interface Commit {
  readonly id: string;
  /** When it was committed, in seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number;
  /** True if the clone ends here although the history goes back further. */
  readonly isCut: boolean;
  readonly changes: readonly Change[];
}

const NO_OBJECT = /^0+$/;

/** The commit a revision names. Throws Refused. */
export async function resolveCommit(root: string, revision: string): Promise<string> {
  await requireRepository(root);
  const ran = await git(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (ran.code === 0) return ran.stdout.toString().trim();
  throw new Refused(
    'no-git',
    `Revision ${revision} is not in this repository`,
    'Fetch it, for example with `git fetch origin main`; in CI, check out the whole history.',
  );
}

/** All files of a commit below a folder of the site. */
export async function listTree(root: string, commit: string, folder: string): Promise<TreeEntry[]> {
  const ran = await git(root, ['ls-tree', '-r', '-z', commit, '--', folder]);
  return ran.stdout
    .toString()
    .split('\0')
    .filter((row) => row !== '')
    .map((row) => {
      const tab = row.indexOf('\t');
      return { path: row.slice(tab + 1), object: row.slice(0, tab).split(' ')[2] ?? '' };
    });
}

/** The bytes of objects, in the order asked. One process, however many there are. */
export async function readObjects(root: string, objects: readonly string[]): Promise<Buffer[]> {
  if (objects.length === 0) return [];
  const ran = await git(root, ['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
  const bodies: Buffer[] = [];
  let at = 0;
  while (at < ran.stdout.length) {
    const end = ran.stdout.indexOf(0x0a, at);
    const header = ran.stdout.subarray(at, end).toString();
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) throw new Error(`git cat-file said: ${header}`);
    bodies.push(ran.stdout.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return bodies;
}

/**
 * The commits of the main branch (first parents, so that a merge counts as one change), oldest first, with
 * what they changed below a folder of the site. Renames are followed. Throws Refused.
 */
export async function mainLine(root: string, folder: string): Promise<Commit[]> {
  await requireRepository(root);
  const top = (await git(root, ['rev-parse', '--show-prefix'])).stdout.toString().trim();
  const cut = await shallowCommits(root);
  const ran = await git(root, [
    'log',
    '--first-parent',
    '--diff-merges=first-parent',
    '--root',
    '--reverse',
    '--raw',
    '-z',
    '--no-abbrev',
    '--find-renames=40%',
    '--format=commit %H %ct',
    'HEAD',
    '--',
    folder,
  ]);
  if (ran.code !== 0) return [];
  return parseLog(ran.stdout.toString(), top, cut);
}

function parseLog(text: string, top: string, cut: ReadonlySet<string>): Commit[] {
  const commits: { id: string; seconds: number; isCut: boolean; changes: Change[] }[] = [];
  const fields = text.split('\0');
  const local = (path: string) => (path.startsWith(top) ? path.slice(top.length) : path);
  for (let at = 0; at < fields.length; at += 1) {
    const field = (fields[at] ?? '').replace(/^\n+/, '');
    const [, id, seconds] = /^commit ([0-9a-f]+) (\d+)/.exec(field) ?? [];
    if (id !== undefined) {
      commits.push({ id, seconds: Number(seconds), isCut: cut.has(id), changes: [] });
      continue;
    }
    const raw = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*$/.exec(field);
    if (!raw) continue;
    const [, object = '', status = ''] = raw;
    const isPair = status === 'R' || status === 'C';
    const first = local(fields[at + 1] ?? '');
    const path = isPair ? local(fields[at + 2] ?? '') : first;
    at += isPair ? 2 : 1;
    commits.at(-1)?.changes.push({
      path,
      from: status === 'R' ? first : undefined,
      object: NO_OBJECT.test(object) ? undefined : object,
    });
  }
  return commits;
}

/** Commits whose parents a shallow clone does not have. */
async function shallowCommits(root: string): Promise<ReadonlySet<string>> {
  const isShallow = (await git(root, ['rev-parse', '--is-shallow-repository'])).stdout.toString().trim();
  if (isShallow !== 'true') return new Set();
  const ran = await git(root, ['rev-list', '--first-parent', '--max-parents=0', 'HEAD']);
  return new Set(ran.stdout.toString().split('\n').filter(Boolean));
}

export async function requireRepository(root: string): Promise<void> {
  const ran = await git(root, ['rev-parse', '--git-dir']);
  if (ran.code === 0) return;
  throw new Refused(
    'no-git',
    'This site is not in a git repository',
    'Run the command in a clone of the repository; a folder becomes one with git init.',
  );
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: Buffer;
}

/** Runs git with exactly these arguments, without a shell and without the user's output settings. */
export function git(root: string, args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-c', 'core.quotePath=false', '-c', 'log.showSignature=false', ...args], {
      cwd: root,
      env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_PAGER: '' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', () =>
      reject(new Refused('no-git', 'Git cannot be run', 'Install git, or add it to the PATH.')),
    );
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(parts) }));
    // Git may have answered and exited before reading everything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

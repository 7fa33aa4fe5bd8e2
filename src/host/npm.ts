import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Refused } from './refused.ts';

/** A packed package, as described by `npm pack`. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  /** In the form of lock files: `sha512-…`. */
  readonly integrity: string;
  /** Absolute. */
  readonly file: string;
}

/** What to pack: anything npm accepts, relative to `cwd`; the file goes into `folder`. */
export interface Packing {
  readonly spec: string;
  readonly cwd: string;
  readonly folder: string;
  /** Whether the package may run its build first: source code must be built, other packages need not. */
  readonly mayBuild: boolean;
}

/** Fetches or makes the file of a package. Throws Refused with what npm said. */
export async function packPackage({ spec, cwd, folder, mayBuild }: Packing): Promise<Packed> {
  const scripts = mayBuild ? [] : ['--ignore-scripts'];
  const ran = await npm(['pack', spec, ...scripts, '--json', '--pack-destination', folder], cwd);
  // What the scripts of a package print comes before it.
  const [packed] = ran.code === 0 ? JSON.parse(/^\[[\s\S]*/m.exec(ran.stdout)?.[0] ?? '[]') : [];
  if (packed) return { ...packed, file: join(folder, packed.filename) };
  throw new Refused(
    'usage',
    `npm cannot pack ${spec}: ${lastErrorOf(ran)}`,
    'Name a version, a .tgz file or a git address that npm can install with `--program`.',
  );
}

/**
 * Makes or completes the lock file of a folder with a package.json. Undefined if it worked, otherwise npm's
 * error.
 */
export async function lockPackages(folder: string): Promise<string | undefined> {
  const options = ['--package-lock-only', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  const ran = await npm(['install', ...options], folder);
  return ran.code === 0 ? undefined : lastErrorOf(ran);
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function npm(args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, {
      cwd,
      env: ownEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', () =>
      reject(new Refused('failed', 'npm cannot be run', 'Install npm, which comes with Node.js.')),
    );
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The environment without the settings of an npm that started this process. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^npm_(?:package_|lifecycle_|command$|config_(?:local_prefix|package|call|workspace)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function lastErrorOf({ stdout, stderr }: Ran): string {
  const lines = `${stdout}\n${stderr}`
    .split('\n')
    .flatMap((line) => /^npm (?:error|ERR!) (.+)$/.exec(line)?.[1] ?? []);
  const telling = lines.filter((line) => !/^(?:code|errno|syscall|A complete log|\s*\S*_logs)/.test(line));
  return telling[0] ?? 'npm gives no reason';
}

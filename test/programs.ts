import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

/**
 * Programs that are not in any package and that some machines lack. Each is tried for what the tests do with
 * it, not for its name: an old version, or one without a module, does not count.
 */
export interface Program {
  /** Whether it works on this machine; found out when first needed. */
  readonly works: boolean;
  /** What is missing and how to get it. */
  readonly missing: string;
}

/** `test`, or, if a program is missing, one that skips and says why. */
export function testWith(...programs: readonly Program[]): ReturnType<typeof test.runIf> {
  return test.runIf(allWork(programs));
}

/** `describe`, or, if a program is missing, one that skips and says why. */
export function describeWith(...programs: readonly Program[]): ReturnType<typeof describe.runIf> {
  return describe.runIf(allWork(programs));
}

function allWork(programs: readonly Program[]): boolean {
  const lacking = programs.filter(({ works }) => !works);
  for (const each of lacking.filter((one) => !said.has(one))) {
    console.warn(`Tests are skipped: ${each.missing}`);
    said.add(each);
  }
  return lacking.length === 0;
}

/** What this test file has already reported. */
const said = new Set<Program>();

/** A program that is tried once, and only if a test asks for it. */
export function program(missing: string, tryIt: () => boolean): Program {
  let found: boolean | undefined;
  return {
    missing,
    get works() {
      return (found ??= tryIt());
    },
  };
}

function runs(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

/** Runs the function with a folder that is removed afterwards. */
function inFolder(run: (folder: string) => boolean): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'incident-press-try-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isRoot = process.getuid?.() === 0;

/** Bash with the small tools that its scripts call. */
export const BASH = program(
  'bash, or a tool its scripts need (mkdir, cat, sed, grep, sleep), is missing',
  () =>
    runs(
      'bash',
      '--norc',
      '-euo',
      'pipefail',
      '-c',
      'compgen -W "one two" o; for tool in cat chmod cp env grep ls mkdir rm sed sleep; do command -v $tool; done',
    ),
);

export const FISH = program('there is no fish that knows --no-config (apt-get install fish)', () =>
  runs('fish', '--no-config', '-c', 'complete -C "l"'),
);

/** Zsh with a terminal inside it, in which its completion can be tried. */
export const ZSH = program('there is no zsh with its modules and functions (apt-get install zsh)', () =>
  runs('zsh', '-f', '-c', 'zmodload zsh/zpty && autoload -U +X compinit'),
);

/** An editor with a language client of its own. */
export const NEOVIM = program('there is no Neovim 0.7 or newer (apt-get install neovim)', () =>
  runs(
    'nvim',
    '--headless',
    '--clean',
    '-c',
    'lua vim.cmd(vim.fn.has("nvim-0.7") == 1 and "qall" or "cquit")',
  ),
);

/** A terminal for a program: util-linux's `script`, and `stty` for its size. */
export const TERMINAL = program(
  'there is no `script` of util-linux, or no stty (apt-get install bsdutils)',
  () => runs('script', '-qec', 'stty cols 80 rows 24', '/dev/null'),
);

/** File tools that scripts of tests and printed commands use. */
export const TOOLS = program('cp, mkdir, rm, sed or true is missing', () =>
  ['cp', 'mkdir', 'rm', 'sed', 'true'].every((name) => isThere(name)),
);

/** A certificate for a server of a test. */
export const OPENSSL = program('there is no openssl that makes certificates (apt-get install openssl)', () =>
  inFolder((folder) =>
    runs('openssl', ...certificateFor('status.invalid', join(folder, 'key'), join(folder, 'certificate'))),
  ),
);

/** What to ask openssl for: a key and a certificate for a name, in two files. */
export function certificateFor(name: string, key: string, certificate: string): readonly string[] {
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate];
  return ['req', '-x509', ...made, ...names];
}

/** The registry of packages that npm is set to, which need not be the public one. */
export const REGISTRY = program('npm reaches no registry', () =>
  runs('npm', 'view', 'yaml@2', 'version', '--prefer-offline', '--fetch-retries=0'),
);

export const CURL = program('there is no curl (apt-get install curl)', () => runs('curl', '--version'));

export const NEWSBOAT = program('there is no newsboat (apt-get install newsboat)', () =>
  runs('newsboat', '--version'),
);

/** A Python with feedparser: the one of the path, or that of the system, for which packages install it. */
export const PYTHON: string | undefined = ['python3', '/usr/bin/python3'].find((each) =>
  runs(each, '-c', 'import feedparser'),
);
export const FEEDPARSER = program(
  'there is no Python with feedparser (apt-get install python3-feedparser)',
  () => PYTHON !== undefined,
);

export const JQ = program('there is no jq (apt-get install jq)', () => runs('jq', '--version'));

export const TAR = program('there is no tar', () => runs('tar', '--version'));

/** Running as another user, which only root can do. */
export const OTHER_USER = program(
  'being another user takes root and setpriv of util-linux',
  () =>
    isRoot &&
    runs('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, '--version'),
);

/** Mounting full and read-only disks. */
export const MOUNTS = program(
  'full and read-only disks take root and mount namespaces',
  () =>
    isRoot &&
    inFolder((folder) =>
      runs(
        'unshare',
        '-m',
        'sh',
        '-ec',
        'mount -t tmpfs -o size=2m tmpfs "$0"; mkdir "$0/a"; mount --bind "$0/a" "$0/a"; mount -o remount,bind,ro "$0/a"; cp /dev/null "$0/b"',
        folder,
      ),
    ),
);

/** A namespace in which the system allows almost no watches. */
export const FEW_WATCHES = [
  'unshare',
  '-Ur',
  'sh',
  '-c',
  'echo 2 > /proc/sys/user/max_inotify_watches && exec "$0" "$@"',
] as const;
export const WATCH_LIMIT = program('this system lets no user limit its own watches', () =>
  runs(...FEW_WATCHES, 'true'),
);

/** The Nu HTML checker, which is a package, on a Java that is new enough for it. */
export const NU_JAR: string = createRequire(import.meta.url)('vnu-jar');
export const NU = program(
  'there is no Java that runs the HTML checker (apt-get install default-jre-headless)',
  () => runs('java', '-jar', NU_JAR, '--version'),
);

/** Copies a list of files and removes others, with the options that the documentation shows. */
export const RSYNC = program('there is no rsync 3 (apt-get install rsync)', () =>
  inFolder((folder) => {
    mkdirSync(join(folder, 'from'));
    writeFileSync(join(folder, 'list'), '');
    const options = ['--files-from', '--include-from'].map((name) => `${name}=${join(folder, 'list')}`);
    return runs(
      'rsync',
      '-a',
      '--ignore-times',
      '--delete',
      ...options,
      `${join(folder, 'from')}/`,
      `${join(folder, 'to')}/`,
    );
  }),
);

export const RCLONE = program('there is no rclone (apt-get install rclone)', () => runs('rclone', 'version'));

/** The nginx of the tests: the one named in the environment, else the one on the path. */
export const NGINX_COMMAND = process.env['NGINX'] ?? 'nginx';

/** An nginx with the modules that every configuration of ours uses. */
export const NGINX = program('there is no nginx with maps and gzip_static (apt-get install nginx)', () =>
  nginxAccepts('', 'gzip_static on;'),
);

/** An nginx that can hand out `.br` files. */
export const NGINX_BROTLI = program(
  'there is no nginx with brotli_static (apt-get install nginx libnginx-mod-http-brotli-static)',
  () => brotliLine() !== undefined,
);

/** The line that gives nginx its brotli: none where it is compiled in; undefined where there is no brotli. */
export function brotliLine(): string | undefined {
  const { stderr } = spawnSync(NGINX_COMMAND, ['-V'], { encoding: 'utf8' });
  const modules = /--modules-path=(\S+)/.exec(stderr ?? '')?.[1];
  const lines = ['', ...(modules ? [`load_module ${modules}/ngx_http_brotli_static_module.so;`] : [])];
  return lines.find((line) => nginxAccepts(line, 'brotli_static on;'));
}

function nginxAccepts(first: string, line: string): boolean {
  return inFolder((folder) => {
    const file = join(folder, 'nginx.conf');
    const server = `map $uri $mapped { default 1; } server { listen 127.0.0.1:9; add_header a $mapped always; ${line} }`;
    writeFileSync(
      file,
      `${first} pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${server} }`,
    );
    return runs(NGINX_COMMAND, '-t', '-p', folder, '-c', file);
  });
}

/**
 * The programs of a store that a script of bash brings up on loopback; `tryMore` is asked where all are
 * there.
 */
export function storePrograms(
  names: readonly string[],
  packages: string,
  tryMore: () => boolean = () => true,
): Program {
  const missing = names.filter((name) => !isOnPath(name));
  const install = `apt-get install -y --no-install-recommends ${packages}`;
  const lack = missing.length > 0 ? `there is no ${missing.join(', ')}` : 'the store cannot run here';
  return program(`${lack} (${install})`, () => missing.length === 0 && BASH.works && tryMore());
}

/** Whether the disk that tests write to keeps extended attributes. */
export function keepsAttributes(): boolean {
  const script = 'import os, tempfile; os.setxattr(tempfile.NamedTemporaryFile().name, "user.try", b"1")';
  return runs('python3', '-c', script);
}

function isOnPath(name: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** True if a program of this name is on the path. */
function isThere(name: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, name)));
}

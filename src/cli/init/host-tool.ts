import type { Host } from './answers.ts';
import type { Step } from './steps.ts';

/** The command line of a host, as CI installs it to deploy. */
export interface HostTool {
  /** On the registry of npm. */
  readonly name: string;
  /** Exact: whatever is newest is whatever somebody has just published. */
  readonly version: string;
  /** Seen from the folder of the site. */
  readonly command: string;
}

/**
 * The folder of a site with the package.json of the host's command line. It is apart from the site's own, so
 * that only the job that deploys installs it, and with a lock file, so that nobody else's newest version runs
 * where the keys are.
 */
export const TOOL_FOLDER = 'deploy';

/** The command lines of the hosts that have one. */
export const HOST_TOOLS = {
  netlify: { name: 'netlify-cli', version: '27.10.2', command: inFolder('netlify') },
  cloudflare: { name: 'wrangler', version: '4.164.0', command: inFolder('wrangler') },
} as const satisfies Partial<Record<Host, HostTool>>;

/** The command line that publishes to a host; undefined if there is nothing to install. */
export function toolOf(host: Host): HostTool | undefined {
  switch (host) {
    case 'netlify':
    case 'cloudflare':
      return HOST_TOOLS[host];
    case 'github':
    case 'gitlab':
    case 's3':
    case 'none':
      return undefined;
  }
}

function inFolder(name: string): string {
  return `./${TOOL_FOLDER}/node_modules/.bin/${name}`;
}

/** The package.json of the host's command line, by path; npm makes the lock file beside it. */
export function toolFiles(host: Host): Readonly<Record<string, string>> {
  const tool = toolOf(host);
  if (!tool) return {};
  const manifest = { private: true, dependencies: { [tool.name]: tool.version } };
  return { [`${TOOL_FOLDER}/package.json`]: `${JSON.stringify(manifest, null, 2)}\n` };
}

/** Installs the host's command line, without running any script of its packages. No step where there is none. */
export function installToolSteps(host: Host): readonly Step[] {
  const tool = toolOf(host);
  if (!tool) return [];
  return [
    {
      name: `Install ${tool.name}, as its lock file names it`,
      script: `(cd ${TOOL_FOLDER} && npm ci --ignore-scripts --no-audit --no-fund)\n`,
    },
  ];
}

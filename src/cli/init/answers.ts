/** Where a site can be served. */
export const HOSTS = ['github', 'gitlab', 'netlify', 'cloudflare', 's3', 'none'] as const;
export type Host = (typeof HOSTS)[number];

/** Who runs the checks and builds. */
export const RUNNERS = ['github', 'gitlab', 'none'] as const;
export type Runner = (typeof RUNNERS)[number];

export interface NamedService {
  readonly id: string;
  readonly name: string;
}

/** Everything that decides what a new site contains. */
export interface Answers {
  readonly name: string;
  readonly url: string;
  /** The first one is the default language. */
  readonly languages: readonly string[];
  readonly services: readonly NamedService[];
  readonly host: Host;
  readonly ci: Runner;
  readonly hook: boolean;
  /** Whether GitHub attests the output of each build. */
  readonly attest: boolean;
}

export const HOST_NAMES: Readonly<Record<Host, string>> = {
  github: 'GitHub Pages',
  gitlab: 'GitLab Pages',
  netlify: 'Netlify',
  cloudflare: 'Cloudflare Pages',
  s3: 'A bucket (S3 and the like)',
  none: 'Somewhere else',
};

export const RUNNER_NAMES: Readonly<Record<Runner, string>> = {
  github: 'GitHub Actions',
  gitlab: 'GitLab CI',
  none: 'Nobody yet',
};

/** The CI that usually belongs to a host. */
export function runnerOf(host: Host): Runner {
  if (host === 'none') return 'none';
  return host === 'gitlab' ? 'gitlab' : 'github';
}

/** Whether a CI can publish to a host: the pages of GitHub and GitLab only accept sites from their own CI. */
export function fits(host: Host, ci: Runner): boolean {
  return ci === 'none' || (host !== 'github' && host !== 'gitlab') || host === ci;
}

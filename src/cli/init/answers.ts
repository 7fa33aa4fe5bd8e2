/** Where a site can be served, and how it gets there. */
export const HOSTS = ['github', 'gitlab', 'netlify', 'cloudflare', 's3', 'none'] as const;
export type Host = (typeof HOSTS)[number];

/** Who runs the checks and builds. */
export const RUNNERS = ['github', 'gitlab', 'none'] as const;
export type Runner = (typeof RUNNERS)[number];

/** All that a new site depends on. */
export interface Answers {
  readonly name: string;
  readonly url: string;
  readonly languages: readonly string[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly host: Host;
  readonly ci: Runner;
  readonly hook: boolean;
}

/** The CI that usually belongs to a host. */
export function runnerOf(host: Host): Runner {
  if (host === 'none') return 'none';
  return host === 'gitlab' ? 'gitlab' : 'github';
}

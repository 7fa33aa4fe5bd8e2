/** Where a site is, and where its CI runs. */
export interface Place {
  /** Folder of the site in its repository, with `/`; empty for the top. */
  readonly site: string;
  /** The branch whose reports are published. */
  readonly branch: string;
}

/** A path of the site as seen from the top of the repository. */
export function fromTop({ site }: Place, path: string): string {
  return site === '' ? path : `${site}/${path}`;
}

/** The name of a CI file: two sites in one repository have different ones. */
export function ciName({ site }: Place, name: string): string {
  const words = site.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return words === '' ? name : `${words}-${name}`;
}

/** The program in CI: the one in the lock file, not one that happens to be on the PATH. */
export const PROGRAM = './node_modules/.bin/incident-press';

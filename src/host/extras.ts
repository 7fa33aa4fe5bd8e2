import { join } from 'node:path';
import type { Extras } from '../pipeline/build.ts';
import { openPictures } from './cache/pictures.ts';
import { findSearch } from './search-index.ts';
import { openShareImages } from './share/images.ts';
import { startPausing } from './pause.ts';
import { readSiteFile } from './files/site-files.ts';
import type { Site } from '../source/site-schema.ts';

/** The optional packages of a site, and notes about missing ones. */
export interface OpenExtras {
  readonly extras: Extras;
  /** Lines for the writer, without line ends. */
  readonly missing: readonly string[];
  readonly close: () => Promise<void>;
}

/** Where drawn pictures and indexes are kept. */
export interface Keeping {
  /** The folder of the cache; without it nothing is kept. */
  readonly cache: string | undefined;
}

/**
 * Opens the optional packages that a site asks for, and no others, since starting one takes time. The
 * result has to be closed.
 */
export async function openExtras(
  root: string,
  site: Pick<Site, 'outputs' | 'theme'> | undefined,
  { cache }: Keeping,
): Promise<OpenExtras> {
  const outputs = site?.outputs ?? [];
  const search = outputs.includes('search')
    ? findSearch(cache === undefined ? undefined : join(cache, 'search'))
    : undefined;
  const draw = outputs.includes('images')
    ? await openShareImages({
        kept: cache === undefined ? undefined : openPictures(join(cache, 'pictures')),
        logo: site?.theme.logo === undefined ? undefined : readSiteFile(root, site.theme.logo)?.bytes,
      })
    : undefined;
  return {
    extras: { index: search ? search.index : undefined, draw, pause: startPausing() },
    missing: [
      ...(outputs.includes('search') && !search ? [NO_SEARCH] : []),
      ...(outputs.includes('images') && !draw ? [NO_IMAGES] : []),
    ],
    close: async () => search?.close(),
  };
}

const NO_SEARCH =
  'no full-text search: the optional package pagefind does not run here; the search page leads to the archive';
const NO_IMAGES =
  'no share images: the optional packages @takumi-rs/core and @fontsource-variable/noto-sans are not installed';

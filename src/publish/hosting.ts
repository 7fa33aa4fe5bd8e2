import type { OutputFile } from '../model/file.ts';
import type { Site } from '../source/site-schema.ts';
import { headersFile } from './headers.ts';
import type { ServedSite } from './headers.ts';
import { redirectsFile } from './redirects.ts';

/** The settings in site.yaml that hosts need. */
export type HostedSite = ServedSite & Pick<Site, 'defaultLanguage'>;

/** The files that tell hosts how to serve the others: `_headers`, and `_redirects` if there are any. */
export function hostingFiles(files: readonly { readonly path: string }[], site: HostedSite): OutputFile[] {
  return [headersFile(files, site), ...redirectsFile(site)];
}

import type { OutputFile } from '../model/file.ts';
import type { Compression, Site } from '../source/site-schema.ts';
import { compressedFiles } from './compress.ts';
import { headersFile } from './headers.ts';
import { redirectsFile } from './redirects.ts';

/**
 * The files that tell hosts how to serve the others: `_headers`, `_redirects`, and compressed copies where
 * site.yaml or the command asks for them.
 */
export function hostingFiles(
  files: readonly OutputFile[],
  site: Site,
  compress: readonly Compression[] = site.compress,
): OutputFile[] {
  return [...headersFor(files, site), ...compressedFiles(files, compress)];
}

function headersFor(files: readonly OutputFile[], site: Site): OutputFile[] {
  return [headersFile(files, site), ...redirectsFile(site)];
}

import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Site } from '../../source/site-schema.ts';
import { parseSite } from '../../source/site.ts';
import { hashOf } from '../remember/named.ts';
import type { Values } from '../remember/values.ts';

/** What site.yaml says, remembered by its bytes, since most runs need no parser for anything else. */
export function parsedSite(
  file: SourceFile | undefined,
  values: Pick<Values, 'lasting'>,
): Outcome<Site | undefined> {
  if (!file || file.refused) return parseSite(file);
  return values.lasting('site.yaml', [hashOf(file.bytes)], () => parseSite(file));
}

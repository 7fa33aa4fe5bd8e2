import type { Site } from '../source/site-schema.ts';

/** What pages may know of site.yaml. */
export type PageSettings = Pick<
  Site,
  | 'name'
  | 'description'
  | 'url'
  | 'basePath'
  | 'languages'
  | 'defaultLanguage'
  | 'services'
  | 'timeZone'
  | 'theme'
  | 'outputs'
  | 'idAuthority'
>;

import type { Instant } from '../model/instant.ts';
import type { FooterView } from '../model/page.ts';
import type { Site } from '../source/site-schema.ts';
import type { MenuEntry } from './pages/menu.ts';

/** The settings in site.yaml that pages may use. */
export type PageSettings = Pick<
  Site,
  | 'name'
  | 'names'
  | 'description'
  | 'descriptions'
  | 'url'
  | 'basePath'
  | 'languages'
  | 'defaultLanguage'
  | 'services'
  | 'timeZone'
  | 'theme'
  | 'outputs'
  | 'idAuthority'
  | 'publisher'
  | 'csp'
  | 'plugins'
> & {
  /** The menu items of the site's own pages. */
  readonly menu?: readonly MenuEntry[] | undefined;
  /** Some report has a post-mortem, so that the menu links to the list of them. */
  readonly hasPostmortems?: boolean | undefined;
  /** What stands below the pages in each language. */
  readonly foot?: Readonly<Record<string, FooterView>> | undefined;
  /** The time whose state the pages show, if the site was built with `--at`, not to be published. */
  readonly asItStood?: Instant | undefined;
};

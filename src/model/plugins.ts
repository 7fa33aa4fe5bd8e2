import type { PluggableList } from 'unified';

/** What a module in `plugins/` exports: unified plugins, each alone or with its options. */
export interface SitePlugin {
  /** For the tree of the Markdown (mdast). */
  readonly remark?: PluggableList;
  /** For the tree of the HTML (hast), before it is made safe. */
  readonly rehype?: PluggableList;
}

/** A module with plugins that site.yaml names. */
export interface PluginModule {
  readonly name: string;
  /** Where a thread imports it from. */
  readonly url: string;
}

/** The modules that work on the texts of a site. */
export interface SitePlugins {
  /** Hash of all their files: if a file changes, pages may change. */
  readonly key: string;
  readonly modules: readonly PluginModule[];
}

/** The same as an input of something that is made: the key identifies all of it. */
export interface NamedPlugins extends SitePlugins {
  readonly toJSON: () => string;
}

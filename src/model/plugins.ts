/** A module with plugins, as site.yaml names it. */
export interface PluginModule {
  readonly name: string;
  /** Where a thread imports it from. */
  readonly url: string;
}

/** The modules that work on the texts of a site. */
export interface SitePlugins {
  /** Hash of all files that they are made of: other files may come to other pages. */
  readonly key: string;
  readonly modules: readonly PluginModule[];
}

/** The same where it is part of what something was made from: the key stands for all of it. */
export interface NamedPlugins extends SitePlugins {
  readonly toJSON: () => string;
}

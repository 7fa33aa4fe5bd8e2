import type { Root as HastRoot } from 'hast';
import type { Root as MdastRoot } from 'mdast';
import type { Node } from 'unist';
import { unified } from 'unified';
import type { Pluggable } from 'unified';
import type { PluginModule, SitePlugin, SitePlugins } from '../../model/plugins.ts';
import { PluginFailed } from '../../source/markdown/transforms.ts';
import type { Transform, Transforms } from '../../source/markdown/transforms.ts';

/** Called with the index of each plugin before it runs. */
type Enter = (index: number) => void;

/** Imports the modules of a site. Only call it in a thread: modules may loop, or end the thread. */
export async function loadTransforms({ modules }: SitePlugins, enter: Enter): Promise<Transforms> {
  const remark: Transform<MdastRoot>[] = [];
  const rehype: Transform<HastRoot>[] = [];
  for (const [index, module] of modules.entries()) {
    enter(index);
    const own = await pluginsIn(module);
    for (const each of own.remark ?? []) remark.push(transformOf(module.name, each, () => enter(index)));
    for (const each of own.rehype ?? []) rehype.push(transformOf(module.name, each, () => enter(index)));
  }
  return { remark, rehype };
}

async function pluginsIn({ name, url }: PluginModule): Promise<SitePlugin> {
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = (await import(url)) as typeof exported;
  } catch (error) {
    throw new PluginFailed(name, error);
  }
  const { remark, rehype, default: own } = exported;
  if (Array.isArray(remark) || Array.isArray(rehype)) return exported as SitePlugin;
  // Packages are named after what they work on: `remark-smartypants`, `@example/rehype-kbd`.
  if (typeof own === 'function' && /(?:^|\/)remark-/.test(name)) return { remark: [own as Pluggable] };
  if (typeof own === 'function' && /(?:^|\/)rehype-/.test(name)) return { rehype: [own as Pluggable] };
  throw new PluginFailed(name, 'it exports neither a list `remark` nor a list `rehype`');
}

/** Each plugin gets its own processor: whatever the plugin does to it, nothing else uses it. */
function transformOf<T extends Node>(name: string, plugin: Pluggable, enter: () => void): Transform<T> {
  return {
    name,
    run: async (tree, file) => {
      enter();
      return (await unified().use([plugin]).run(tree, file)) as T;
    },
  };
}

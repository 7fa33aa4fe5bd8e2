import type { Root as HastRoot } from 'hast';
import type { Root as MdastRoot } from 'mdast';
import { VFile } from 'vfile';

/** A plugin of a site: it changes a tree, or returns another one. */
export interface Transforms {
  readonly remark: readonly Transform<MdastRoot>[];
  readonly rehype: readonly Transform<HastRoot>[];
}

export interface Transform<T> {
  /** The module that it is from. */
  readonly name: string;
  readonly run: (tree: T, file: VFile) => Promise<T>;
}

/** A plugin that failed on a text. */
export class PluginFailed extends Error {
  readonly plugin: string;

  constructor(plugin: string, cause: unknown) {
    super(firstLine(cause), { cause });
    this.plugin = plugin;
  }
}

/**
 * Runs plugins, one after the other. Each gets a tree of plain data, and its result is copied as plain data
 * again, so that it cannot change, or be more than it seems, while it is checked and written.
 */
export async function transformed<T extends object>(
  tree: T,
  text: string,
  transforms: readonly Transform<T>[],
): Promise<T> {
  let current = tree;
  for (const { name, run } of transforms) {
    try {
      current = plain(await run(plain(current), new VFile(text)));
    } catch (error) {
      throw new PluginFailed(name, error);
    }
  }
  return current;
}

function plain<T>(tree: T): T {
  return JSON.parse(JSON.stringify(tree)) as T;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 200);
}

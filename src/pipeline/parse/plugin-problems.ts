import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { PluginFailed } from '../../source/markdown/transforms.ts';
import type { TextRequest } from './parse-text.ts';

/** A text of a site with plugins, on its way to a thread. */
export type PluggedRequest = TextRequest & {
  /** Shared memory in which the thread notes which plugin it entered last, counted from 1. */
  readonly entered?: Int32Array | undefined;
};

/** The request as sent to a thread, so that a plugin that never returns can be named. */
export function plugged(request: TextRequest): PluggedRequest {
  return request.context.plugins
    ? { ...request, entered: new Int32Array(new SharedArrayBuffer(4)) }
    : request;
}

/** What threads for the same kind of text have in common: the plugins they have imported. */
export function kindOf({ context }: TextRequest): string {
  return context.plugins?.key ?? '';
}

/** The plugin that a thread entered last; undefined if it was in none. */
export function pluginEntered({ context, entered }: PluggedRequest): string | undefined {
  return entered && context.plugins?.modules[Atomics.load(entered, 0) - 1]?.name;
}

/**
 * A module that cannot be imported, or exports no plugin: reported at the module's place in site.yaml, since
 * no text is to blame.
 */
export function notLoaded({ plugin, message }: PluginFailed): Diagnostic {
  const file = plugin.startsWith('plugins/') ? plugin : 'site.yaml';
  return diagnose('INC841', placeOf(file), `The plugin \`${plugin}\` cannot be used: ${message}`);
}

/** A plugin that did not return, or ended its thread, on a text. */
export function pluginStopped({ path }: TextRequest, plugin: string, what: string): Diagnostic {
  return diagnose('INC844', placeOf(path), `The plugin \`${plugin}\` ${what} on this text, and was stopped`);
}

import type { HelperContext } from './helpers.ts';
import type { Templates } from './template.ts';

/** What rendering needs besides a view. */
export interface RenderContext extends HelperContext {
  readonly templates: Templates;
}

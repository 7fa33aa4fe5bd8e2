import type { Templates } from '../../render/pages/template.ts';

/** Templates of a site that has none. */
export const NO_TEMPLATES: Templates = {
  names: [],
  render: () => ({ value: '', diagnostics: [] }),
  source: () => undefined,
  hasOwn: false,
};

import type { Templates } from './template.ts';

/** Templates that record which of them are used. */
export function watching(templates: Templates, used: Set<string>): Templates {
  return {
    ...templates,
    render: (name, view, helpers) => templates.render(name, view, helpers, used),
    source: (name) => {
      used.add(name);
      return templates.source(name);
    },
  };
}

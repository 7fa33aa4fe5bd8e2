import { createRequire } from 'node:module';
import type { Root } from 'hast';
import type { LanguageFn } from 'highlight.js';
import { grammarsFor } from './grammars.ts';

/** The part of lowlight that is used. */
export interface Highlighter {
  readonly highlight: (language: string, text: string) => Root;
  readonly registered: (language: string) => boolean;
}

const require = createRequire(import.meta.url);

/** The file of lowlight without grammars: its index loads all 190. */
const MODULE = new URL('lib/index.js', import.meta.resolve('lowlight'));
const { createLowlight } = (await import(MODULE.href)) as typeof import('lowlight');
const lowlight = createLowlight();

/** Loads each grammar when the first code block needs it; what it gives is the same as with all of them. */
export const highlighter: Highlighter = {
  registered: (language) => grammarsFor(language).length > 0,
  highlight: (language, text) => {
    for (const name of grammarsFor(language))
      if (!lowlight.registered(name))
        lowlight.register(name, require(`highlight.js/lib/languages/${name}`) as LanguageFn);
    return lowlight.highlight(language, text);
  },
};

import { common, createLowlight } from 'lowlight';

/** The grammars, made once: this module is loaded when the first text needs them. */
export const highlighter = createLowlight(common);

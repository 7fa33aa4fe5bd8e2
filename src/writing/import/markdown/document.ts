import { toString } from 'mdast-util-to-string';
import type { Heading, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import { objectOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { withoutControls } from '../text/to-markdown.ts';

/** A part of a document below a heading; the first one has none. */
export interface Section {
  readonly heading: Heading | undefined;
  readonly title: string;
  readonly nodes: readonly RootContent[];
}

/** A post-mortem, parsed from its Markdown. */
export interface MarkdownDocument {
  readonly path: string;
  /** Its front matter, if it has any. */
  readonly matter: JsonObject;
  /** The text of its first heading of the first level, or the title of its front matter. */
  readonly title: string | undefined;
  readonly sections: readonly Section[];
  /** All its words. */
  readonly words: string;
}

const reader = unified().use(remarkParse).use(remarkGfm).freeze();

/** Reads a document into its sections. */
export function readDocument(path: string, text: string): MarkdownDocument {
  const { matter, body } = splitMatter(withoutControls(text));
  const tree = reader.parse(body) as Root;
  const sections = sectionsOf(tree);
  const first =
    sections.find(({ heading }) => heading?.depth === 1) ?? sections.find(({ heading }) => heading);
  const stated = typeof matter['title'] === 'string' ? matter['title'] : undefined;
  return { path, matter, title: stated ?? first?.title, sections, words: body };
}

function sectionsOf(tree: Root): Section[] {
  const sections: { heading: Heading | undefined; title: string; nodes: RootContent[] }[] = [
    { heading: undefined, title: '', nodes: [] },
  ];
  for (const node of tree.children) {
    if (node.type === 'heading') sections.push({ heading: node, title: toString(node).trim(), nodes: [] });
    else sections.at(-1)?.nodes.push(node);
  }
  return sections;
}

function splitMatter(text: string): { readonly matter: JsonObject; readonly body: string } {
  const [whole = '', yaml = ''] = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (whole === '') return { matter: {}, body: text };
  try {
    return { matter: objectOf(parseYaml(yaml, { schema: 'failsafe' })), body: text.slice(whole.length) };
  } catch {
    return { matter: {}, body: text };
  }
}

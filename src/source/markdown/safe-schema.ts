import type { Options } from 'rehype-sanitize';

const ELEMENTS =
  'a aside blockquote br code del details em h1 h2 h3 h4 h5 h6 hr img input kbd li ol p pre section strong sub ' +
  'summary sup table tbody td th thead tr ul';

/**
 * What rendered Markdown may contain: the elements Markdown can make, with their attributes, five elements
 * that writers may use as HTML, and addresses with four schemes. Everything not listed here is dropped,
 * wherever it comes from.
 */
export const safeSchema: Options = {
  tagNames: ELEMENTS.split(' '),
  attributes: {
    a: ['href', 'dataFootnoteRef', 'dataFootnoteBackref', 'ariaDescribedBy', 'ariaLabel', 'id', 'title'],
    aside: [['className', /^alert(?:-(?:note|tip|important|warning|caution))?$/]],
    code: [['className', /^language-[\w+#.-]{1,40}$/]],
    h2: [
      ['className', 'sr-only'],
      ['id', 'footnote-label'],
    ],
    img: ['src', 'alt', 'title'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: [
      ['className', 'task-list-item'],
      ['id', /^note\.fn-[\w%.-]*$/],
    ],
    ol: ['start', ['className', 'contains-task-list']],
    p: [['className', 'alert-title']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: [['align', 'left', 'right', 'center']],
    th: [['align', 'left', 'right', 'center']],
    ul: [['className', 'contains-task-list']],
  },
  required: { input: { disabled: true, type: 'checkbox' } },
  ancestors: {
    summary: ['details'],
    tbody: ['table'],
    td: ['table'],
    th: ['table'],
    thead: ['table'],
    tr: ['table'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: [] },
  // Ids come from footnotes only; `finish` prefixes them, and headings get theirs there.
  clobber: [],
  clobberPrefix: '',
  strip: ['script', 'style', 'template', 'title'],
  allowComments: false,
  allowDoctypes: false,
};

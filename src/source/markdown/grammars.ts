/**
 * The languages that code is coloured in, by the names of their grammars in highlight.js. `names` are their
 * other names, and `within` the languages that code in them may contain.
 */
interface Grammar {
  readonly names?: string;
  readonly within?: string;
}

/** The common ones of lowlight: a test compares them with its own list, and with the grammars. */
export const GRAMMARS: Readonly<Record<string, Grammar>> = {
  arduino: { names: 'ino' },
  bash: { names: 'sh zsh' },
  c: { names: 'h' },
  cpp: { names: 'cc c++ h++ hpp hh hxx cxx' },
  csharp: { names: 'cs c#' },
  css: {},
  diff: { names: 'patch' },
  go: { names: 'golang' },
  graphql: { names: 'gql' },
  ini: { names: 'toml' },
  java: { names: 'jsp' },
  javascript: { names: 'js jsx mjs cjs', within: 'xml css graphql' },
  json: { names: 'jsonc json5' },
  kotlin: { names: 'kt kts' },
  less: {},
  lua: { names: 'pluto' },
  makefile: { names: 'mk mak make' },
  markdown: { names: 'md mkdown mkd', within: 'xml' },
  objectivec: { names: 'mm objc obj-c obj-c++ objective-c++' },
  perl: { names: 'pl pm' },
  php: {},
  'php-template': { within: 'xml php' },
  plaintext: { names: 'text txt' },
  python: { names: 'py gyp ipython' },
  'python-repl': { names: 'pycon', within: 'python' },
  r: {},
  ruby: { names: 'rb gemspec podspec thor irb' },
  rust: { names: 'rs' },
  scss: {},
  shell: { names: 'console shellsession', within: 'bash' },
  sql: {},
  swift: {},
  typescript: { names: 'ts tsx mts cts', within: 'xml css graphql' },
  vbnet: { names: 'vb' },
  wasm: {},
  xml: { names: 'html xhtml rss atom xjb xsd xsl plist wsf svg', within: 'css xml javascript' },
  yaml: { names: 'yml', within: 'ruby' },
};

/** The grammars for what a code block says is its language, itself first; none if it is not known. */
export function grammarsFor(language: string): readonly string[] {
  const said = language.toLowerCase();
  const own = Object.hasOwn(GRAMMARS, said) ? said : grammarCalled(said);
  if (own === undefined) return [];
  const all = new Set([own]);
  for (const name of all) for (const inner of wordsOf(GRAMMARS[name]?.within)) all.add(inner);
  return [...all];
}

function grammarCalled(said: string): string | undefined {
  return Object.keys(GRAMMARS).find((name) => wordsOf(GRAMMARS[name]?.names).includes(said));
}

function wordsOf(words: string | undefined): readonly string[] {
  return words?.split(' ') ?? [];
}

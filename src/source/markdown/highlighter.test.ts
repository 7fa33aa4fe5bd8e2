import { common, createLowlight } from 'lowlight';
import { expect, test } from 'vitest';
import { GRAMMARS, grammarsFor } from './grammars.ts';
import { highlighter } from './highlighter.ts';

const whole = createLowlight(common);

test('the languages are those that lowlight calls common, under all their names', () => {
  expect(Object.keys(GRAMMARS).toSorted()).toEqual(Object.keys(common).toSorted());
  for (const [name, grammar] of Object.entries(GRAMMARS)) {
    const { names, within } = definitionOf(name);
    expect(grammarsFor(name)[0]).toBe(name);
    expect(grammar.names?.split(' ') ?? []).toEqual(names);
    expect(grammar.within?.split(' ') ?? []).toEqual(within);
    for (const other of names) expect(grammarsFor(other.toUpperCase())).toEqual(grammarsFor(name));
  }
  expect(grammarsFor('cobol')).toEqual([]);
  expect(grammarsFor('constructor')).toEqual([]);
});

test('code looks as with all grammars', () => {
  const code = [
    '<script>const a = `x`; // why\n</script><style>a { color: red }</style>',
    'const a = html`<b>${c}</b>`, d = css`a {}`, q = gql`query { a }`; /** @type {A} */\nreturn <div class="a"/>;',
    '>>> print("a")\n$ echo "${A:-b}" | sed s/a/b/\n<?php echo $a["b"]; ?><p>',
    '---\nkey: <%= ruby.call("x") %>\n- 1: [true, "a"]\n# *words* <b>here</b>',
    'if (a == 1) { x->y[2] = "s"; } else { for i in 0..n; SELECT * FROM t WHERE a = 1;',
  ].join('\n');
  for (const name of Object.keys(common))
    expect(highlighter.highlight(name, code)).toEqual(whole.highlight(name, code));
});

/** What highlight.js says of a grammar: its other names, and the common languages in it. */
function definitionOf(name: string): { names: readonly string[]; within: readonly string[] } {
  const within = new Set<string>();
  let names: readonly string[] = [];
  createLowlight().register(name, (hljs) => {
    const definition = common[name]!(hljs);
    names = (definition.aliases ?? []).map((each) => each.toLowerCase());
    gather(definition, within, new Set());
    return definition;
  });
  return {
    names: [...new Set(names)].filter((each) => !(each in common)),
    within: [...within].filter((each) => each in common),
  };
}

function gather(mode: unknown, found: Set<string>, seen: Set<unknown>): void {
  if (typeof mode !== 'object' || mode === null || seen.has(mode)) return;
  seen.add(mode);
  if ('subLanguage' in mode) for (const each of [mode.subLanguage].flat()) found.add(String(each));
  for (const inner of Object.values(mode)) gather(inner, found, seen);
}

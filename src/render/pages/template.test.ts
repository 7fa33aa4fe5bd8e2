import { expect, test } from 'vitest';
import type { SourceFile } from '../../model/file.ts';
import type { Helpers } from './helpers.ts';
import { SafeHtml } from './safe-html.ts';
import { templateName } from './template-name.ts';
import { createTemplates } from './template.ts';

const helpers: Helpers = {
  t: (key) => `[${key}]`,
  date: (value) => new SafeHtml(`<time>${value}</time>`),
  span: ({ seconds }) => `${seconds} s`,
  after: ({ seconds }) => `after ${seconds} s`,
  share: ({ ratio }) => `${ratio}`,
  url: (address) => `/x${address}`,
  text: ({ value }) => new SafeHtml(value),
  language: (tag) => new SafeHtml(tag),
  width: (value) => value.length,
};

const file = (name: string, text: string): SourceFile => ({
  path: `templates/${name}.eta`,
  bytes: new TextEncoder().encode(text),
});

function render(
  text: string,
  view: object = {},
  others: Readonly<Record<string, string>> = {},
  strict = true,
) {
  const files = [file('page/x', text), ...Object.entries(others).map(([name, source]) => file(name, source))];
  const templates = createTemplates(files, [], { strict });
  const { value, diagnostics } = templates.value.render('page/x', view, helpers);
  return { value, diagnostics: [...templates.diagnostics, ...diagnostics] };
}

test('values are escaped for text and for quoted attributes', () => {
  const hostile = `<img src=x onerror=alert(1)>&"'`;
  const { value } = render(`<p title="<%= it.a %>" lang='<%= it.a %>'><%= it.a %></p>`, { a: hostile });
  const escaped = '&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;';
  expect(value).toBe(`<p title="${escaped}" lang='${escaped}'>${escaped}</p>`);
});

test('safe HTML of the helpers is printed as it is, and may be asked for as raw too', () => {
  expect(render('<%= date("d") %><%~ date("e") %>').value).toBe('<time>d</time><time>e</time>');
});

test('partials see the view of their caller and what they are given', () => {
  const { value } = render(
    '<%~ include("partials/p", { b: 2 }) %>',
    { a: 1 },
    { 'partials/p': '<%= it.a %><%= it.b %>' },
  );
  expect(value).toBe('12');
});

test('a layout is put around a page', () => {
  const { value } = render(
    '<% layout("layout") %>page',
    { a: 1 },
    { layout: '<main><%~ it.body %></main><%= it.a %>' },
  );
  expect(value).toBe('<main>page</main>1');
});

test("the site's template of the same name wins", () => {
  const { value } = createTemplates([file('page/x', 'shipped')], [file('page/x', 'own')], { strict: true });
  expect(value.render('page/x', {}, helpers).value).toBe('own');
  expect(value.names).toEqual(['page/x']);
});

test("a site's template that does not compile is reported, and the shipped one is used", () => {
  const outcome = createTemplates([file('page/x', 'shipped')], [file('page/x', '<% if (')], { strict: true });
  expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['INC720']);
  expect(outcome.value.render('page/x', {}, helpers).value).toBe('shipped');
});

test.each([
  ['a\n\n<% if (it.a) { %>\nb', 3, 'a `{` above is never closed'],
  ['a\n<%= it.a b %>\nc', 2, 'more than the one value it prints'],
  ['a\n<% } %>\nc', 2, 'a `}` does not close anything'],
  ['a\n\n   <%= it.a', 3, 'unclosed tag'],
  ["a\n<%= 'x %>", 2, 'unclosed string'],
])('a syntax error is placed: %j', (text, line, reason) => {
  const [diagnostic, ...others] = render(text).diagnostics;
  expect(diagnostic).toMatchObject({ code: 'INC720', place: { file: 'templates/page/x.eta', line } });
  expect(diagnostic?.message).toContain(reason);
  // The page then has no template at all.
  expect(others.map(({ code }) => code)).toEqual(['INC723']);
});

test('an unknown property is placed at its name, with the nearest one', () => {
  const { value, diagnostics } = render('a\n<p><%= it.titel %></p>', { title: 'T' });
  expect(value).toBe('');
  expect(diagnostics).toEqual([
    {
      code: 'INC721',
      severity: 'error',
      place: { file: 'templates/page/x.eta', line: 2, column: 11, end: { line: 2, column: 16 } },
      message: 'There is no property `titel` here',
      hint: { text: 'Did you mean `title`?' },
    },
  ]);
});

test('a problem in a partial names the partial, through every level', () => {
  const { diagnostics } = render(
    '<% layout("layout") %>x',
    { a: { title: 'T' } },
    {
      layout: '\n<%~ include("partials/p") %>',
      'partials/p': '\n\n<%= it.a.titel %>',
    },
  );
  expect(diagnostics).toMatchObject([
    { code: 'INC721', place: { file: 'templates/partials/p.eta', line: 3 } },
  ]);
});

test('without strictness an unknown property prints nothing', () => {
  expect(render('<<%= it.titel %>>', {}, {}, false)).toEqual({ value: '<>', diagnostics: [] });
});

test.each([
  ['<%= it.description %>', 'INC725', 'This tag prints a value that is not there'],
  ['<%~ undefined %>', 'INC725', 'This tag prints a value that is not there'],
  ['<%= it.title.a.b %>', 'INC722', "Cannot read properties of undefined (reading 'b')"],
  ['<%= dat("x") %>', 'INC722', 'dat is not defined'],
  ['<% throw new Error("first\\nsecond") %>', 'INC722', 'The template fails: first'],
  ['<% throw "text" %>', 'INC722', 'The template fails: text'],
  ['<%~ include("page/y") %>', 'INC723', 'There is no template `page/y`'],
  ['<%~ include("page/x") %>', 'INC722', 'Maximum call stack size exceeded'],
])('%s is a diagnostic, never a stack trace', (text, code, message) => {
  const { value, diagnostics } = render(text, { canonical: '/', title: 'T', description: undefined });
  expect(value).toBe('');
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({ code, place: { file: 'templates/page/x.eta', line: 1 } });
  expect(diagnostics[0]?.message).toContain(message);
  expect(JSON.stringify(diagnostics)).not.toMatch(/\bat .*\.ts:/);
});

test('a misspelt helper gets the nearest one', () => {
  expect(render('<%= dat("x") %>').diagnostics[0]?.hint?.text).toBe('Did you mean `date`?');
});

test('a page without a template is a diagnostic', () => {
  const { value } = createTemplates([], [], { strict: true });
  expect(value.render('page/index', {}, helpers).diagnostics).toMatchObject([{ code: 'INC723' }]);
  expect(value.render('constructor', {}, helpers).diagnostics).toMatchObject([{ code: 'INC723' }]);
});

test('a template that is not UTF-8 or was not read is reported', () => {
  const latin = { path: 'templates/page/x.eta', bytes: Uint8Array.of(0xe9) };
  const refused = { ...file('page/y', ''), refused: { kind: 'special' } as const };
  const { diagnostics } = createTemplates([], [latin, refused], { strict: true });
  expect(diagnostics.map(({ code }) => code)).toEqual(['INC726', 'INC726']);
});

test('only .eta files below templates/ are templates', () => {
  expect(templateName('templates/partials/entry.eta')).toBe('partials/entry');
  expect(templateName('templates/style.css')).toBeUndefined();
  expect(templateName('incidents/x.eta')).toBeUndefined();
});

test('a template that replaces none and is not included is pointed out, with the nearest name', () => {
  const codes = (...site: readonly SourceFile[]) =>
    createTemplates([file('partials/teaser', 'a'), file('page/index', 'b')], site, {
      strict: true,
    }).diagnostics.map(({ code, hint }) => `${code} ${hint?.text}`);
  expect(codes(file('partials/teazer', 'c'))).toEqual([
    'INC729 Rename it to `templates/partials/teaser.eta` if it is meant to replace that one.',
  ]);
  expect(codes(file('partials/teaser', 'c'))).toEqual([]);
  expect(
    codes(file('partials/mine', 'c'), file('page/index', '<%~ include("partials/mine", it) %>')),
  ).toEqual([]);
});

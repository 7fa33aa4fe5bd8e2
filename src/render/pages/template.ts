import { Eta } from 'eta/core';
import type { TemplateFunction } from 'eta/core';
import { unresolvedConflicts } from '../../diagnostics/conflict.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { decode } from '../../languages/message-file.ts';
import type { SourceFile } from '../../model/file.ts';
import { HELPER_NAMES } from './helpers.ts';
import type { Helpers } from './helpers.ts';
import { escapeHtml } from './safe-html.ts';
import { strictViews } from './strict-view.ts';
import type { MakeStrict } from './strict-view.ts';
import { templateName } from './template-name.ts';
import { unusedTemplates } from './unused-templates.ts';
import { NothingToPrint, TemplateProblem, UnknownTemplate } from './template-errors.ts';
import type { TemplateSource } from './template-problem.ts';
import { missingTemplate, runtimeProblem, syntaxProblem, unreadableTemplate } from './template-problem.ts';

/** Compiled templates by the name that pages and partials use: `page/article`, `partials/timeline`. */
export interface Templates {
  /** All names, sorted. */
  readonly names: readonly string[];
  /**
   * Renders a view. Whatever goes wrong in a template is a diagnostic with its file and line (INC721–INC725),
   * and the value is then an empty text. The names of the templates it uses, including partials, are added to
   * `used`.
   */
  readonly render: (name: string, view: object, helpers: Helpers, used?: Set<string>) => Outcome<string>;
  /** The text of a template as it was written. */
  readonly source: (name: string) => string | undefined;
  /** True if the site has its own templates, which may write anything. */
  readonly hasOwn: boolean;
}

export interface TemplateMode {
  /** True in `dev`, `check` and tests: an unknown property or an absent value that is printed is an error. */
  readonly strict: boolean;
}

/**
 * Compiles the theme's templates (`templates/**.eta`) and the site's, which shadow those of the same name.
 * A template that cannot be read or compiled is a diagnostic (INC726, INC720); the shipped one is used.
 */
export function createTemplates(
  theme: readonly SourceFile[],
  site: readonly SourceFile[],
  mode: TemplateMode,
): Outcome<Templates> {
  const eta = new Eta({
    autoEscape: true,
    escapeFunction: escapeHtml,
    autoFilter: true,
    filterFunction: mode.strict ? refuseNothing : nothingAsEmpty,
    // Kept for the diagnostics below.
    debug: true,
    functionHeader: `const { ${HELPER_NAMES.join(', ')} } = options.helpers;`,
  });
  const diagnostics: Diagnostic[] = [];
  const shelf = new Map<string, Compiled>();
  for (const file of [...theme, ...site]) {
    const name = templateName(file.path);
    if (name === undefined) continue;
    const compiled = mode.strict ? compile(eta, file) : compiledWhenUsed(eta, file);
    if ('run' in compiled) shelf.set(name, compiled);
    else diagnostics.push(compiled);
  }
  const failed = new Set(diagnostics.map(({ place }) => place.file));
  const read = site.filter(({ path }) => !failed.has(path));
  diagnostics.push(...unusedTemplates(theme, read));
  const hasOwn = site.some(({ path }) => templateName(path) !== undefined);
  return { value: { ...templatesFrom(eta, shelf, mode), hasOwn }, diagnostics };
}

interface Compiled {
  readonly source: TemplateSource;
  readonly run: TemplateFunction;
}

/** After this many renderings, remembered strict views are dropped: most are on one page only. */
const FORGETS_AFTER = 256;

/** What a template passes on to those it includes. */
interface RunOptions {
  readonly filepath: string;
  readonly helpers: Helpers;
  readonly used: Set<string> | undefined;
}

function compile(eta: Eta, file: SourceFile): Compiled | Diagnostic {
  const text = file.refused ? undefined : decode(file.bytes);
  if (text === undefined) return unreadableTemplate(file.path);
  const [conflict] = unresolvedConflicts(file.path, text);
  if (conflict) return conflict;
  const source = { path: file.path, text };
  try {
    return { source, run: eta.compile(text) };
  } catch (error) {
    return syntaxProblem(eta, source, error);
  }
}

/** Without strict views, all templates come with the program and can be compiled. Most pages use few of them. */
function compiledWhenUsed(eta: Eta, file: SourceFile): Compiled {
  const text = decode(file.bytes) ?? '';
  let compiled: TemplateFunction | undefined;
  return {
    source: { path: file.path, text },
    run(this: Eta, view, options) {
      compiled ??= eta.compile(text);
      return compiled.call(this, view, options);
    },
  };
}

function templatesFrom(
  eta: Eta,
  shelf: ReadonlyMap<string, Compiled>,
  mode: TemplateMode,
): Omit<Templates, 'hasOwn'> {
  const strictly = mode.strict ? strictViews : () => asItIs;
  let strict = strictly();
  let rendered = 0;
  const names = [...shelf.keys()].toSorted();

  function run(name: string, view: object, helpers: Helpers, used: Set<string> | undefined): string {
    const compiled = shelf.get(name);
    if (!compiled) throw new UnknownTemplate(name);
    used?.add(name);
    const options: RunOptions = { filepath: name, helpers, used };
    return compiled.run.call(eta, strict(view), options);
  }

  // `include` and `layout` of a template end here, with the options of the one that calls.
  eta.render = (name, view, options) => {
    if (typeof name !== 'string') throw new UnknownTemplate(String(name));
    const { helpers, used } = options as unknown as RunOptions;
    return run(name, view, helpers, used);
  };
  // The innermost failing template gives the place; the others pass it on.
  eta.RuntimeErr = (error, _text, line, name) => {
    const source = shelf.get(name)?.source;
    if (error instanceof TemplateProblem || !source) throw error;
    throw new TemplateProblem(runtimeProblem(error, source, line, names));
  };
  return {
    names,
    source: (name) => shelf.get(name)?.source.text,
    render: (name, view, helpers, used) => {
      rendered += 1;
      if (rendered % FORGETS_AFTER === 0) strict = strictly();
      return toOutcome(() => run(name, view, helpers, used));
    },
  };
}

function toOutcome(render: () => string): Outcome<string> {
  try {
    return { value: render(), diagnostics: [] };
  } catch (error) {
    if (error instanceof TemplateProblem) return { value: '', diagnostics: [error.diagnostic] };
    if (error instanceof UnknownTemplate)
      return { value: '', diagnostics: [missingTemplate(error.template)] };
    throw error;
  }
}

const asItIs: MakeStrict = (view) => view;

/** The engine declares the value as text; what it really passes is given to `escapeHtml`. */
function nothingAsEmpty(value: unknown): string {
  return (value ?? '') as string;
}

function refuseNothing(value: unknown): string {
  if (value === undefined || value === null) throw new NothingToPrint('There is nothing to print');
  return value as string;
}

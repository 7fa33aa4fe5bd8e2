/** The folders of `src/`, from the top floor to the ground. Each imports only what stands after it. */
export const FLOORS = [
  'cli',
  'host',
  'pipeline',
  'publish',
  'render',
  'site',
  'writing',
  'versions',
  'source',
  'languages',
  'diagnostics',
  'model',
] as const;

/** Only these may touch disk, clock, environment, network or console. */
const WORLDLY = ['cli', 'host'];

const FORBIDDEN: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/(?:from|import\()\s*['"](?:node:)?fs(?:\/promises)?['"]/, 'node:fs'],
  [/(?:from|import\()\s*['"](?:node:)?child_process['"]/, 'node:child_process'],
  [/(?:from|import\()\s*['"](?:node:)?(?:https?|net|os|process)['"]/, 'node:http, net, os or process'],
  [/(?<![\w.])fetch\s*\(/, 'fetch'],
  [/\bDate\s*\.\s*now\b/, 'Date.now'],
  [/\bnew\s+Date\s*\(\s*\)/, 'new Date()'],
  [/(?<![\w.])process\s*[.[]/, 'process'],
  [/(?<![\w.])console\s*[.[]/, 'console'],
];

/** A source file of `src/`, its path relative to that folder: `site/plan.ts`. */
export interface Module {
  readonly path: string;
  readonly text: string;
}

/**
 * What in these files breaks the rule of the floors: an import that points up (types too), an import of
 * `host` by anything but `cli`, a use of the outer world below `host`, a folder that is no floor.
 */
export function findViolations(modules: readonly Module[]): string[] {
  return modules.flatMap((module) => [
    ...misplaced(module),
    ...upwardImports(module),
    ...worldlyUses(module),
  ]);
}

function misplaced({ path }: Module): string[] {
  const folder = floorOf(path);
  return path.includes('/') && rank(folder) < 0
    ? [`${path}: \`${folder}\` is not a floor of the architecture`]
    : [];
}

function upwardImports({ path, text }: Module): string[] {
  const from = floorOf(path);
  // `src/index.ts`, the package's own door, stands above all floors.
  if (!path.includes('/')) return [];
  return importsOf(text)
    .map((specifier) => floorOf(resolve(path, specifier)))
    .filter((to) => to !== from && rank(to) <= rank(from))
    .map((to) => `${path}: \`${from}\` may not import \`${to}\``);
}

function worldlyUses({ path, text }: Module): string[] {
  if (WORLDLY.includes(floorOf(path)) || !path.includes('/')) return [];
  const code = withoutComments(text);
  return FORBIDDEN.filter(([pattern]) => pattern.test(code)).map(([, name]) => `${path}: uses ${name}`);
}

function importsOf(text: string): string[] {
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;
  return [...withoutComments(text).matchAll(pattern)].map((match) => match[1] ?? '');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function resolve(path: string, specifier: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function floorOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function rank(folder: string): number {
  return (FLOORS as readonly string[]).indexOf(folder);
}

import type { Diagnostic } from '../diagnostic.ts';
import { formatGithub } from './github.ts';
import { formatGitlab } from './gitlab.ts';
import { formatJson } from './json.ts';
import { formatPretty } from './pretty.ts';
import type { PrettyOptions } from './pretty.ts';
import { formatSarif } from './sarif.ts';
import type { Program } from './sarif.ts';

export const FORMATS = ['pretty', 'json', 'github', 'gitlab', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** What the formats need besides the diagnostics. */
export interface FormatContext extends PrettyOptions {
  readonly readSource: (file: string) => string | undefined;
  readonly program: Program;
  /** What a command reports to programs besides its diagnostics. */
  readonly more?: object | undefined;
}

/** Diagnostics in the named format. */
export function formatDiagnostics(
  format: Format,
  diagnostics: readonly Diagnostic[],
  context: FormatContext,
): string {
  switch (format) {
    case 'pretty':
      return formatPretty(diagnostics, context.readSource, context);
    case 'json':
      return formatJson(diagnostics, context.more);
    case 'github':
      return formatGithub(diagnostics);
    case 'gitlab':
      return formatGitlab(diagnostics);
    case 'sarif':
      return formatSarif(diagnostics, context.program);
  }
}

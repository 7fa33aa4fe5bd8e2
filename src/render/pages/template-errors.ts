import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/** A page or an `include` named a template that does not exist. */
export class UnknownTemplate extends Error {
  override readonly name = 'UnknownTemplate';
  readonly template: string;

  constructor(template: string) {
    super(`There is no template \`${template}\``);
    this.template = template;
  }
}

/** A tag tried to print undefined or null. */
export class NothingToPrint extends Error {
  override readonly name = 'NothingToPrint';
}

/** A problem that already knows its file and line, on its way out of nested templates. */
export class TemplateProblem extends Error {
  override readonly name = 'TemplateProblem';
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

import type { Command as Commander } from 'commander';
import { Argument } from 'commander';
import { oneOf } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

const SCHEMAS = ['front-matter', 'site'] as const;

export interface SchemaCommand {
  /** What the schema describes. */
  readonly of: (typeof SCHEMAS)[number];
}

/** `incident-press schema`. */
export function describe(program: Commander, choose: Choose<SchemaCommand>): void {
  program
    .command('schema')
    .description('print the JSON Schema of front matter or of site.yaml, for editors')
    .addArgument(
      new Argument('[of]', `${SCHEMAS.join(' or ')} (default: front-matter)`).argParser(oneOf(SCHEMAS)),
    )
    .action((of: SchemaCommand['of'] | undefined) => choose({ of: of ?? 'front-matter' }));
}

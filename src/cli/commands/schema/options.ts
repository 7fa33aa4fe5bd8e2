import { Argument } from 'commander';
import { oneOf } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

const SCHEMAS = ['front-matter', 'site'] as const;

export interface SchemaCommand {
  readonly name: 'schema';
  /** What the schema describes. */
  readonly of: (typeof SCHEMAS)[number];
}

export const describeSchema: Describe<SchemaCommand> = (program, choose) =>
  program
    .command('schema')
    .description('print the JSON Schema of front matter or of site.yaml, for editors')
    .addArgument(
      new Argument('[of]', `${SCHEMAS.join(' or ')} (default: front-matter)`).argParser(oneOf(SCHEMAS)),
    )
    .action((of: SchemaCommand['of'] | undefined) => choose({ name: 'schema', of: of ?? 'front-matter' }));

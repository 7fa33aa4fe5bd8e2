import type { Describe } from './shared.ts';

export interface SchemaCommand {
  readonly name: 'schema';
}

export const describeSchema: Describe<SchemaCommand> = (program, choose) =>
  program
    .command('schema')
    .description('print the JSON Schema of front matter, for editors')
    .action(() => choose({ name: 'schema' }));

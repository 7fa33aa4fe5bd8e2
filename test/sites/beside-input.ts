import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildInput } from '../../src/pipeline/build.ts';
import type { SourceFile } from '../../src/model/file.ts';
import { THEME } from '../incremental/steps.ts';
import { GENERATOR } from '../generator.ts';
import { ROOT } from '../run.ts';

const OPTIONS = { strict: false, keepGoing: false, drafts: false, mode: 'build' } as const;
export const REPORT = readFileSync(join(ROOT, 'test/codes/INC812/site/incidents/2026-03-04-example/en.md'), 'utf8');
const SITE = `name: Example
url: https://status.example.com/
services:
  - {id: web, name: Web}
  - {id: api, name: API}
`;

/** A site of one report with files beside it; what `more` says is added to site.yaml. */
export function besideInput(
  beside: Readonly<Record<string, string | Uint8Array>>,
  ...more: readonly string[]
): BuildInput {
  const files = { 'incidents/2026-03-04-example/en.md': REPORT, 'site.yaml': `${SITE}${more.join('\n')}\n`, ...beside };
  const sources = Object.entries(files)
    .map(
      ([path, body]): SourceFile => ({
        path,
        bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body,
      }),
    )
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { files: sources, theme: THEME, generator: GENERATOR, options: OPTIONS };
}

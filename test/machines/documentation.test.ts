import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from '../run.ts';
import { makeExample } from './made.ts';
import type { Made } from './made.ts';

/**
 * `docs/api.md` shows parts of the built example: a block `json from=FILE at=PATH` a value, other blocks with
 * `part=NAME` an element or component, each, with `with=TEXT`, the first that contains the text. With
 * UPDATE_DOCS=1 the test writes them anew, to be read before they are committed.
 */
const FILE = join(ROOT, 'docs/api.md');
const BLOCK = /^```(\w+) from=(\S+)([^\n]*)\n([\s\S]*?)^```$/gm;

let example: Made;
beforeAll(async () => {
  example = await makeExample();
});

function blocks(text: string) {
  return [...text.matchAll(BLOCK)].map(([whole, kind = '', path = '', rest = '', shown = '']) => {
    const option = (name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(rest)?.[1];
    return { whole, kind, path, shown, at: option('at'), part: option('part'), text: option('with') };
  });
}

function built({ kind, path, at, part, text = '' }: ReturnType<typeof blocks>[number]): unknown {
  if (kind === 'json') {
    const value = (at?.split('/') ?? []).reduce(
      (inner, name) => (inner as Record<string, unknown>)[name],
      example.json(path),
    );
    return text === '' ? value : (value as unknown[]).find((each) => JSON.stringify(each).includes(text));
  }
  const whole = example.text(path).replaceAll('\r\n', '\n');
  if (part === undefined) return whole.trim();
  const pattern =
    kind === 'ics' ? `BEGIN:${part}\\n[\\s\\S]*?\\nEND:${part}` : `[ ]*<${part}[ >][\\s\\S]*?</${part}>`;
  return [...whole.matchAll(new RegExp(pattern, 'g'))]
    .map(([found]) => found)
    .find((found) => found.includes(text));
}

test('every example of the documentation is what is built', () => {
  let text = readFileSync(FILE, 'utf8');
  if (process.env['UPDATE_DOCS']) {
    for (const block of blocks(text)) {
      const value = built(block);
      const written = block.kind === 'json' ? JSON.stringify(value, null, 2) : String(value);
      const fence = block.whole.slice(0, block.whole.indexOf('\n'));
      text = text.replace(block.whole, () => `${fence}\n${written}\n\`\`\``);
    }
    writeFileSync(FILE, text);
  }
  const shown = blocks(text);
  expect(shown.length).toBeGreaterThan(12);
  for (const block of shown) {
    const value = built(block);
    expect(value, block.whole.split('\n')[0]).toBeDefined();
    expect(block.kind === 'json' ? JSON.parse(block.shown) : block.shown.trim(), block.path).toEqual(
      typeof value === 'string' ? value.trim() : value,
    );
  }
});

/** Files that belong to pages and versions, which other documents explain. */
const OTHERS = /^(?:assets|pagefind)\/|\.html$|\/v\/[^/]+\/index\.(?:md|json)$|\/ledger\.jsonl$|^_/;

test('every file made for programs is documented', () => {
  const names = [...readFileSync(FILE, 'utf8').matchAll(/`\/([^`\s]+)`/g)].map(([, name = '']) => name);
  const patterns = names.map(
    (name) => new RegExp(`^${name.replaceAll('.', '\\.').replaceAll(/<\w+>/g, '[^/]+').replace('…', '.+')}$`),
  );
  const unknown = example.paths.filter(
    (path) => !OTHERS.test(path) && !patterns.some((pattern) => pattern.test(path)),
  );
  expect(unknown).toEqual([]);
});

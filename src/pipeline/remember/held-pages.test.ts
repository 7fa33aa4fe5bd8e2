import { expect, test } from 'vitest';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { fixedPath } from '../../site/route.ts';
import type { HeldPages } from './held-pages.ts';
import { pageHolder } from './held-pages.ts';
import { page } from './pages.ts';
import { RULES } from './rules.ts';
import { NO_TEMPLATES } from './testing.ts';

const SAID = { code: 'INC000' } as unknown as Diagnostic;

/** Requests pages that say a word each, and tells which of them had to be made. */
function server() {
  const held: HeldPages = new Map();
  const made: string[] = [];
  const get = (name: string, word: string, from?: string) =>
    pageHolder(held, { templates: NO_TEMPLATES, rules: RULES })(
      page({
        name,
        from,
        inputs: { word },
        make: ({ word: body }: { readonly word: string }) => {
          made.push(`${name} ${body}`);
          return { files: [{ path: fixedPath(name), body }], diagnostics: [SAID] };
        },
      }),
    );
  return { held, made, get };
}

test('a page is held with its bytes and its problems until an input of it changes', async () => {
  const { held, made, get } = server();
  const first = await get('a', 'x');
  expect([...first.bodies]).toEqual([['a', 'x']]);
  expect(first.diagnostics).toEqual([SAID]);
  expect(await get('a', 'x')).toBe(first);
  const changed = await get('a', 'y');
  expect([...changed.bodies]).toEqual([['a', 'y']]);
  expect(made).toEqual(['a x', 'a y']);
  expect([...held]).toEqual([['a', changed]]);
});

test('a page that is planned from something else, and comes to the same, keeps its bytes', async () => {
  const { made, get } = server();
  const first = await get('a', 'x', 'plan 1');
  const again = await get('a', 'x', 'plan 2');
  expect(made).toEqual(['a x']);
  expect(again).toEqual({ ...first, page: { ...first.page, from: 'plan 2' } });
});

test('of more than 64 pages, those that were requested longest ago are dropped', async () => {
  const { held, get } = server();
  const names = Array.from({ length: 64 }, (_, at) => `page ${at}`);
  for (const name of names) await get(name, 'x');
  await get('page 0', 'x');
  await get('one more', 'x');
  expect([...held.keys()]).toEqual([...names.slice(2), 'page 0', 'one more']);
});

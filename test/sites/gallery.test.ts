import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../run.ts';

test('the gallery shows every picture its script takes, and no other, each with words', () => {
  const page = readFileSync(join(ROOT, 'docs/gallery.md'), 'utf8');
  const script = readFileSync(join(ROOT, 'test/browser/gallery.mjs'), 'utf8');
  const shown = [...page.matchAll(/!\[([^\]]+)\]\(images\/gallery\/([^)]+)\.png\)/g)].map((match) => match[2]);
  const taken = [...script.matchAll(/^ {2}\['gallery\/([^']+)',/gm)].map((match) => match[1]);
  const files = readdirSync(join(ROOT, 'docs/images/gallery')).map((name) => name.replace(/\.png$/, ''));
  expect(shown.toSorted()).toEqual(taken.toSorted());
  expect(files.toSorted()).toEqual(taken.toSorted());
});

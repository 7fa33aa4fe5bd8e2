import { expect, test } from 'vitest';
import { fileOf, FRENCH, ORIGINAL } from '../../test/editor/view.ts';
import { pageOfLine } from './preview.ts';

test('the page of a report, at the entry or heading of a line', async () => {
  const file = await fileOf(ORIGINAL);
  const page = 'en/incidents/2024-05-01-mail/';
  expect(pageOfLine(file, 1)).toBe(page);
  expect(pageOfLine(file, 8)).toBe(`${page}#t-20240501T100000Z`);
  expect(pageOfLine(file, 15)).toBe(`${page}#t-20240501T110000Z`);
  expect(pageOfLine(file, 20)).toBe(`${page}#impact`);
  expect(pageOfLine(await fileOf(FRENCH), 10)).toBe('fr/incidents/2024-05-01-mail/#cons%C3%A9quences');
  expect(pageOfLine(await fileOf('site.yaml'), 1)).toBeUndefined();
});

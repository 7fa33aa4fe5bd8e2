import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { diagnose } from './diagnose.ts';

const place = { file: 'incidents/2026-03-04-dns/en.md', line: 4, column: 10 };

test('severity, and everything the call leaves out, come from the catalogue', () => {
  const { severity, title, fix } = catalogue.INC102;
  expect(diagnose('INC102', place)).toEqual({
    code: 'INC102',
    severity,
    place,
    message: title,
    hint: { text: fix },
  });
});

test('what the call passes wins, and related places are kept', () => {
  const related = [{ place, message: 'the other entry' }];
  expect(diagnose('INC202', place, 'Two at noon', 'Move one.', { related })).toMatchObject({
    message: 'Two at noon',
    hint: { text: 'Move one.' },
    related,
  });
});

test('a hint that a program can follow keeps its edit', () => {
  const write = { place: { ...place, end: { line: 4, column: 13 } }, text: '002' };
  const hint = { text: 'Write `version: 002`.', write };
  expect(diagnose('INC502', place, undefined, hint).hint).toEqual(hint);
});

test('a hint that names one whole command has it as the command to run', () => {
  const run = (hint: string) => diagnose('INC502', place, undefined, hint).hint?.run;
  expect(run('Take it out: `git restore -- published`.')).toBe('git restore -- published');
  expect(run('Run `incident-press freeze`.')).toBe('incident-press freeze');
  expect(run('Say where things stand: `incident-press update 2026-03-04-dns "…"`.')).toBeUndefined();
  expect(run('Write `version: 002`.')).toBeUndefined();
});

test('a build only warns if the catalogue says so', () => {
  expect(diagnose('INC501', place, undefined, undefined, { inBuild: true }).severity).toBe('warning');
  expect(diagnose('INC501', place).severity).toBe('error');
  expect(diagnose('INC506', place, undefined, undefined, { inBuild: true }).severity).toBe('error');
});

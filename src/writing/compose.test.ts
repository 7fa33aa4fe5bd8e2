import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import { composeReport } from './compose.ts';
import { split } from '../source/split.ts';

const AT = '2026-05-07T14:05:00Z' as Instant;
const REPORT = {
  title: 'Uploads fail',
  isDraft: false,
  kind: 'incident',
  at: AT,
  state: undefined,
  severity: undefined,
  services: [],
  planned: undefined,
  summary: undefined,
  text: undefined,
} as const;

test('a summary stands below the title, and is no longer asked for; a text is that of the entry', () => {
  const template = '---\n# summary: "One or two sentences"\n# data_loss: none\n---\n';
  const text = composeReport({ ...REPORT, summary: 'One in five: fails', text: 'More.\n' }, template);
  expect(text).toBe(`---
title: "Uploads fail"
summary: "One in five: fails"
version: 001
timeline:
  - at: 2026-05-07T14:05:00Z
    title: "Uploads fail"
    text: |
      More.
# data_loss: none
---
`);
});

test('facts, an entry, and what the template adds', () => {
  const services = [
    { id: 'web', state: 'partial_outage' },
    { id: 'api', state: undefined },
  ];
  const template = '---\r\ntags: [new]\r\n# owner?\r\n---\r\n\r\n## Impact\r\n';
  expect(composeReport({ ...REPORT, state: 'investigating', severity: 'major', services }, template))
    .toBe(`---
title: "Uploads fail"
version: 001
severity: major
services: [web, api]
timeline:
  - at: 2026-05-07T14:05:00Z
    state: investigating
    services: {web: partial_outage}
    title: "Uploads fail"
tags: [new]
# owner?
---

## Impact
`);
});

test('a template without front matter is the body', () => {
  expect(composeReport(REPORT, '## Impact\n\n---\n')).toMatch(/fail"\n---\n## Impact\n\n---\n$/);
});

test('any title comes back as it was given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (title) => {
      const halves = split('en.md', composeReport({ ...REPORT, title }, 'Body.\n')).value!;
      const { value } = halves.matter.value!;
      expect(value['title']).toBe(title);
      expect(value).toMatchObject({ timeline: [{ at: AT, title }] });
      expect(halves.body).toBe('Body.\n');
    }),
  );
});

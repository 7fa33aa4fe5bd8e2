import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import {
  EN,
  filesIn,
  FR,
  makeSite,
  originalText,
  read,
  REFERENCE,
  RESOLVED,
  succeed,
  translationText,
  write,
} from './site.ts';

const AT = ['--at', '2026-03-04T11:00:00Z'];
const MARKER = 'nobody-may-read-this';

/** A report with the marker in every kind of comment, and one that has none. */
const NOTED = `---
# ${MARKER}
title: "Web slow"   # ${MARKER}
summary: "Pages of the web service took up to ten seconds." # ${MARKER}
version: 001

severity: minor
services: [web # ${MARKER}
  ]
timeline: # ${MARKER}
  # ${MARKER}
  - at: 2026-03-04T10:00:00Z
    state: resolved # ${MARKER}
    title: "Pages take ten seconds"
    text: | # ${MARKER}
      Before <!-- ${MARKER} --> and after.

      <!-- ${MARKER}
      over two lines -->

      - An item <!-- ${MARKER} -->
        > quoted <!-- <!-- ${MARKER} -->
  - at: 2026-03-04T09:50:00Z
    title: "Pages take five seconds"
    text: >-
      Folded <!-- ${MARKER} --> text,
      <!-- ${MARKER} over
      two lines -->
      and more.
  - {at: 2026-03-04T09:40:00Z, title: "Pages take two seconds", text: "Quoted. <!-- ${MARKER} --> \\n\\n<!--\\n${MARKER} --> Done."}
  # ${MARKER}
actions:
  - text: "Watch it" # ${MARKER}
# ${MARKER}
---

<!-- ${MARKER} -->

## Impact

Visitors waited <!-- ${MARKER} --> long.

- One <!-- ${MARKER} -->
  <!-- ${MARKER} -->
- Two

> Quoted <!-- ${MARKER} -->

<div><!-- ${MARKER} --></div>

| a | b |
| - | - |
| <!-- ${MARKER} --> 1 | 2 |

[incident-press-ignore]: # (blame)

A <!<!-- -->-- ${MARKER} --> B

<!-- ${MARKER} that is not closed
`;

function findings(site: string, ...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    filesIn(`${site}/${folder}`)
      .filter((path) => read(site, `${folder}/${path}`).includes(MARKER))
      .map((path) => `${folder}/${path}`),
  );
}

test('no comment is served or frozen, before and after the freeze', async () => {
  const entry = `    text: |\n      Lent <!-- ${MARKER} -->\n\n      <!--\n      ${MARKER}\n      -->\n`;
  const french = translationText('001', `Lent <!-- ${MARKER} -->`, entry).replace(
    'title:',
    `# ${MARKER}\ntitle:`,
  );
  const site = makeSite({
    [EN]: NOTED,
    [FR]: french,
  });
  await succeed(site, 'build');
  expect(findings(site, 'dist')).toEqual([]);
  await succeed(site, 'freeze', ...AT);
  await succeed(site, 'build');
  expect(filesIn(`${site}/published`)).toContain(`${REFERENCE}/en/001.md`);
  expect(findings(site, 'dist', 'published')).toEqual([]);
  expect(read(site, `published/${REFERENCE}/en/001.md`)).toContain('Visitors waited long.');
  expect(read(site, EN)).toContain(MARKER);
  await succeed(site, 'verify');
});

test('translate copies no comment of the original', async () => {
  const site = makeSite({ [EN]: NOTED });
  await succeed(site, 'translate', 'fr', REFERENCE);
  expect(read(site, FR)).toContain('Pages take ten seconds');
  expect(read(site, FR)).not.toContain(MARKER);
});

test('to change, add or delete a note is no change', async () => {
  const text = originalText('001', 'Visitors waited.', '', RESOLVED);
  const site = makeSite({ [EN]: text });
  await succeed(site, 'freeze', ...AT);
  const noted = [
    text.replace('# Written during the outage.', '# Written later.\n# By somebody else.'),
    text.replace('Visitors waited.', 'Visitors waited. <!-- How many? -->'),
    text.replace('Visitors waited.', 'Visitors waited.\n\n<!--\nHow many?\n-->'),
    text.replace('# Written during the outage.\n', '').replace('   # for readers', ''),
  ];
  for (const each of noted) {
    write(site, EN, each);
    expect((await succeed(site, 'freeze', ...AT)).stdout).toBe('Everything is already published\n');
    await succeed(site, 'check', '--strict');
  }
});

test('a mistake is reported at its place in the file, counting comments', async () => {
  const site = makeSite({ [EN]: NOTED.replace('[web ', '[wbe ') });
  const { stderr } = await runCommand(['check'], { cwd: site });
  const lines = NOTED.split('\n');
  expect(stderr).toContain(`${EN}:${lines.findIndex((line) => line.startsWith('services')) + 1}:12  error`);
});

import { pathToFileURL } from 'node:url';
import { readTheme, sourceReader } from '../../src/host/files/site-files.ts';
import type { Instant } from '../../src/model/instant.ts';
import { openLiveSite } from '../../src/pipeline/live-site.ts';
import { neverPause } from '../../src/pipeline/pause.ts';
import { emptyMemory } from '../../src/pipeline/remember/memory.ts';
import { RULES } from '../../src/pipeline/remember/rules.ts';
import { sortFiles } from '../../src/pipeline/site-units.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import type { FileView, SiteView } from '../../src/editor/view.ts';

const NOW = '2024-05-01T12:00:00Z' as Instant;

export const ORIGINAL = 'incidents/2024-05-01-mail/en.md';
export const FRENCH = 'incidents/2024-05-01-mail/fr.md';

/** A site of one open report in two languages, whose translation lacks the newest entry. */
export const SITE: Readonly<Record<string, string>> = {
  'site.yaml': `name: Example
url: https://status.example.com/
languages: [en, fr]
time_zone: Europe/Paris
services:
  - {id: mail, name: Mail}
  - id: web
    name: Web shop
`,
  [ORIGINAL]: `---
title: "Mail is late"
summary: "Some mail arrives an hour late."
version: 001
severity: minor
services: [mail]
timeline:
  - at: 2024-05-01T10:00:00Z
    state: investigating
    title: "Mail is late"
  - at: 2024-05-01T11:00:00Z
    state: identified
    services: {mail: partial_outage}
    title: "A queue is full"
    text: |
      See [the earlier one](../2024-04-01-web/en.md#impact).
---

## Impact

Nothing was lost.
`,
  [FRENCH]: `---
title: "Courriels en retard"
summary: "Des courriels arrivent avec une heure de retard."
version: 001
timeline:
  - at: 2024-05-01T10:00:00Z
    title: "Les courriels sont en retard"
---

## Conséquences

Rien n’a été perdu.
`,
  'incidents/2024-04-01-web/en.md': `---
title: "Web shop was down"
summary: "The web shop was down for an hour."
version: 001
severity: major
services: {web: major_outage}
timeline:
  - at: 2024-04-01T10:00:00Z
    state: investigating
    title: "The web shop is down"
  - at: 2024-04-01T11:00:00Z
    state: resolved
    title: "The web shop is back"
---

## Impact

Nobody could buy anything.

## Lessons learnt

Disks are watched now.
`,
};

/** A site as an editor has it open, with other texts for some of its files. */
export async function viewOf(changed: Readonly<Record<string, string>> = {}): Promise<SiteView> {
  const texts = { ...SITE, ...changed };
  const files = Object.entries(texts)
    .map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const options = { strict: false, keepGoing: false, drafts: true, mode: 'check', now: NOW } as const;
  const theme = readTheme();
  const generator = { name: 'incident-press', version: '0', node: '0', icu: '0' } as const;
  const live = await openLiveSite(
    {
      input: { theme, generator, options },
      sorted: sortFiles(files),
      before: emptyMemory(),
      rules: RULES,
      parse: parseInline,
      extras: {},
      pause: neverPause,
    },
    new Map(),
  );
  const paths = files.map(({ path }) => path);
  return {
    uriOf: (path) => pathToFileURL(`/site/${path}`).href,
    docsOf: (code) => `https://example.com/${code}`,
    textOf: (path) => texts[path],
    known: live.known,
    diagnostics: live.diagnostics,
    references: () => [...new Set(paths.flatMap((path) => /^incidents\/([^/]+)\//.exec(path)?.[1] ?? []))],
    pathsOf: (reference) => paths.filter((path) => path.startsWith(`incidents/${reference}/`)),
    shippedUriOf: (path) => `file:///program/${path}`,
    shippedText: (path) => sourceReader(theme)(path),
    now: NOW,
  };
}

/** One of the files of such a site, with another text if one is given. */
export async function fileOf(path: string, text = SITE[path] ?? ''): Promise<FileView> {
  const site = await viewOf({ [path]: text });
  // While site.yaml has mistakes, what was known before stays.
  const known = site.known ?? (await viewOf()).known;
  return { site: { ...site, known }, path, text };
}

/** A text with the cursor at `‸`, and the place where it is. */
export function cursorIn(marked: string): {
  readonly text: string;
  readonly position: { readonly line: number; readonly character: number };
} {
  const at = marked.indexOf('‸');
  const before = marked.slice(0, at).split('\n');
  return {
    text: marked.slice(0, at) + marked.slice(at + 1),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}

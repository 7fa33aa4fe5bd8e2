import { expect, test } from 'vitest';
import { openSpill } from '../../src/host/cache/spill.ts';
import { readTheme } from '../../src/host/files/site-files.ts';
import { startCrews } from '../../src/host/page-crew.ts';
import { build } from '../../src/pipeline/build.ts';
import type { BuildResult, Extras } from '../../src/pipeline/build.ts';
import type { PageCrew } from '../../src/pipeline/crew/crew.ts';
import { makerName } from '../../src/pipeline/crew/makers.ts';
import { emptyMemory } from '../../src/pipeline/remember/memory.ts';
import { RULES } from '../../src/pipeline/remember/rules.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { GENERATOR } from '../generator.ts';
import { live, originalText, publish, siteYaml, sourceFiles, translationText } from './pure-site.ts';
import type { Files } from './pure-site.ts';

const OF_REPORTS = new Set(['makeArticle', 'makeHistoryJson', 'makeNeutral', 'makeVersions']);

/** Builds with reports on disk, as a run without a cache does. */
async function buildWith(files: Files, beside?: Extras['beside']): Promise<BuildResult> {
  const spill = openSpill();
  const options = { strict: false, keepGoing: false, drafts: false, mode: 'build' } as const;
  const input = { files: sourceFiles(files), theme: readTheme(), generator: GENERATOR, options };
  const result = await build(input, parseInline, { ...emptyMemory(), reports: spill }, RULES, { beside });
  spill.close();
  return result;
}

/** A crew whose threads render all pages of reports: this thread waits instead of rendering them. */
function waiting(crew: PageCrew, rendered: string[]): PageCrew {
  return {
    ...crew,
    make: async (page) => {
      const maker = makerName(page.make);
      if (maker === undefined || !OF_REPORTS.has(maker)) return crew.make(page);
      for (;;) {
        const made = await crew.make(page);
        if (made) {
          rendered.push(maker);
          return made;
        }
        await crew.turn?.();
      }
    },
  };
}

test('pages of reports are the same, byte for byte, if threads render them', async () => {
  const published = await publish({
    'site.yaml': siteYaml(['en', 'fr']),
    [live('en')]: originalText(2),
    [live('fr')]: translationText(1, 'fr'),
    [live('en', '2026-02-01-mail')]: originalText(3),
  });
  const files = { ...published, [live('en', '2026-03-05-web')]: originalText(1) };
  const plain = await buildWith(files);
  const rendered: string[] = [];
  const crews = startCrews(2);
  const beside = await buildWith(files, (theme) => waiting(crews.beside(theme), rendered));
  await crews.close();
  expect(new Set(rendered)).toEqual(OF_REPORTS);
  expect(beside.diagnostics).toEqual(plain.diagnostics);
  expect(beside.files).toEqual(plain.files);
  expect(beside.memory.pages).toEqual(plain.memory.pages);
});

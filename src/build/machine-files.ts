import type { OutputFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import type { RenderContext } from '../render/helpers.ts';
import type { Plan } from '../site/plan.ts';
import { feedFiles } from './feed-files.ts';

/** Everything on the site that is made for programs, as far as site.yaml has it made. */
export function machineFiles(
  site: Site,
  reports: readonly Report[],
  planned: Plan,
  context: RenderContext,
): OutputFile[] {
  const { outputs, languages } = site;
  return [
    ...(outputs.includes('feed')
      ? languages.flatMap((language) => feedFiles(site, reports, language, context))
      : []),
  ];
}

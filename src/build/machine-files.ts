import type { OutputFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import type { RenderContext } from '../render/helpers.ts';
import { writeJson } from '../render/json.ts';
import type { Plan } from '../site/plan.ts';
import { outputPath } from '../site/route.ts';
import { statusFiles } from '../site/status-api.ts';
import type { StatusFile } from '../site/status-api.ts';
import { statusWorld } from '../site/status-world.ts';
import type { StatusWorld } from '../site/status-world.ts';
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
    ...(outputs.includes('api')
      ? languages.flatMap((language) => {
          const t: StatusWorld['t'] = (key, args) => context.messages.t(language, key, args);
          return statusFiles(statusWorld(site, reports, language, planned.asOf, t)).map(jsonFile);
        })
      : []),
  ];
}

function jsonFile({ url, value }: StatusFile): OutputFile {
  return { path: outputPath(url), body: writeJson(value) };
}

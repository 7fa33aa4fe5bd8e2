import type { Language } from '../../model/language.ts';
import { writeOembed } from '../../render/machines/oembed.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { Plan } from '../../site/plan.ts';
import { embedFileUrl, outputPath } from '../../site/route.ts';
import type { Site } from '../../source/site-schema.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { CommonInputs } from './common.ts';
import { listPage } from './list-pages.ts';
import { below } from './page-groups.ts';
import type { PageGroup } from './page-groups.ts';

/** The pages that other sites show in frames, and next to each what tells them how. */
export function embedGroup(
  planned: Pick<Plan, 'embedIn'>,
  common: CommonInputs,
  { languages, frameAncestors }: Pick<Site, 'languages' | 'frameAncestors'>,
): PageGroup {
  const allowed = frameAncestors['embed'] ?? frameAncestors[''] ?? [];
  const isFramed = allowed.some((source) => source !== "'self'");
  return {
    mayMake: below('embed/'),
    pages: () =>
      languages.flatMap((language) => [
        ...planned.embedIn(language).map((view) => listPage(common, view, false)),
        oembedPage(common, language, isFramed),
      ]),
  };
}

function oembedPage({ site }: CommonInputs, language: Language, isFramed: boolean): Page {
  const path = outputPath(embedFileUrl(language));
  return page<OembedInputs>({ name: path, inputs: { site, language, isFramed }, make: makeOembed });
}

interface OembedInputs {
  readonly site: PageSettings;
  readonly language: Language;
  readonly isFramed: boolean;
}

function makeOembed({ site, language, isFramed }: OembedInputs): Made {
  const body = writeOembed(site, language, isFramed);
  return { files: [{ path: outputPath(embedFileUrl(language)), body }], diagnostics: [] };
}

import { writeOembed } from '../../render/machines/oembed.ts';
import type { OembedView } from '../../render/machines/oembed.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { Plan } from '../../site/plan.ts';
import { embedFileUrl, indexUrl, outputPath } from '../../site/route.ts';
import type { Site } from '../../source/site-schema.ts';
import { ancestorsOf, MADE_FOR_FRAMES } from '../../source/site-yaml/content-sources.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { CommonInputs } from './common.ts';
import { listPage } from './list-pages.ts';
import type { ShareImages } from '../share-images.ts';
import { below } from './page-groups.ts';
import type { PageGroup } from './page-groups.ts';

/** The pages that other sites show in frames, and next to each what tells them how. */
export function embedGroup(
  planned: Pick<Plan, 'embedIn'>,
  common: CommonInputs,
  site: Pick<Site, 'languages' | 'frameAncestors'>,
  imageOf: ShareImages['urlOf'],
): PageGroup {
  const isFramed = ancestorsOf(site, MADE_FOR_FRAMES).some((source) => source !== "'self'");
  return {
    mayMake: below('embed/'),
    pages: () =>
      site.languages.flatMap((language) => [
        ...planned.embedIn(language).map((view) => listPage(common, view, false)),
        oembedPage(common, { language, isFramed, image: imageOf(indexUrl(language)) }),
      ]),
  };
}

function oembedPage({ site }: CommonInputs, own: Omit<OembedInputs, 'site'>): Page {
  const name = outputPath(embedFileUrl(own.language));
  return page<OembedInputs>({ name, inputs: { site, ...own }, make: makeOembed });
}

interface OembedInputs extends OembedView {
  readonly site: PageSettings;
}

function makeOembed({ site, ...view }: OembedInputs): Made {
  const body = writeOembed(site, view);
  return { files: [{ path: outputPath(embedFileUrl(view.language)), body }], diagnostics: [] };
}

import { writeLlms } from '../../render/machines/llms-text.ts';
import type { LlmsView } from '../../render/machines/llms-text.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { Plan } from '../../site/plan.ts';
import { rootFileUrl, outputPath } from '../../site/route.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { CommonInputs, Texts } from './common.ts';

/** `llms.txt`, in the default language; none if site.yaml turns the status page off. */
export function llmsPages({ site, textsOf }: CommonInputs, planned: Pick<Plan, 'root'>): Page[] {
  return planned.root().flatMap((view) => {
    if (view.kind !== 'index') return [];
    const { language, title, url, open, maintenance, feeds, months } = view;
    const shown = { language, title, url, open, maintenance, feeds, months };
    const inputs = { ...shown, site, texts: textsOf([language]) };
    return [page<LlmsInputs>({ name: outputPath(rootFileUrl('llms.txt')), inputs, make: makeLlms })];
  });
}

interface LlmsInputs extends LlmsView {
  readonly site: PageSettings;
  readonly texts: Texts;
}

function makeLlms({ site, texts, ...view }: LlmsInputs): Made {
  return {
    files: [{ path: outputPath(rootFileUrl('llms.txt')), body: writeLlms(view, site, texts) }],
    diagnostics: [],
  };
}

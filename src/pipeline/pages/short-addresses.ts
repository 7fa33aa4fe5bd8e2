import type { Language } from '../../model/language.ts';
import type { PresentRow } from '../../model/row.ts';
import { incidentId } from '../../site/machines/status-ids.ts';
import type { Plan } from '../../site/plan.ts';
import { outputPath, shortUrl } from '../../site/route.ts';
import { page } from '../remember/pages.ts';
import type { Page } from '../remember/pages.ts';
import type { CommonInputs } from './common.ts';
import { listInputs, makeList } from './list-pages.ts';
import type { ListInputs } from './list-pages.ts';

interface ShortPlan {
  readonly common: CommonInputs;
  /** Of what such a page says before it leads on. */
  readonly language: Language;
  readonly rows: readonly PresentRow[];
  readonly planned: Pick<Plan, 'shortAddress'>;
  /** Addresses that lead to a report already. */
  readonly taken: ReadonlySet<string>;
}

/** `/incidents/<id>/`, with an id as hosted pages have them: no name of a report is so short. */
export function isShortAddress(path: string): boolean {
  return /^incidents\/[a-z0-9]{1,40}\/index\.html$/i.test(path);
}

/**
 * A redirect to each report from the address that hosted pages have, with its id in the status API; or only
 * the one at a `path`.
 */
export function* shortAddressPages(
  { common, language, rows, planned, taken }: ShortPlan,
  path?: string,
): Generator<Page> {
  const { site, assets, textsOf } = common;
  const texts = textsOf([language]);
  for (const row of rows) {
    const url = shortUrl(incidentId(row));
    const name = outputPath(url);
    const isWanted = path === undefined || path === name;
    if (!isWanted || row.original.version.number === 0 || taken.has(url)) continue;
    const { reference } = row;
    yield page<ListInputs>({
      name,
      from: [site.key, assets.key, texts.key, reference].join(' '),
      get inputs() {
        return listInputs(common, planned.shortAddress(url, reference), false);
      },
      make: makeList,
    });
  }
}

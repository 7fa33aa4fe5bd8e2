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
  /** The language of such a page. */
  readonly language: Language;
  readonly rows: readonly PresentRow[];
  readonly planned: Pick<Plan, 'shortAddress'>;
  /** Addresses that already lead to a report. */
  readonly taken: ReadonlySet<string>;
}

/** `/incidents/<id>/`, with an id like those of hosted pages: no report has such a short name. */
export function isShortAddress(path: string): boolean {
  return /^incidents\/[a-z0-9]{1,40}\/index\.html$/i.test(path);
}

/**
 * A redirect to each report from the kind of address that hosted pages use, with its id in the status API; or
 * only the one at a `path`.
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

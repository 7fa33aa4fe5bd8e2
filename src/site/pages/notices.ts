import { bestLanguage } from '../../languages/fallback.ts';
import { isAutomatic } from '../../model/automatic.ts';
import type { Notice } from '../../model/page.ts';
import type { LocalReport } from '../../model/report.ts';
import type { Site } from '../../source/site-schema.ts';
import { formatVersion } from '../../model/version.ts';
import { entryViews } from './article-view.ts';
import { localiseEdition } from '../localise.ts';
import { originalUrl } from '../configured.ts';

/**
 * What a reader must know before reading: a draft, a text in another language, a text that is older than the
 * facts.
 */
export function noticesOf(local: LocalReport, site: Pick<Site, 'services' | 'languages'>): Notice[] {
  const { report, language, textLanguage, isStale } = local;
  const { original, derived } = report;
  const notices: Notice[] = [];
  if (original.version.number === 0) notices.push({ kind: 'draft' });
  // A reader of Canadian French who gets French needs no notice.
  const isForeign = bestLanguage(language, [textLanguage]) === undefined;
  if (isForeign) notices.push({ kind: 'untranslated', original: textLanguage });
  const translated = report.translations.find((each) => each.language === textLanguage);
  if (translated && isAutomatic(translated)) notices.push({ kind: 'automatic', original: original.language });
  if (isStale) {
    const told = new Set(translated?.entries.map(({ at }) => at));
    notices.push({
      kind: 'stale',
      version: formatVersion(local.version),
      newest: formatVersion(original.version),
      newestAt: original.lastUpdate,
      state: derived.state,
      url: originalUrl(site, report),
      missing: entryViews(localiseEdition(report, original, undefined), site.services).filter(
        ({ at }) => !told.has(at),
      ),
    });
  }
  return notices;
}

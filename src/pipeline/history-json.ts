import type { OutputFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import { formatVersion } from '../model/version.ts';
import { writeJson } from '../render/json.ts';
import { absoluteUrl, articleUrl, editionUrl, historyJsonUrl, outputPath } from '../site/route.ts';
import { publications } from './rendered-text.ts';
import type { RenderedText } from './rendered-text.ts';

/**
 * `history.json` of a report: its versions in every language with dates and hashes, shaped like
 * `document.tracking` of CSAF 2.0 (OASIS). Dates are those of the content, never of the build.
 */
export function historyFiles(
  report: Report,
  texts: readonly RenderedText[],
  site: Pick<Site, 'url'>,
): OutputFile[] {
  const own = texts.filter(({ history }) => history.editions.length > 0);
  const original = own.find(({ history }) => history.language === report.original.language);
  if (!original) return [];
  return [
    {
      path: outputPath(historyJsonUrl(report.reference)),
      body: writeJson(bodyOf(report, original, own, site)),
    },
  ];
}

function bodyOf(
  report: Report,
  original: RenderedText,
  own: readonly RenderedText[],
  site: Pick<Site, 'url'>,
) {
  const revisions = revisionsOf(original, site);
  const newest = revisions.at(-1);
  return {
    document: {
      title: report.original.title,
      lang: report.original.language,
      tracking: {
        id: report.reference,
        status: report.derived.open ? 'interim' : 'final',
        version: newest?.number,
        initial_release_date: revisions[0]?.date,
        current_release_date: newest?.date,
        revision_history: revisions,
      },
      references: own.map(({ history }) => ({
        category: 'self',
        lang: history.language,
        url: absoluteUrl(site, articleUrl(history.language, report.reference)),
      })),
      translations: own
        .filter((text) => text !== original)
        .map((text) => ({ lang: text.history.language, revision_history: revisionsOf(text, site) })),
    },
  };
}

function revisionsOf(text: RenderedText, site: Pick<Site, 'url'>) {
  const { history } = text;
  return publications(text).map((line) => ({
    number: formatVersion(line.version),
    date: line.lastUpdate,
    summary: line.redacted ?? line.changes,
    status: line.redacted === undefined ? line.status : 'redacted',
    url: absoluteUrl(site, editionUrl(history.language, history.reference, line.version)),
    hashes: {
      algorithm: 'sha256',
      source: line.source,
      article: line.article,
      data: line.data,
      content: line.content,
      facts: line.facts,
    },
  }));
}

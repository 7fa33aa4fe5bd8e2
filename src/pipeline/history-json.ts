import type { HeldEdition, TextHistory } from '../model/history.ts';
import type { Instant } from '../model/instant.ts';
import type { OutputFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { writeJson } from '../render/json.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { absoluteUrl, articleUrl, editionUrl, historyJsonUrl, outputPath } from '../site/route.ts';
import { countedTimes } from '../site/when-published.ts';
import { publications } from './rendered-text.ts';
import type { RenderedText } from './rendered-text.ts';

/** What the file is made from besides the texts. */
interface Around {
  readonly site: Pick<Site, 'url' | 'name'>;
  readonly messages: Pick<RenderContext['messages'], 't'>;
}

/**
 * `history.json` of a report: `document` is one of CSAF 2.0 (OASIS, profile `csaf_base`) whose `tracking` has
 * the versions of the original; `texts` has every edition in every language with its times and hashes. Dates
 * are those of the content and of publications, never of the build.
 */
export function historyFiles(report: Report, texts: readonly RenderedText[], around: Around): OutputFile[] {
  const own = texts.filter(({ history }) => history.editions.length > 0);
  const original = own.find(({ history }) => history.language === report.original.language);
  if (!original) return [];
  const document = documentOf(report, original.history, own, around);
  return [
    {
      path: outputPath(historyJsonUrl(report.reference)),
      body: writeJson({ document, texts: own.map((text) => textOf(text, around)) }),
    },
  ];
}

function documentOf(
  report: Report,
  history: TextHistory,
  own: readonly RenderedText[],
  { site, messages }: Around,
) {
  const revisions = revisionsOf(report, history, messages);
  const newest = revisions.at(-1);
  return {
    category: 'csaf_base',
    csaf_version: '2.0',
    lang: report.original.language,
    publisher: { category: 'vendor', name: site.name, namespace: site.url },
    references: own.map(({ history: { language, editions } }) => ({
      category: 'self',
      summary: editions.findLast(({ edition }) => edition)?.edition?.title ?? report.original.title,
      url: absoluteUrl(site, articleUrl(language, report.reference)),
    })),
    title: report.original.title,
    tracking: {
      current_release_date: newest?.date,
      id: report.reference,
      initial_release_date: revisions[0]?.date,
      revision_history: revisions,
      status: report.derived.open ? 'interim' : 'final',
      version: newest?.number,
    },
  };
}

/** Items of CSAF's `revision_history`, oldest first. */
function revisionsOf(report: Report, { language, editions }: TextHistory, messages: Around['messages']) {
  const dates: readonly Instant[] = countedTimes(report, editions);
  const numbers = [...new Set(editions.map(({ version }) => version.number))];
  const summaryOf = ({ redacted, changes, version }: HeldEdition) => {
    if (redacted !== undefined) return messages.t(language, 'edition.redacted-why', { reason: redacted });
    return changes === ''
      ? messages.t(language, 'article.version', { version: formatVersion(version) })
      : changes;
  };
  return editions.map((held, place) => ({
    date: dates[place],
    legacy_version: formatVersion(held.version),
    number: csafVersion(held.version, numbers),
    summary: summaryOf(held),
  }));
}

/**
 * A version in the form that CSAF requires, where the first is always 1: `003r2` is `3.1.0`. Only versions
 * that the site has are counted.
 */
function csafVersion({ number, revision }: Version, numbers: readonly number[]): string {
  return `${numbers.indexOf(number) + 1}.${Math.max(0, revision - 1)}.0`;
}

/** Every edition of a text, oldest first; `published` is absent if it is not published yet. */
function textOf(text: RenderedText, { site }: Around) {
  const { language, reference, editions } = text.history;
  const held = new Map(editions.map((each) => [formatVersion(each.version), each]));
  return {
    lang: language,
    url: absoluteUrl(site, articleUrl(language, reference)),
    editions: publications(text).map((line) => ({
      version: formatVersion(line.version),
      published: held.get(formatVersion(line.version))?.published,
      last_update: line.lastUpdate,
      status: line.redacted === undefined ? line.status : 'redacted',
      summary: line.redacted ?? line.changes,
      url: absoluteUrl(site, editionUrl(language, reference, line.version)),
      hashes: {
        algorithm: 'sha256',
        source: line.source,
        article: line.article,
        data: line.data,
        content: line.content,
        facts: line.facts,
      },
    })),
  };
}

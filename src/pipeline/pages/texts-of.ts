import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Messages } from '../../languages/messages.ts';
import type { Report } from '../../model/report.ts';
import type { Row } from '../../model/row.ts';
import { formatVersion } from '../../model/version.ts';
import type { Templates } from '../../render/pages/template.ts';
import { atPublication } from '../../site/at-publication.ts';
import type { Publication } from '../../site/at-publication.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { fixedPath } from '../../site/route.ts';
import { isBroken } from '../keep-going.ts';
import type { Named } from '../remember/named.ts';
import { page } from '../remember/pages.ts';
import type { Crew, Made } from '../remember/pages.ts';
import { renderTexts } from '../render-versions.ts';
import type { ArticlesMade } from '../render-versions.ts';
import type { RenderedText } from '../rendered-text.ts';
import { textsNamer } from './common.ts';
import type { Texts } from './common.ts';

/** What is needed to work out the texts of reports. */
export interface TextsOf {
  readonly rows: readonly Row[];
  readonly reportOf: (reference: string) => Named<Report>;
  readonly site: PageSettings;
  readonly theme: { readonly messages: Messages; readonly templates: Templates };
  /** The program and its ICU. */
  readonly renderer: string;
  /** Needed if templates may loop or end their thread. */
  readonly crew: Crew | undefined;
}

/**
 * Every text of some reports with its editions, and what freezing will write for them; given a `publication`,
 * including what only that determines.
 */
export async function textsOf(all: TextsOf, publication?: Publication): Promise<readonly RenderedText[]> {
  const texts: RenderedText[] = [];
  for (const { reference } of all.rows) {
    const report = await all.reportOf(reference).load();
    const told = publication ? atPublication(report, publication) : report;
    const made = all.crew && (await articlesMadeBy(all.crew, told, all));
    const context = { site: all.site, ...all.theme };
    texts.push(...renderTexts(told, context, all.renderer, undefined, made).value);
  }
  return texts;
}

/**
 * Problems that hold back single reports: articles not published yet that must not be, because of how the
 * site's templates render them. All other problems with templates concern the whole site.
 */
export async function faultsOfPending(all: TextsOf): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { reference, pending } of all.rows) {
    if (pending.length === 0) continue;
    const report = await all.reportOf(reference).load();
    const context = { site: all.site, ...all.theme };
    const made = all.crew && (await articlesMadeBy(all.crew, report, all));
    found.push(...(made?.faults ?? renderTexts(report, context, all.renderer).diagnostics));
  }
  return found.filter(isBroken);
}

interface PendingInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly report: Report;
  readonly renderer: string;
}

/** Makes the articles of a report that are not published yet in a thread, within its limit of time. */
async function articlesMadeBy(
  crew: Crew,
  report: Report,
  { site, theme, renderer }: TextsOf,
): Promise<ArticlesMade> {
  const texts = textsNamer(theme.messages)(site.languages);
  const inputs = { site, texts, report, renderer };
  const name = `articles of ${report.reference}`;
  const made = await crew.make(page<PendingInputs>({ name, inputs, make: makePending }));
  const articles = (made?.files ?? []).map(({ path, body }) => [path, Buffer.from(body).toString()] as const);
  return { articles: new Map<string, string>(articles), faults: made?.diagnostics ?? [] };
}

/** The articles of a report that are not published, each as a file named `<language> <version>`. */
export function makePending({ site, texts, report, renderer }: PendingInputs, templates: Templates): Made {
  const { value, diagnostics } = renderTexts(report, { site, messages: texts, templates }, renderer);
  const files = value.flatMap(({ history: { language, editions }, articles }) =>
    editions.flatMap(({ version, html }) => {
      const name = formatVersion(version);
      const body = html === undefined ? articles.get(name) : undefined;
      return body === undefined ? [] : [{ path: fixedPath(`${language} ${name}`), body }];
    }),
  );
  return { files, diagnostics };
}

import type { Messages } from '../../languages/messages.ts';
import type { IndexPage, PageUrl, Teaser } from '../../model/page.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { absoluteUrl, articleTextUrl, rootFileUrl, siteLedgerUrl, statusUrl } from '../../site/route.ts';
import { descriptionIn, siteName } from '../../site/site-texts.ts';

/** How many closed reports are listed; the feeds have more, and the sitemap all. */
const RECENT = 20;

/** The content of `llms.txt`. */
export type LlmsView = Pick<
  IndexPage,
  'language' | 'title' | 'url' | 'open' | 'maintenance' | 'feeds' | 'months'
>;

/**
 * `llms.txt` (llmstxt.org): what is open, what is recent, and where the files for programs are, as Markdown.
 * Reports link to their Markdown, which is shorter than their pages.
 */
export function writeLlms(view: LlmsView, site: PageSettings, messages: Pick<Messages, 't'>): string {
  const t = (key: string) => messages.t(view.language, key);
  const link = (text: string, url: PageUrl) => `- [${escapeText(text)}](${absoluteUrl(site, url)})`;
  const line = (teaser: Teaser) => reportLine(teaser, view, site, t);
  const file = (url: PageUrl) => link(url.slice(1), url);
  const { outputs } = site;
  const recent = view.months.flatMap(({ reports }) => reports).slice(0, RECENT);
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [t('nav.index'), [link(view.title, view.url), ...view.open.map(line)]],
    [t('index.planned'), view.maintenance.map(line)],
    [t('index.past'), recent.map(line)],
    [t('follow.formats-title'), view.feeds.map(({ title, url }) => link(title, url))],
    [
      t('follow.bots-title'),
      [
        ...(outputs.includes('api') ? [file(statusUrl(site, view.language, 'summary'))] : []),
        ...(outputs.includes('feed') ? [file(rootFileUrl('changes.json'))] : []),
        file(rootFileUrl('sitemap.xml')),
      ],
    ],
    [
      t('ledger.title'),
      outputs.includes('history') ? [siteLedgerUrl(), rootFileUrl('checkpoint')].map(file) : [],
    ],
  ];
  const description = descriptionIn(site, view.language, site.defaultLanguage);
  const about = description === undefined ? [] : [`> ${escapeText(description.value)}`];
  const written = sections.flatMap(([title, lines]) =>
    lines.length === 0 ? [] : [`## ${escapeText(title)}\n\n${lines.join('\n')}`],
  );
  return `${[`# ${escapeText(siteName(site, view.language).value)}`, ...about, ...written].join('\n\n')}\n`;
}

function reportLine(
  { title, reference, kind, harm, severity, word, services, lastUpdate, draft }: Teaser,
  { language }: LlmsView,
  site: PageSettings,
  t: (key: string) => string,
): string {
  // As on cards: what was withdrawn did no harm, and is named by its kind.
  const weight = harm === severity ? `severity.${severity}` : `kind.${kind}`;
  const about = [t(weight), t(`state.${word}`), ...services.map(({ name }) => name), lastUpdate];
  const text = escapeText(title.value);
  const isThere = site.outputs.includes('articles') && !draft;
  const name = isThere ? `[${text}](${absoluteUrl(site, articleTextUrl(language, reference))})` : text;
  return `- ${name}: ${about.map(escapeText).join(t('signs.dot'))}`;
}

/** On one line, with everything escaped that has a meaning in Markdown. */
function escapeText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#]/g, String.raw`\$&`);
}

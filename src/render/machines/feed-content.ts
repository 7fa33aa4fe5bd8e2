import type { ActionView, ArticleView, EntryView, Notice } from '../../model/page.ts';
import { absolute } from './absolute.ts';
import type { Helpers } from '../pages/helpers.ts';
import { escapeHtml } from '../pages/safe-html.ts';

/** What the content of a feed entry is made from. */
export interface FeedContent {
  readonly article: ArticleView;
  readonly notices: readonly Notice[];
  /** Absolute, ends in `/`. */
  readonly siteUrl: string;
  /** Absolute address of the article. */
  readonly pageUrl: string;
}

/**
 * A report as HTML for feed readers: everything in its article, without the classes and charts that mean
 * nothing without its style sheet. All addresses are absolute.
 */
export function feedContent({ article, notices, siteUrl, pageUrl }: FeedContent, helpers: Helpers): string {
  const { t, text } = helpers;
  const dot = String(t('signs.dot'));
  const facts = [
    t(article.isCancelled ? 'state.cancelled' : `state.${article.state}`),
    ...(article.severity ? [t(`severity.${article.severity}`)] : []),
    ...article.services.map(({ name }) => name),
  ];
  const parts = [
    `<p><strong>${facts.map((fact) => escapeHtml(fact)).join(dot)}</strong></p>`,
    ...notices.flatMap((notice) => noticeParts(notice, helpers)),
    ...(article.summary ? [`<p>${text(article.summary)}</p>`] : []),
    ...(article.withdrawn === undefined
      ? []
      : [
          `<p>${escapeHtml(t(article.isCancelled ? 'article.cancelled' : 'article.withdrawn'))} ${escapeHtml(article.withdrawn)}</p>`,
        ]),
    `<h2>${escapeHtml(t('timeline.title'))}</h2>`,
    ...article.entries.map((entry) => entryPart(entry, article, helpers)),
    article.body.html === '' ? '' : inLanguage(article.body.html, article.body, article),
    ...(article.actions.length > 0 ? [actionsPart(article.actions, article, helpers)] : []),
    `<p>${escapeHtml(t('article.version', { version: article.version }))}</p>`,
  ];
  const html = inLanguage(parts.filter((part) => part !== '').join('\n'), article);
  return absolute(html, siteUrl, pageUrl);
}

export interface Tongue {
  readonly language: string;
  readonly direction: string;
}

/** Marks HTML with its language if that differs from the one `around` it. */
export function inLanguage(html: string, { language, direction }: Tongue, around?: Tongue): string {
  if (around?.language === language) return html;
  return `<div lang="${escapeHtml(language)}" dir="${direction}">\n${html}\n</div>`;
}

function entryPart(entry: EntryView, article: ArticleView, helpers: Helpers): string {
  const parts = [`<h3>${helpers.text(entry.title)}</h3>`, ...entryTexts(entry, article, helpers)];
  return parts.filter((part) => part !== '').join('\n');
}

/** The time of an entry, its state and services, and its text; without its title. */
export function entryTexts(entry: EntryView, around: Tongue, { t, date }: Helpers): string[] {
  const when = escapeHtml(t(`precision.${entry.precision}`, { when: date(entry.at) }));
  const marks = [
    ...(entry.state ? [t(`state.${entry.state}`)] : []),
    ...entry.services.map(({ name, state }) =>
      state === undefined ? name : `${name}${String(t('signs.colon'))}${String(t(`service.${state}`))}`,
    ),
  ];
  const html = entry.html ?? '';
  const { htmlLanguage: language, htmlDirection: direction } = entry;
  return [
    `<p>${[when, ...marks.map((mark) => escapeHtml(mark))].join(String(t('signs.dot')))}</p>`,
    language === undefined || direction === undefined
      ? html
      : inLanguage(html, { language, direction }, around),
  ];
}

function noticeParts(notice: Notice, { t, date, text, language }: Helpers): string[] {
  switch (notice.kind) {
    case 'draft':
      return [`<p>${escapeHtml(t('notice.draft'))}</p>`];
    case 'untranslated':
    case 'automatic':
      return [`<p>${escapeHtml(t(`notice.${notice.kind}`, { language: language(notice.original) }))}</p>`];
    case 'stale': {
      const { version, newest, newestAt, state, missing, url } = notice;
      const stale = t('notice.stale', { version, newest, when: date(newestAt) });
      const now = t('notice.state-now', { state: String(t(`state.${state}`)) });
      const link = `<a href="${escapeHtml(url)}">${escapeHtml(t('notice.original'))}</a>`;
      const lead = `<p>${escapeHtml(stale)} ${escapeHtml(now)} ${link}</p>`;
      if (missing.length === 0) return [lead];
      const items = missing.map((entry) => `<li>${date(entry.at)} ${text(entry.title)}</li>`);
      return [
        lead,
        `<p>${escapeHtml(t('notice.missing', { count: missing.length }))}</p>`,
        `<ul>\n${items.join('\n')}\n</ul>`,
      ];
    }
  }
}

function actionsPart(actions: readonly ActionView[], article: ArticleView, helpers: Helpers): string {
  const { t, date } = helpers;
  const items = actions.map((action) => {
    const parts = [
      actionWords(action, article, helpers),
      ...(action.owner === undefined
        ? []
        : [escapeHtml(t('actions.owner', { owner: helpers.text(action.owner) }))]),
      ...(action.done !== undefined
        ? [escapeHtml(t('actions.done', { when: date(action.done, 'date') }))]
        : action.due !== undefined
          ? [escapeHtml(t('actions.due', { when: date(action.due, 'date') }))]
          : []),
    ];
    return `<li>${parts.join(String(t('signs.dot')))}</li>`;
  });
  return `<h2>${escapeHtml(t('actions.title'))}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

/** Its words; if these contain links, its address follows them. */
function actionWords(
  { text, html, url: address }: ActionView,
  article: ArticleView,
  helpers: Helpers,
): string {
  const link = (words: string) =>
    address === undefined ? words : `<a href="${escapeHtml(helpers.url(address))}">${words}</a>`;
  if (html === undefined) return link(String(helpers.text(text)));
  const words = inLanguage(html, text, article);
  return address === undefined ? words : `${words} ${link(escapeHtml(address))}`;
}

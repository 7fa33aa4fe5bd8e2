// Full-text search over the reports of one language, on the search page only. Pagefind is loaded when
// somebody begins to search; it needs WebAssembly, which a policy may forbid, and the page says so then.

const box = document.querySelector('.search');
const input = box.querySelector('input');
const status = box.querySelector('[role=status]');
const list = box.querySelector('.found');
const browse = document.querySelector('.browse');
const { bundle, none, failed, count, similar } = box.dataset;

const SHOWN = 20;
const PAUSE = 200;
/** Letters of an excerpt before what was looked for, and after it. */
const BEFORE = 60;
const AFTER = 120;

let loading;
let newest = 0;
let timer;

function load() {
  loading ??= (async () => {
    const pagefind = await import(`${bundle}pagefind.js`);
    await pagefind.options({ baseUrl: bundle.replace(/pagefind\/$/, '') });
    await pagefind.init();
    return pagefind;
  })();
  return loading;
}

/** Where nothing stands between words, the index holds each two letters that are next to each other. */
function inPairs(question) {
  return question.replace(
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー]+/gu,
    (run) => {
      const letters = [...run];
      const pairs = letters.slice(1).map((letter, place) => letters[place] + letter);
      return ` ${pairs.length > 0 ? pairs.join(' ') : run} `;
    },
  );
}

/** Without case and marks, as Pagefind compares. */
function plain(text) {
  return text
    .normalize('NFD')
    .replace(/\p{M}|\u200B/gu, '')
    .toLowerCase();
}

/** 0 if the title has every word of the question, 1 if the report has them, 2 if it has only similar ones. */
function distance({ meta, content }, question) {
  const words = plain(question).split(/[\s"]+/);
  const has = (...texts) => words.every((word) => plain(texts.join(' ')).includes(word));
  if (has(meta.title ?? '')) return 0;
  return has(meta.title, meta.date, meta.harm, meta.state, content) ? 1 : 2;
}

async function search() {
  const question = input.value.trim();
  const mine = (newest += 1);
  browse.hidden = question !== '';
  try {
    const pagefind = await load();
    const { results } = question ? await pagefind.search(inPairs(question)) : { results: [] };
    const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    // A slower answer to an older question comes too late.
    if (mine !== newest) return;
    status.textContent = !question ? '' : results.length > 0 ? count.replace('%', results.length) : none;
    browse.hidden = results.length > 0;
    list.replaceChildren(...lines(found, question));
  } catch {
    status.textContent = failed;
    browse.hidden = false;
  }
}

/** What was looked for comes before what is only similar to it. */
function lines(found, question) {
  const ranked = found
    .map((data) => ({ data, away: distance(data, question) }))
    .sort((a, b) => a.away - b.away);
  const isGuess = ({ away }) => away === 2;
  const guesses = ranked.filter(isGuess).map(({ data }) => line(data, question));
  const exact = ranked.filter((each) => !isGuess(each)).map(({ data }) => line(data, question));
  return guesses.length > 0 ? [...exact, make('li', 'day', similar), ...guesses] : exact;
}

function make(name, className, ...content) {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...content);
  return element;
}

function line(data, question) {
  const { url, meta } = data;
  const link = Object.assign(make('a', '', meta.title), { href: url });
  const title = make('p', 'title', link);
  const text = make('p', 'excerpt', ...excerptOf(data, question));
  title.dir = 'auto';
  text.dir = 'auto';
  // Pages of the site's own have nothing of this.
  const [language, harm, state, date, weight, phase] = meta.about?.split('|') ?? [];
  if (language) title.lang = text.lang = language;
  const marks = make('ul', 'marks');
  if (weight) marks.append(make('li', '', make('span', `harm harm-${harm}`, weight)));
  if (phase) marks.append(make('li', '', make('span', `state state-${state}`, phase)));
  return make('li', 'teaser', make('p', 'when', date ?? ''), make('div', 'what', title, marks, text));
}

/** What was asked for, where it is; the beginning if that is the title; else the words that Pagefind found. */
function excerptOf({ content, excerpt, meta }, question) {
  const text = content.replaceAll('\u200B', '');
  const at = RegExp(question.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'iu').exec(text);
  if (!at && plain(meta.title ?? '').includes(plain(question))) return [cut(text)];
  if (!at) return marked(excerpt);
  const [words] = at;
  const end = at.index + words.length;
  const from = at.index > BEFORE ? text.indexOf(' ', at.index - BEFORE) + 1 : 0;
  const start = from > at.index || from === 0 ? Math.max(0, at.index - BEFORE) : from;
  const before = text.slice(start, at.index).replace(/^[\s\p{P}]+/u, '');
  return [start > 0 ? `…${before}` : before, make('mark', '', words), cut(text.slice(end))];
}

/** The beginning of a text, up to the end of a word. */
function cut(text) {
  return text.length > AFTER
    ? `${text
        .slice(0, AFTER)
        .replace(/\s\S*$/, '')
        .replace(/[\s\p{P}]+$/u, '')}…`
    : text;
}

/** Text and marks only, whatever else the excerpt may hold. */
function marked(excerpt) {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...body.childNodes].map((node) =>
    node.nodeName === 'MARK' ? make('mark', '', node.textContent) : node.textContent,
  );
}

input.disabled = false;
input.value = new URLSearchParams(location.search).get('q') ?? '';
if (input.value) search();
input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});

// Full-text search over the reports of one language, on the search page only. Pagefind is loaded when
// somebody begins to search; it needs WebAssembly, which a policy may forbid, and the page says so then.

const box = document.querySelector('.search');
const input = box.querySelector('input');
const status = box.querySelector('[role=status]');
const list = box.querySelector('.found');
const { bundle, none, failed, count } = box.dataset;

const SHOWN = 20;
const PAUSE = 200;

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

/** Languages without spaces: the words of a question are told apart as those of the texts were. */
function wordsOf(question) {
  const { lang } = document.documentElement;
  if (!/^(?:ja|zh|ko|th)\b/.test(lang)) return question;
  const parts = new Intl.Segmenter(lang, { granularity: 'word' }).segment(question);
  return [...parts]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
    .join(' ');
}

async function search() {
  const question = input.value.trim();
  const mine = (newest += 1);
  try {
    const pagefind = await load();
    const { results } = question ? await pagefind.search(wordsOf(question)) : { results: [] };
    const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    // A slower answer to an older question comes too late.
    if (mine !== newest) return;
    status.textContent = !question ? '' : results.length > 0 ? `${count} ${results.length}` : none;
    list.replaceChildren(...found.map(line));
  } catch {
    status.textContent = failed;
  }
}

function line({ url, meta, excerpt }) {
  const item = document.createElement('li');
  item.className = 'teaser';
  const link = Object.assign(document.createElement('a'), { href: url, textContent: meta.title });
  const title = Object.assign(document.createElement('p'), { className: 'title', dir: 'auto' });
  title.append(link);
  const when = Object.assign(document.createElement('p'), {
    className: 'when',
    textContent: meta.date ?? '',
  });
  const text = Object.assign(document.createElement('p'), { dir: 'auto' });
  text.append(...marked(excerpt));
  const what = Object.assign(document.createElement('div'), { className: 'what' });
  what.append(title, text);
  item.append(when, what);
  return item;
}

/** Text and marks only, whatever else the excerpt may hold. */
function marked(excerpt) {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return node.textContent;
    return Object.assign(document.createElement('mark'), { textContent: node.textContent });
  });
}

box.hidden = false;
input.value = new URLSearchParams(location.search).get('q') ?? '';
if (input.value) search();
input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});

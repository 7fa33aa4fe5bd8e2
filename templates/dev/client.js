/*
 * Put into pages by `incident-press dev`, and by nothing else: fetches a page again when it has changed, and
 * shows what is wrong. Everything it adds stands outside <body>, where the page's own styles do not reach.
 */
const SCRIPT = '/.incident-press/client.js';

const STYLE = `
  :host { all: initial; }
  section {
    position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 70vh; overflow: auto;
    box-sizing: border-box; padding: 12px 16px; color: #f4f1ec; background: #1d1b19;
    border-top: 4px solid #e5484d; font: 14px/1.5 system-ui, sans-serif;
  }
  section.warning { border-top-color: #d9a514; }
  section[hidden] { display: none; }
  header { display: flex; gap: 16px; align-items: baseline; justify-content: space-between; }
  h2 { margin: 0; font-size: 14px; }
  button { font: inherit; color: inherit; background: #3a3633; border: 1px solid #8b857d; border-radius: 4px; padding: 2px 10px; }
  pre { margin: 12px 0 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; direction: ltr; text-align: left; }
`;

const host = document.createElement('incident-press-problems');
const root = host.attachShadow({ mode: 'open' });
const style = new CSSStyleSheet();
style.replaceSync(STYLE);
root.adoptedStyleSheets = [style];
const section = document.createElement('section');
section.setAttribute('role', 'alert');
section.lang = 'en';
section.dir = 'ltr';
section.hidden = true;
root.append(section);
document.documentElement.append(host);

/** The server says with each page which state of the site it shows, and a hash of its bytes. */
const facts = (of) => of.querySelector(`script[src="${SCRIPT}"]`)?.dataset ?? {};
let { version: shown, page } = facts(document);
let isFetching = false;

const events = new EventSource('/.incident-press/events');
events.onmessage = ({ data }) => {
  const state = JSON.parse(data);
  showProblems(state);
  if (shown !== state.version) void refresh(state.version);
};
addEventListener('pagehide', () => events.close());
addEventListener('pageshow', (event) => event.persisted && location.reload());
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !section.hidden) section.hidden = true;
});

function showProblems({ problems, errors, warnings }) {
  const isKnown = section.dataset.problems === problems;
  if (isKnown) return;
  section.dataset.problems = problems;
  section.hidden = problems === '';
  section.className = errors > 0 ? 'error' : 'warning';
  const heading = document.createElement('h2');
  heading.textContent = [
    ...(errors > 0 ? [`${errors} error${errors === 1 ? '' : 's'}`] : []),
    ...(warnings > 0 ? [`${warnings} warning${warnings === 1 ? '' : 's'}`] : []),
  ].join(', ');
  const button = document.createElement('button');
  button.type = 'button';
  const text = document.createElement('pre');
  text.textContent = problems;
  // Warnings are for the writer to open; errors stand in the way of publishing.
  text.hidden = errors === 0;
  const name = () => (button.textContent = text.hidden ? 'Show' : 'Hide');
  button.onclick = () => {
    text.hidden = !text.hidden;
    name();
  };
  name();
  const header = document.createElement('header');
  header.append(heading, button);
  section.replaceChildren(header, text);
}

let wanted;

async function refresh(version) {
  wanted = version;
  if (isFetching) return;
  isFetching = true;
  while (shown !== wanted) {
    const asked = wanted;
    const text = await fetchPage();
    if (text === undefined) break;
    const next = new DOMParser().parseFromString(text, 'text/html');
    if (facts(next).page !== page) update(next);
    ({ page } = facts(next));
    shown = asked;
  }
  isFetching = false;
}

async function fetchPage() {
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (response.redirected && new URL(response.url).pathname !== location.pathname) {
      location.replace(response.url);
      return undefined;
    }
    return await response.text();
  } catch {
    // The server has gone; the next event is the first word of another.
    return undefined;
  }
}

/** The body as the server gave it: scripts of the site may have changed it since. */
let before = document.body.outerHTML;

/** Makes this page what the text says, keeping the reader's place; scripts of the site need a real load. */
function update(next) {
  const scripts = (of) =>
    [...of.querySelectorAll('script[src]')]
      .map((each) => each.getAttribute('src'))
      .filter((src) => src !== SCRIPT);
  const isStyleOnly = next.body.outerHTML === before;
  const hasScripts = scripts(next).length > 0 || scripts(document).length > 0;
  if (hasScripts && (!isStyleOnly || scripts(next).join() !== scripts(document).join()))
    return location.reload();
  before = next.body.outerHTML;
  for (const { name } of [...document.documentElement.attributes]) {
    if (!next.documentElement.hasAttribute(name)) document.documentElement.removeAttribute(name);
  }
  for (const { name, value } of next.documentElement.attributes)
    document.documentElement.setAttribute(name, value);
  document.title = next.title;
  swapStyles(next);
  if (isStyleOnly) return;
  const [left, top] = [scrollX, scrollY];
  const open = [...document.querySelectorAll('details')].map((each) => each.open);
  document.body.replaceWith(document.adoptNode(next.body));
  document.querySelectorAll('details').forEach((each, index) => (each.open = open[index] ?? each.open));
  scrollTo({ left, top, behavior: 'instant' });
}

/** A new style sheet is put beside the old one, which goes when the new one is there: nothing flashes. */
function swapStyles(next) {
  const sheets = (of) => [...of.querySelectorAll('link[rel=stylesheet]')];
  const wanted = sheets(next).map((each) => each.getAttribute('href'));
  const there = sheets(document);
  for (const old of there.filter((each) => !wanted.includes(each.getAttribute('href')))) {
    const href = wanted.find((each) => !there.some((sheet) => sheet.getAttribute('href') === each));
    if (href === undefined) old.remove();
    else {
      const fresh = old.cloneNode();
      fresh.href = href;
      fresh.onload = fresh.onerror = () => old.remove();
      old.after(fresh);
    }
  }
  if (there.length === 0) for (const sheet of sheets(next)) document.head.append(document.adoptNode(sheet));
}

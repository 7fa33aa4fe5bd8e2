// What a page can do better with a script. Everything it says comes from attributes of the page, and
// without it nothing is missing.

const { body } = document;
const words = body.dataset;
const main = document.querySelector('main');
const status = document.createElement('p');
status.className = 'live-note';
status.setAttribute('role', 'status');

const MINUTE = 60_000;
const MOST = 10 * MINUTE;
const usual = Number(words.live) * 1000;

/** The reader's own time beside UTC. Dates know the rules of the zone, changes of the clock included. */
function showZones(root) {
  for (const time of root.querySelectorAll('time[datetime*="T"]')) {
    const when = new Date(time.dateTime);
    const offset = -when.getTimezoneOffset();
    const next = time.nextElementSibling;
    const zone = next?.className === 'zone' ? next : undefined;
    if (offset === 0) continue;
    const tag = time.closest('[lang]').lang;
    const text = `(${localTime(when, tag === 'en' ? 'en-001' : tag)} UTC${zoneName(offset)})`;
    if (zone) zone.textContent = text;
    else
      time.after(
        ' ',
        Object.assign(document.createElement('span'), { className: 'zone', textContent: text }),
      );
  }
}

/** Of what depends on the time, shows what is true now. A time that is not there compares as false. */
function showPresent() {
  const now = Date.now();
  for (const each of main.querySelectorAll('[data-from], [data-until]')) {
    const { from, until } = each.dataset;
    each.hidden = now < Date.parse(from) || now >= Date.parse(until);
  }
}

function localTime(when, tag) {
  const locale = `${tag}-u-ca-gregory-nu-latn`;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (when.getUTCSeconds() > 0) clock.second = '2-digit';
  const day = { day: 'numeric', month: 'long', year: 'numeric' };
  const isOtherDay = when.getDate() !== when.getUTCDate();
  return new Intl.DateTimeFormat(locale, isOtherDay ? { ...day, ...clock } : clock).format(when);
}

function zoneName(offset) {
  const size = Math.abs(offset);
  const minutes = size % 60 ? `:${String(size % 60).padStart(2, '0')}` : '';
  return `${offset < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes}`;
}

/** Headings of articles that were frozen early have `s-` before the id of today: links of both kinds arrive. */
function findHeading() {
  const { hash } = location;
  const isThere = (id) => [...main.querySelectorAll('[id]')].some((each) => `#${encodeURI(each.id)}` === id);
  const other = hash.startsWith('#s-') ? `#${hash.slice(3)}` : `#s-${hash.slice(1)}`;
  if (hash !== '' && !isThere(hash) && isThere(other)) location.replace(other);
}

/** A button beside each entry that copies its address. Only where the browser lets a page do that. */
function offerLinks(root) {
  if (!words.copy || !navigator.clipboard) return;
  for (const link of root.querySelectorAll('.entry .when a')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = words.copy;
    button.setAttribute('aria-describedby', (link.id = `_${link.hash.slice(1)}`));
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(link.href);
      say(words.copied);
    });
    link.after(' ', button);
  }
}

/** Said politely to screen readers too, and gone after a while. */
function say(text) {
  status.textContent = text;
  setTimeout(
    () => status.childNodes.length === 1 && status.textContent === text && status.replaceChildren(),
    10_000,
  );
}

/** Nothing is exchanged under the hands of somebody who reads with the keyboard, selects or has opened something. */
function isBusy() {
  const { activeElement } = document;
  const isInside = activeElement !== main && main.contains(activeElement);
  return isInside || !getSelection().isCollapsed || main.querySelector('details[open]') !== null;
}

/** Exchanges what is in `main`; what stood at the top of the window still stands there. */
function show(page) {
  const isSeen = (each) => each.getBoundingClientRect().bottom > 0;
  const anchor = scrollY > 0 && [...main.querySelectorAll('[id]')].find(isSeen);
  const top = anchor && anchor.getBoundingClientRect().top;
  main.replaceChildren(...page.querySelector('main').childNodes);
  document.title = page.title;
  enhance();
  const same = anchor && document.getElementById(anchor.id);
  if (same) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: 'instant' });
}

function announce(page) {
  say(words.updated);
  if (!isBusy()) return show(page);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.show;
  button.addEventListener('click', () => {
    show(page);
    status.textContent = '';
    main.focus();
  });
  status.append(' ', button);
}

let shown = main.innerHTML;
let wait = usual;
let timer;
let due = 0;
let etag;

/** Asks whether the page has changed, ever less often as long as it has not. */
async function ask() {
  try {
    const address = location.href.split('#')[0];
    const response = await fetch(
      address,
      etag ? { headers: { 'if-none-match': etag } } : { cache: 'no-cache' },
    );
    if (!response.ok && response.status !== 304) throw response;
    wait = Math.min(wait * 1.5, 5 * MINUTE);
    if (response.ok) {
      etag = response.headers.get('etag');
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const now = page.querySelector('main').innerHTML;
      if (now !== shown) {
        shown = now;
        wait = usual;
        announce(page);
      }
      if (!page.body.dataset.live) return;
    }
  } catch {
    wait = Math.min(wait * 2, MOST);
  }
  plan();
}

function plan() {
  // Readers of one page must not all ask at once.
  const pause = wait * (0.8 + Math.random() * 0.4);
  due = Date.now() + pause;
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, pause);
}

function enhance() {
  showPresent();
  showZones(main);
  offerLinks(main);
}

main.before(status);
enhance();
findHeading();
addEventListener('hashchange', findHeading);
setInterval(showPresent, MINUTE);
if (usual) {
  plan();
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, Math.max(0, due - Date.now()));
  });
}

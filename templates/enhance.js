// What a page can do better with a script. Everything it says comes from attributes of the page, and
// without it nothing is missing.

const { body } = document;
const words = body.dataset;
const main = document.querySelector('main');
const status = document.createElement('p');
status.className = 'live-note';
status.setAttribute('role', 'status');

const known = document.createElement('p');
known.className = 'known meta';

const MINUTE = 60_000;
const MOST = 10 * MINUTE;
/** What may be new. */
const PARTS = '.entry, .open, .row, .now .latest';
const usual = Number(words.live) * 1000;

/** The reader's own time beside UTC. Dates know the rules of the zone, changes of the clock included. */
function showZones(root) {
  for (const time of root.querySelectorAll('time[datetime*="T"]')) {
    const when = new Date(time.dateTime);
    const offset = -when.getTimezoneOffset();
    if (offset !== 0) put(time, 'zone', `(${localTime(when, localeOf(time))} UTC${zoneName(offset)})`);
  }
}

/** Sets the text of the element of a class that comes next, and makes one if there is none. */
function put(before, className, text) {
  const next = before.nextElementSibling;
  const own = next?.className === className;
  const element = own ? next : Object.assign(document.createElement('span'), { className });
  if (!own) before.after(' ', element);
  element.textContent = text;
}

/** Shows what is true now. A time that is not there compares as false. */
function showPresent() {
  const now = Date.now();
  for (const each of main.querySelectorAll('[data-from], [data-until]')) {
    const { from, until } = each.dataset;
    each.hidden = now < Date.parse(from) || now >= Date.parse(until);
  }
}

/** How long ago the newest entries are, and how far off what was promised is; dates of today are left out. */
function showAges() {
  for (const time of main.querySelectorAll('.latest time, .row .kicker time:first-child, .promise time')) {
    const when = new Date(time.dateTime);
    const minutes = Math.trunc((when - Date.now()) / MINUTE);
    if (Math.abs(minutes) >= 1440) continue;
    const locale = localeOf(time);
    const isLong = Math.abs(minutes) >= 60;
    const ago = new Intl.RelativeTimeFormat(locale);
    const text = ago.format(Math.trunc(minutes / (isLong ? 60 : 1)), isLong ? 'hour' : 'minute');
    const isToday = new Date().toISOString().slice(0, 10) === time.dateTime.slice(0, 10);
    if (isToday && !time.previousSibling) time.textContent = `${clock(when, locale, 'UTC')} UTC`;
    const zone = time.nextElementSibling;
    put(zone?.className === 'zone' ? zone : time, 'ago', `· ${text}`);
  }
}

/** The time of day; in the reader's zone, unless another one is given. */
function clock(when, locale, timeZone, more) {
  const shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone, ...more };
  return new Intl.DateTimeFormat(locale, shape).format(when);
}

/** Gregorian dates and Latin digits, as in what was built; English has readers all over the world. */
function localeOf(element) {
  const tag = element.closest('[lang]').lang;
  return `${tag === 'en' ? 'en-001' : tag}-u-ca-gregory-nu-latn`;
}

function localTime(when, locale) {
  const day = { day: 'numeric', month: 'long', year: 'numeric' };
  return clock(when, locale, undefined, {
    ...(when.getUTCSeconds() > 0 && { second: '2-digit' }),
    ...(when.getDate() !== when.getUTCDate() && day),
  });
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
    button.className = 'copy';
    button.textContent = words.copy;
    button.setAttribute('aria-describedby', (link.id = `_${link.hash.slice(1)}`));
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(link.href);
      say(words.copied);
    });
    link.tabIndex = -1;
    link.after(' ', button);
  }
}

/** Said to screen readers too, and gone after a while. */
function say(text) {
  status.textContent = text;
  setTimeout(
    () => status.childNodes.length === 1 && status.textContent === text && status.replaceChildren(),
    10_000,
  );
}

/** Nothing is exchanged under the hands of somebody who selects, uses the keyboard or has opened something. */
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

function textsIn(root) {
  return new Set([...root.querySelectorAll(PARTS)].map((each) => each.textContent));
}

/** Marks what is new, and says it in one sentence. */
function announce(page) {
  const news = [...page.querySelectorAll(PARTS)].filter((each) => !seen.has(each.textContent));
  seen = textsIn(page);
  for (const each of news) each.classList.add('new');
  say(`${words.updated} ${news[0]?.querySelector('strong, h2, h4').textContent ?? ''}`);
  if (!isBusy()) return show(page);
  const button = document.createElement('button');
  button.textContent = words.show;
  button.addEventListener('click', () => {
    show(page);
    status.textContent = '';
    main.focus();
  });
  status.append(' ', button);
}

let shown = main.innerHTML;
let seen = textsIn(main);
let wait = usual;
let timer;
let due = 0;
let etag;
let isLost = false;

/** Says how fresh the page is. An answer proves no more than that there was no newer page then. */
function tell(isAnswered) {
  const made = main.querySelector('.statement time');
  const text = isAnswered ? words.same : words.lost;
  if (isAnswered || !isLost) known.textContent = text.replace('%', clock(new Date(), localeOf(body)));
  if (isAnswered && made) known.append(' ', words.made.replace('%', made.textContent));
  known.classList.toggle('lost', (isLost = !isAnswered));
}

/** Asks whether the page has changed, ever less often as long as it has not. */
async function ask() {
  try {
    const response = await fetch(
      location.pathname + location.search,
      etag ? { headers: { 'if-none-match': etag } } : { cache: 'no-cache' },
    );
    if (!response.ok && response.status !== 304) throw response;
    wait = Math.max(usual, Math.min(wait * 1.5, 5 * MINUTE));
    if (response.ok) {
      etag = response.headers.get('etag');
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const now = page.querySelector('main').innerHTML;
      if (now !== shown) {
        shown = now;
        wait = usual;
        announce(page);
      }
      if (!page.body.dataset.live) return known.replaceChildren();
    }
    tell(true);
  } catch {
    tell(false);
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
  showAges();
  offerLinks(main);
}

main.before(status);
if (usual) main.before(known);
enhance();
findHeading();
addEventListener('hashchange', findHeading);
setInterval(() => {
  showPresent();
  showAges();
}, MINUTE);
if (usual) {
  plan();
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    // A calm page is asked for so seldom that whoever comes back asks at once.
    if (!document.hidden) timer = setTimeout(ask, usual > MINUTE ? 0 : Math.max(0, due - Date.now()));
  });
}

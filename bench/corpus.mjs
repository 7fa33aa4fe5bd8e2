/*
 * Writes reports that look like reports and mean nothing: the same N of them in the layout of each tool.
 * The same number gives the same bytes everywhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plainBody } from './plain.mjs';
import { chart, realBody } from './real.mjs';
import { HEADLINES, SERVICES, SEVERITIES, timeOf, wordsFrom, wrap } from './words.mjs';

/**
 * `plain` is what is easy to parse; `real` has all that real post-mortems have.
 * @typedef {'plain' | 'real'} Profile
 */

/**
 * @typedef {{
 *   at: string, state: string, title: string, text?: string, services?: Record<string, string>,
 * }} Entry
 */

/**
 * @typedef {{
 *   reference: string, title: string, summary: string, severity: string, services: readonly string[],
 *   timeline: readonly Entry[], body: string, picture: Uint8Array | undefined,
 * }} Report
 */

/** @typedef {'ours' | 'hugo' | 'eleventy'} Layout */

const PICTURE = 'requests.png';
/** Ten years. */
const SPAN = 10 * 365 * 86_400_000;

/**
 * Writes reports `from` (of `count`) to before `to` below a folder.
 * @param {string} folder
 * @param {Layout} layout
 * @param {{ profile: Profile, count: number, from?: number, to?: number }} which
 */
export function writeReports(folder, layout, { profile, count, from = 0, to = count }) {
  for (let index = from; index < to; index += 1) {
    const report = makeReport(index, count, profile);
    const path = join(folder, pathOf(report.reference, layout, profile));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, layout === 'ours' ? oursOf(report) : theirsOf(report));
    if (report.picture) writeFileSync(join(dirname(path), PICTURE), report.picture);
  }
}

/**
 * Where a tool looks for a report.
 * @param {string} reference
 * @param {Layout} layout
 * @param {Profile} profile
 */
export function pathOf(reference, layout, profile) {
  if (layout === 'ours') return join('incidents', reference, 'en.md');
  const folder = layout === 'hugo' ? 'content/incidents' : 'incidents';
  // With pictures beside it, a report is a folder of its own.
  return profile === 'plain' ? join(folder, `${reference}.md`) : join(folder, reference, 'index.md');
}

/**
 * The reference of a report: its day, a service and its number.
 * @param {number} index
 * @param {number} count
 */
export function referenceOf(index, count) {
  return `${timeOf(startOf(index, count)).slice(0, 10)}-${SERVICES[index % SERVICES.length]}-${index}`;
}

/**
 * site.yaml for these reports; `outputs` is a line of YAML or nothing.
 * @param {string} outputs
 */
export function settings(outputs) {
  const services = SERVICES.map(
    (id) => `  - {id: ${id}, name: ${id.charAt(0).toUpperCase()}${id.slice(1)}}\n`,
  );
  return `name: Incidents\nurl: https://status.example.com/\n${outputs}services:\n${services.join('')}`;
}

/**
 * Spread over ten years, each at its own minute.
 * @param {number} index
 * @param {number} count
 */
function startOf(index, count) {
  return Date.UTC(2015, 0, 1) + Math.floor((index * SPAN) / count);
}

/**
 * @param {number} index
 * @param {number} count
 * @param {Profile} profile
 * @returns {Report}
 */
function makeReport(index, count, profile) {
  const words = wordsFrom(index + 1);
  const { pick, thing, plain } = words;
  const service = /** @type {string} */ (SERVICES[index % SERVICES.length]);
  const timeline = makeTimeline(startOf(index, count), service, words, profile);
  // A third of the real ones has a picture.
  const picture = profile === 'real' && index % 3 === 0 ? chart(words) : undefined;
  const others = [index - 1, index - 7].map((other) => referenceOf((other + count) % count, count));
  const body = profile === 'plain' ? plainBody(words) : realBody(words, others, picture && PICTURE);
  return {
    reference: referenceOf(index, count),
    title: `Trouble with ${service} and its ${thing()}, number ${index}`,
    summary: plain(),
    severity: pick(SEVERITIES),
    services: [service],
    timeline,
    body: `${body}\n`,
    picture,
  };
}

/**
 * @param {number} start in milliseconds since 1970
 * @param {string} service
 * @param {import('./words.mjs').Words} words
 * @param {Profile} profile
 * @returns {Entry[]}
 */
function makeTimeline(start, service, { below, plain, sentence }, profile) {
  const count = 4 + below(5);
  return Array.from({ length: count }, (_, place) => {
    const isLast = place === count - 1;
    const title = /** @type {string} */ (HEADLINES.at(isLast ? -1 : place));
    const entry = { at: timeOf(start + place * 600_000), state: stateAt(place, count), title };
    if (profile === 'plain') return entry;
    const services = { [service]: isLast ? 'operational' : 'partial_outage' };
    return {
      ...entry,
      text: wrap(`${sentence()} ${plain()}`, '      '),
      ...(place % 2 === 0 || isLast ? { services } : {}),
    };
  });
}

/**
 * @param {number} place
 * @param {number} count
 */
function stateAt(place, count) {
  if (place === 0) return 'investigating';
  if (place === count - 1) return 'resolved';
  return ['', '', 'identified', '', 'monitoring'][place] ?? '';
}

/** @param {Report} report */
function oursOf(report) {
  return textOf(report, 'version: 001\n', (state) => (state === '' ? '' : `    state: ${state}\n`));
}

/** @param {Report} report */
function theirsOf(report) {
  const date = `date: ${report.timeline[0]?.at}\n`;
  return textOf(report, date, (state) => `    state: ${state || 'update'}\n`);
}

/**
 * @param {Report} report
 * @param {string} more line of front matter
 * @param {(state: string) => string} stateLine
 */
function textOf({ title, summary, severity, services, timeline, body }, more, stateLine) {
  const entries = timeline.map(({ at, state, title: headline, text, services: states }) => {
    const map = Object.entries(states ?? {}).map(([id, now]) => `      ${id}: ${now}\n`);
    return `  - at: ${at}\n${stateLine(state)}${map.length > 0 ? `    services:\n${map.join('')}` : ''}    title: "${headline}"\n${text === undefined ? '' : `    text: |\n      ${text}\n`}`;
  });
  return `---\ntitle: "${title}"\n${more}summary: "${summary}"\nseverity: ${severity}\nservices: [${services.join(', ')}]\ntimeline:\n${entries.join('')}---\n\n${body}`;
}

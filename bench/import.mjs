/* A history as a hosted status page gives it out, for timing its import. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN } from './tools.mjs';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/**
 * Writes a site and a history of so many incidents into a folder, and gives the command that imports it.
 * @param {string} root
 * @param {number} count
 * @returns {import('./tools.mjs').Command}
 */
export function writeHistory(root, count) {
  mkdirSync(join(root, 'old'));
  writeFileSync(join(root, 'site.yaml'), 'name: Bench\nurl: https://status.example.com/\n');
  const incidents = Array.from({ length: count }, (_, index) => incident(index));
  writeFileSync(join(root, 'old/incidents.json'), JSON.stringify({ incidents }));
  return [process.execPath, MAIN, 'import', 'statuspage', 'old', '--quiet'];
}

/** @param {number} index */
function incident(index) {
  const start = Date.UTC(2012, 0, 1) + index * DAY;
  const update = (
    /** @type {string} */ status,
    /** @type {number} */ minutes,
    /** @type {string} */ body,
  ) => ({
    status,
    body,
    display_at: new Date(start + minutes * MINUTE).toISOString(),
  });
  return {
    id: `x${index.toString(36)}`,
    name: `Elevated errors on service ${index % 40}`,
    impact: 'major',
    components: [{ id: `c${index % 10}`, name: `Component ${index % 10}` }],
    incident_updates: [
      update('resolved', 90, 'This incident has been resolved.'),
      update('monitoring', 60, `A fix is out, and we <b>watch</b> it. More at https://example.com/${index}`),
      update('investigating', 0, 'We are looking into elevated error rates. Requests may fail.'),
    ],
  };
}

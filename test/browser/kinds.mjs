/**
 * One page of every kind that readers see, below the address of the example site.
 *
 * @type {readonly string[]}
 */
export const KINDS = [
  '',
  'en/',
  'en/incidents/2020-09-15-web-frontend/',
  'en/incidents/2025-11-20-databases/',
  'en/incidents/2022-11-02-object-storage/',
  'en/incidents/2020-09-15-web-frontend/history/',
  'en/record/',
  'en/record/2020/',
  'en/incidents/2020-09-15-web-frontend/v/003/',
  'incidents/2020-09-15-web-frontend/',
  'en/follow/',
  'en/archive/',
  'en/postmortems/',
  'en/archive/2025/',
  'en/archive/2025/11/',
  'en/services/databases/',
  'en/statistics/',
  'en/search/',
  'embed/en/',
  'en/404.html',
];

/**
 * The same page for readers of another language; pages without one stay as they are.
 *
 * @param {string} path
 * @param {string} language
 * @returns {string}
 */
export function inLanguage(path, language) {
  return path.replace(/^en\//, `${language}/`);
}

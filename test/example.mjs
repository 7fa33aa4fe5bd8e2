// Publishes the example site anew, as it was published day by day: `npm run example`. To be run when what is
// frozen changes its form; sources and times stay as they are.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './browser/serve.mjs';

/**
 * When each version was published, in the order of time.
 * @type {readonly (readonly [time: string, text: string, version: string])[]}
 */
const STORY = [
  ['2020-09-15T11:09:00Z', '2020-09-15-web-frontend/en', '001'],
  ['2020-09-15T11:15:00Z', '2020-09-15-web-frontend/fr', '001'],
  ['2020-09-15T11:29:00Z', '2020-09-15-web-frontend/en', '002'],
  ['2020-09-15T11:35:00Z', '2020-09-15-web-frontend/fr', '002'],
  ['2020-09-15T17:00:00Z', '2020-09-15-web-frontend/en', '003'],
  ['2020-09-15T17:30:00Z', '2020-09-15-web-frontend/fr', '003'],
  ['2020-09-16T08:00:00Z', '2020-09-15-web-frontend/ar', '003'],
  ['2020-09-21T09:00:00Z', '2020-09-15-web-frontend/en', '003r2'],
  ['2021-03-29T14:05:00Z', '2021-03-10-certificate-renewal/en', '001'],
  ['2021-03-30T09:00:00Z', '2021-03-10-certificate-renewal/de', '001'],
  ['2021-03-30T09:00:00Z', '2021-03-10-certificate-renewal/pt-BR', '001'],
  ['2022-11-03T17:20:00Z', '2022-11-02-object-storage/en', '001'],
  ['2022-11-16T10:05:00Z', '2022-11-02-object-storage/en', '002'],
  ['2022-11-17T09:30:00Z', '2022-11-02-object-storage/fr', '002'],
  ['2023-03-15T09:05:00Z', '2022-11-02-object-storage/en', '003'],
  ['2023-03-15T15:00:00Z', '2022-11-02-object-storage/fr', '003'],
  ['2024-03-21T15:10:00Z', '2024-02-27-dns/fr', '001'],
  ['2024-03-25T10:00:00Z', '2024-02-27-dns/de', '001'],
  ['2025-03-31T08:20:00Z', '2025-01-14-tls-versions/en', '001'],
  ['2025-04-01T09:00:00Z', '2025-01-14-tls-versions/ar', '001'],
  ['2025-04-01T09:00:00Z', '2025-01-14-tls-versions/pt-BR', '001'],
  ['2025-04-27T05:40:00Z', '2025-04-27-control-panel/en', '001'],
  ['2025-04-28T08:00:00Z', '2025-04-27-control-panel/de', '001'],
  ['2025-09-03T15:20:00Z', '2025-09-03-mail-delay/en', '001'],
  ['2025-09-18T13:45:00Z', '2025-09-18-build-runners/en', '001'],
  ['2025-11-18T10:15:00Z', '2025-11-29-object-storage-gateways/en', '001'],
  ['2025-11-18T14:00:00Z', '2025-11-29-object-storage-gateways/de', '001'],
  ['2025-11-18T14:00:00Z', '2025-11-29-object-storage-gateways/pt-BR', '001'],
  ['2025-11-18T15:10:00Z', '2025-10-29-api/en', '001'],
  ['2025-11-19T06:00:00Z', '2025-10-29-api/ja', '001'],
  ['2025-11-20T12:05:00Z', '2025-11-19-mail-storage/en', '001'],
  ['2025-11-20T14:46:00Z', '2025-11-20-databases/en', '001'],
  ['2025-11-20T15:31:00Z', '2025-11-20-databases/en', '002'],
  ['2025-11-20T16:14:00Z', '2025-11-20-databases/en', '003'],
  ['2025-11-20T16:25:00Z', '2025-11-20-databases/fr', '003'],
  ['2025-11-20T16:30:00Z', '2025-11-20-databases/ja', '003'],
  ['2025-11-20T16:44:00Z', '2025-11-20-databases/en', '004'],
  ['2025-11-20T16:55:00Z', '2025-11-20-databases/fr', '004'],
];

const site = mkdtempSync(join(tmpdir(), 'incident-press-example-'));
for (const name of ['site.yaml', '.gitattributes']) cpSync(join(ROOT, name), join(site, name));
for (const [time, text, version] of STORY) {
  const target = join(site, 'incidents', `${text}.md`);
  copy(sourceOf(text, version), target);
  copyPictures(dirname(join('incidents', text)));
  execFileSync(process.execPath, [join(ROOT, 'lib/cli/main.js'), 'freeze', '--at', time], {
    cwd: site,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!readFileSync(target, 'utf8').includes(`version: ${version}\n`)) {
    throw new Error(`${text} ${version} was published under another number`);
  }
}
rmSync(join(ROOT, 'published'), { recursive: true });
cpSync(join(site, 'published'), join(ROOT, 'published'), { recursive: true });
for (const [, text] of STORY)
  copy(join(site, 'incidents', `${text}.md`), join(ROOT, 'incidents', `${text}.md`));
rmSync(site, { recursive: true });
console.log(`${STORY.length} publications → published/`);

/**
 * The text of today is the one a writer has, notes and all; older ones are as they were published.
 * @param {string} text
 * @param {string} version
 */
function sourceOf(text, version) {
  const live = join(ROOT, 'incidents', `${text}.md`);
  const isNewest = STORY.findLast((each) => each[1] === text)?.[2] === version;
  return isNewest ? live : join(ROOT, 'published', text, `${version}.md`);
}

/** @param {string} folder */
function copyPictures(folder) {
  for (const name of readdirSync(join(ROOT, folder)).filter((each) => each.endsWith('.png'))) {
    copy(join(ROOT, folder, name), join(site, folder, name));
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, readFileSync(from));
}

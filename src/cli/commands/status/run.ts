import { displayWidth } from '../../../diagnostics/formats/display.ts';
import { languageName } from '../../../languages/autonym.ts';
import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { translationStatus } from '../../../site/translation-status.ts';
import type { TextState, TextStatus } from '../../../site/translation-status.ts';
import type { Shared } from '../../shared-options.ts';
import type { StatusCommand } from './options.ts';
import { findSite } from '../../arguments/site.ts';
import { known, readOne, unreadNote, withReports } from '../../reports.ts';
import type { Reports } from '../../reports.ts';
import { findLanguage } from '../../arguments/language.ts';
import { findReport } from '../../arguments/report.ts';
import type { Failure } from './options.ts';
import { formatChanges } from './diff.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

/** `status`: how all translations stand, or what one of them does not tell yet. */
export async function run(command: Shared & StatusCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, (loaded) => sayStatus(command, loaded, world));
}

async function sayStatus(command: Shared & StatusCommand, loaded: Reports, world: World): Promise<ExitCode> {
  const { site, messages, files } = loaded;
  const only = command.reference === undefined ? undefined : findReport(known(loaded), command.reference);
  const {
    reports,
    diagnostics,
    live: texts,
  } = await (only === undefined ? loaded.read() : readOne(loaded, only));
  const language = command.diff === undefined ? undefined : findLanguage(command.diff, site.languages);
  const paths = files.map(({ path }) => path).filter((path) => /^incidents\/[^/]+\/[^/]+\.md$/.test(path));
  const broken = new Set(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ place }) => place.file),
  );
  const live = texts.map(({ edition }) => edition);
  const all = translationStatus({ site, reports, live, paths, broken });
  world.stderr.write(unreadNote(diagnostics));
  if (language !== undefined) {
    world.stdout.write(
      formatChanges(
        all.filter((each) => each.language === language),
        language,
        { reports, site, messages },
      ),
    );
    return EXIT.fine;
  }
  if (command.json) world.stdout.write(`${JSON.stringify(asJson(all), null, 2)}\n`);
  else if (!command.quiet) world.stdout.write(formatStatus(all, site.languages, reports));
  const failed = command.failOn.filter((what) =>
    all.some(({ state }) => state === what || isAlso(state, what)),
  );
  if (failed.length > 0) world.stderr.write(`Translations are ${failed.join(' and ')} (--fail-on).\n`);
  return failed.length > 0 ? EXIT.problems : EXIT.fine;
}

/** A text that is only begun is missing to readers. */
function isAlso(state: TextState, what: Failure): boolean {
  return what === 'missing' && (state === 'begun' || state === 'unreadable');
}

function asJson(all: readonly TextStatus[]): object {
  return all.map(({ reference, language, state, text, version, newest, behind, untranslated }) => ({
    reference,
    language,
    state,
    text,
    version: version ?? null,
    newest,
    behind,
    untranslated,
  }));
}

/** Columns of the table, in the order in which work is done. */
const COLUMNS: readonly (readonly [heading: string, states: readonly TextState[]])[] = [
  ['original', ['original']],
  ['current', ['current']],
  ['partial', ['partial']],
  ['stale', ['stale']],
  ['missing', ['missing', 'begun', 'unreadable']],
  ['ahead', ['ahead']],
];

/** A longer list of what is missing is not read; `--json` has all of it. */
const MOST_MISSING = 5;

/** Longest name of a language in the table, in columns of a terminal. */
const NAME_WIDTH = 26;

function formatStatus(
  all: readonly TextStatus[],
  languages: readonly Language[],
  reports: readonly Report[],
): string {
  const published = reports.filter(({ original }) => original.version.number > 0).length;
  if (published === 0) return 'No report is published yet.\n';
  const head = row(['', ...COLUMNS.map(([heading]) => heading)]);
  const rows = languages.map((language) => {
    const own = all.filter((each) => each.language === language);
    const counts = COLUMNS.map(([, states]) => own.filter(({ state }) => states.includes(state)).length);
    return row([nameOf(language), ...counts.map((count) => (count === 0 ? '·' : String(count)))]);
  });
  const details = languages.map((language) =>
    toDo(
      all.filter((each) => each.language === language),
      language,
    ),
  );
  return [head, ...rows, ...details.filter((text) => text !== '').map((text) => `\n${text}`)].join('');
}

function row([name = '', ...cells]: readonly string[]): string {
  const padded = name + ' '.repeat(Math.max(0, NAME_WIDTH - displayWidth(name)));
  return `${padded}${cells.map((cell) => cell.padStart(9)).join('')}`.trimEnd() + '\n';
}

/** The tag first: a terminal may not be able to show the name. */
function nameOf(language: Language): string {
  const name = `${language} ${languageName(language)}`;
  return displayWidth(name) < NAME_WIDTH ? name : language;
}

function toDo(own: readonly TextStatus[], language: Language): string {
  const open = own.filter(({ state }) => state !== 'original' && state !== 'current');
  const missing = open.filter(({ state }) => state === 'missing');
  const shown = [...open.filter(({ state }) => state !== 'missing'), ...missing.slice(0, MOST_MISSING)];
  if (shown.length === 0) return '';
  const more = missing.length - MOST_MISSING;
  const rest = more > 0 ? [`  missing         … and ${more} more\n`] : [];
  return [`${nameOf(language)}\n`, ...shown.map(line), ...rest].join('');
}

function line(status: TextStatus): string {
  const shared =
    status.text !== status.language && status.version !== undefined ? ` (text of ${status.text})` : '';
  return `  ${wordsOf(status).padEnd(14)}  ${status.reference}${shared}\n`;
}

function wordsOf({ state, behind, untranslated }: TextStatus): string {
  if (state === 'stale') return `stale by ${behind}`;
  if (state === 'ahead') return `ahead by ${-behind}`;
  return state === 'partial' ? `lacks ${untranslated.length}` : state;
}

import { NARROW } from '../../../diagnostics/formats/wrap.ts';
import { failuresIn, translationStatus } from '../../../site/translation-status.ts';
import type { TextStatus } from '../../../site/translation-status.ts';
import type { Shared } from '../../shared-options.ts';
import type { StatusCommand } from './options.ts';
import { findSite } from '../../arguments/site.ts';
import { readOne, unreadNote, withReports } from '../../reports.ts';
import { known } from '../../../host/site-reports.ts';
import type { Reports } from '../../../host/site-reports.ts';
import { findLanguage } from '../../arguments/language.ts';
import { findReport } from '../../arguments/report.ts';
import { formatChanges } from './diff.ts';
import { formatStatus } from './table.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { printJson } from '../../terminal/json.ts';

/** `status`: the state of all translations, or what those of one language still lack. */
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
        Math.min(NARROW, world.stdout.columns ?? NARROW),
      ),
    );
    return EXIT.fine;
  }
  if (command.json) printJson(asJson(all), world);
  else if (!command.quiet) world.stdout.write(formatStatus(all, site.languages, world.stdout.columns));
  const failed = failuresIn(all, command.failOn);
  if (failed.length > 0) world.stderr.write(`Translations are ${failed.join(' and ')} (--fail-on).\n`);
  return failed.length > 0 ? EXIT.problems : EXIT.fine;
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

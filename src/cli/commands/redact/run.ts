import { changeSite } from '../../../host/files/site-writer.ts';
import { formatVersion, parseVersion } from '../../../model/version.ts';
import { redactVersion } from '../../../versions/redact.ts';
import type { Redaction } from '../../../versions/redact.ts';
import { findSite } from '../../arguments/site.ts';
import { FREEZING } from '../freeze/run.ts';
import { makeSite } from '../../../host/make-site.ts';
import { matchReference } from '../../arguments/match-reference.ts';
import type { RedactCommand } from './options.ts';
import type { Shared } from '../../shared-options.ts';
import { startProgress } from '../../terminal/progress.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

/** `redact`: one published version is taken back; its hashes and its place in the history stay. */
export async function runRedact(command: Shared & RedactCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const progress = startProgress(world, 'parsing', command.quiet);
  const version = parseVersion(command.version);
  if (!version) {
    throw new Refused('usage', `\`${command.version}\` is no version`, 'Write it like `002` or `002r2`.');
  }
  const reason = command.reason.trim();
  if (reason === '' || reason.includes('\n')) {
    throw new Refused(
      'usage',
      'The reason is one line for readers',
      'Say why the text was removed: `--reason "…"`.',
    );
  }
  const made = await makeSite(root, FREEZING, { progress });
  if (made.files.length === 0) {
    printDiagnostics(made.diagnostics, made.readSource, world, { format: 'pretty', colour: command.colour });
    return EXIT.problems;
  }
  const histories = made.texts.map(({ history }) => history);
  const reference = matchReference(
    histories.map((history) => history.reference),
    command.reference,
  );
  const own = histories.filter((history) => history.reference === reference);
  const asked = own.filter(
    ({ language, ledger }) =>
      (command.language === undefined || language === command.language) &&
      (own.length === 1 || ledger.includes(`"version":"${formatVersion(version)}"`)),
  );
  const plans = (asked.length > 0 ? asked : own.slice(0, 1)).map((history) => ({
    history,
    plan: redactVersion(history, version, reason, histories),
  }));
  for (const { plan } of plans) if ('message' in plan) throw new Refused('usage', plan.message, plan.hint);
  changeSite(root, (writer) => {
    for (const { plan } of plans as readonly { plan: Redaction }[]) {
      for (const { path, body } of plan.write) writer.write(path, body);
      for (const path of plan.remove) writer.remove(path);
    }
  });
  if (!command.quiet) {
    for (const { history } of plans) {
      world.stdout.write(`redacted  ${history.reference}  ${history.language}  ${formatVersion(version)}\n`);
    }
    world.stdout.write('Commit it: git add published && git commit -m "Redact"\n');
    world.stdout.write('The text is still in the commits of the repository, and wherever it was copied.\n');
  }
  return EXIT.fine;
}

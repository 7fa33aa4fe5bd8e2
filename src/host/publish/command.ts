import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inDeleteOrder, planPublish } from '../../publish/plan.ts';
import type { PublishPlan } from '../../publish/plan.ts';
import { textsGone } from '../../publish/redacted.ts';
import { STAGES } from '../../publish/serving.ts';
import { compareHistory, ledgerIn } from './history-guard.ts';
import { filesOfBuilt, openTargetState, readDifferent } from './manifest-store.ts';
import type { Built, TargetState } from './manifest-store.ts';
import { redactedIn } from './redactions.ts';
import { busy, takeLock } from '../files/lock/lock.ts';
import type { HistoryRules, PublishRun, Published } from './run.ts';
import { writeFile } from '../files/write.ts';
import { Refused } from '../refused.ts';
import { runProgram } from '../run-program.ts';
import { refusalOf } from '../system-errors.ts';

type Files = ReadonlyMap<string, unknown>;

/** A program and its arguments, as the person wrote them. */
export interface CommandTarget {
  readonly words: readonly string[];
  /** Run once with the files to be removed, if there are any. */
  readonly deleteWords: readonly string[] | undefined;
  /** Folder for lists and for what is remembered about the target. */
  readonly folder: string;
}

/**
 * Runs a program of the user's to publish the site. It runs once for each stage that has changed files, in
 * order, with `{list}` replaced by a file that names them and `{dir}` by the built folder; a command without
 * `{list}` runs once for everything. No shell is involved. What was published is remembered, so that the next
 * list is short; a failed run is not, so that the next one repeats it. Throws Refused.
 */
export async function publishByCommand(
  target: CommandTarget,
  built: Built,
  run: PublishRun,
): Promise<Published> {
  const state = openTargetState(target.folder, target.words.join('\0'));
  const known = state.read();
  const { before, ledger: there, touched, left } = known;
  const { changes, plan, stale, ledger, notes } = await planFor(known, target, built, run);
  const isDone = plan.uploads.length === 0 && (!target.deleteWords || stale.length === 0);
  if (run.dryRun || isDone) return { plan: changes, notes, requests: undefined };
  const file = join(target.folder, 'publish.lock');
  mkdirSync(target.folder, { recursive: true });
  const lock = takeLock(file);
  if (!lock.held) throw busy('What is known about the target', lock.holder, file);
  try {
    await state.write({ before, ledger: there, touched: new Set([...touched, ...plan.changed]), left });
    await runStages(target, built, plan, run);
    await run.onSwitched(plan);
    await runDeletes(target, built, plan);
    await state.write({
      before: built,
      ledger,
      touched: new Set(),
      left: new Set(target.deleteWords ? [] : plan.deletes),
    });
    return { plan, notes: [...notes, ...forgotten(target, plan)], requests: undefined };
  } catch (error) {
    throw refusalOf(
      error,
      'The list of files could not be written',
      'Files uploaded so far stay; run the same command again to complete the rest.',
    );
  } finally {
    lock.release();
  }
}

/**
 * What a run has to do, judging by what is remembered about the target. Throws Refused if the history has
 * changed other than by growing.
 */
async function planFor(
  { before, ledger: there, touched, left }: TargetState,
  { deleteWords }: CommandTarget,
  built: Built,
  history: HistoryRules,
) {
  const both = await readDifferent(before, built, new Set([...touched, ...left]));
  const changes = planPublish(both.before, both.after, built.own, touched);
  const stale = [...left].filter((path) => !both.after.files.has(path));
  const plan = { ...changes, deletes: inDeleteOrder([...changes.deletes, ...stale]) };
  const known = [...(both.before?.files.keys() ?? []), ...touched, ...left];
  const unreached = deleteWords ? [] : outOfReach(redactedGone(built, known, both.after.files));
  const ledger = await ledgerIn({ files: await filesOfBuilt(built) }, built.read);
  const rewritten = compareHistory(there, ledger, history);
  const notes = [...unremembered({ before, ledger: there }), ...both.notes, ...rewritten, ...unreached];
  return { changes, plan, stale, ledger, notes };
}

/**
 * Expected in the very first run; on a machine that starts from scratch each time, it appears in every run.
 */
function unremembered({ before, ledger }: Pick<TargetState, 'before' | 'ledger'>): readonly string[] {
  return before === undefined && ledger === undefined
    ? [
        'nothing is remembered about this target: everything is copied, nothing is removed, and it is not known whether readers have a different history',
      ]
    : [];
}

async function runStages(
  target: CommandTarget,
  built: Built,
  plan: PublishPlan,
  run: PublishRun,
): Promise<void> {
  const all = plan.uploads.length;
  if (!target.words.some((word) => word.includes('{list}'))) {
    await runOnce(
      target.words,
      target.folder,
      built,
      'all',
      plan.uploads.map(({ path }) => path),
    );
    run.onProgress(all, all);
    return;
  }
  let done = 0;
  for (const stage of STAGES) {
    const paths = plan.uploads.filter((each) => each.stage === stage).map(({ path }) => path);
    if (paths.length === 0) continue;
    await runOnce(target.words, target.folder, built, stage, paths);
    done += paths.length;
    run.onProgress(done, all);
  }
}

async function runDeletes(target: CommandTarget, built: Built, plan: PublishPlan): Promise<void> {
  if (!target.deleteWords || plan.deletes.length === 0) return;
  await runOnce(target.deleteWords, target.folder, built, 'deletes', plan.deletes);
}

function forgotten({ deleteWords }: CommandTarget, { deletes }: PublishPlan): string[] {
  return deletes.length > 0 && !deleteWords
    ? [`${deletes.length} files are no longer part of the site; \`--delete-command\` would remove them`]
    : [];
}

/** Versions that the last run published and that were redacted since. */
function redactedGone(built: Built, before: readonly string[], after: Files): string[] {
  const gone = textsGone(before, after);
  const redacted = redactedIn(built.folder, after);
  return [...new Set(gone)].filter((folder) => redacted.has(folder));
}

function outOfReach(left: readonly string[]): string[] {
  return left.length === 0
    ? []
    : [
        `redacted, but not removed: ${left.join(', ')}. Its files are still where the program put them; remove them there, or run this again with \`--delete-command\``,
      ];
}

async function runOnce(
  words: readonly string[],
  folder: string,
  built: Built,
  stage: string,
  paths: readonly string[],
): Promise<void> {
  const list = join(folder, `list-${process.pid}.txt`);
  writeFile(list, paths.map((path) => `${path}\n`).join(''));
  const [program = '', ...args] = words.map((word) =>
    word.replaceAll('{list}', list).replaceAll('{dir}', built.folder).replaceAll('{stage}', stage),
  );
  const env = {
    ...process.env,
    INCIDENT_PRESS_LIST: list,
    INCIDENT_PRESS_DIR: built.folder,
    INCIDENT_PRESS_STAGE: stage,
  };
  try {
    const code = await runProgram([program, ...args], env, 'correct the words after `command:`');
    if (code !== 0) {
      throw new Refused(
        'failed',
        `\`${program}\` ended with ${code} at stage \`${stage}\``,
        'Its own output is above. What was sent before is at the target; the same command sends everything again.',
      );
    }
  } finally {
    rmSync(list, { force: true });
  }
}

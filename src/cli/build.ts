import { relative } from 'node:path';
import type { BuildResult } from '../build/build.ts';
import { currentInstant, stopwatch } from '../host/clock.ts';
import { writeOutput } from '../host/output.ts';
import type { Written } from '../host/output.ts';
import type { Instant } from '../model/instant.ts';
import { parseTime } from '../source/time.ts';
import type { Command } from './command-line.ts';
import { findSite } from './find-site.ts';
import { makeSite, outputFolder } from './make.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { EXIT, UsageError } from './world.ts';
import type { ExitCode, World } from './world.ts';

/** `build`: the site of a folder into its output folder. With an error nothing is written. */
export async function runBuild(
  command: Extract<Command, { name: 'build' }>,
  world: World,
): Promise<ExitCode> {
  const seconds = stopwatch();
  const root = findSite(world.cwd, command.site);
  const { strict, keepGoing } = command;
  const asOf = command.asOf === undefined ? undefined : instantOf(command.asOf);
  const options = {
    strict,
    keepGoing,
    drafts: false,
    mode: 'build',
    ...(asOf !== undefined && { asOf }),
  } as const;
  const made = await makeSite(root, options, world, command);
  printDiagnostics(made.diagnostics, made.readSource, world, command);
  if (made.files.length === 0) return EXIT.problems;
  const out = outputFolder(root, world.cwd, command.out);
  const written = writeOutput(out, made.files);
  if (!command.quiet && command.format === 'pretty') {
    world.stdout.write(summary(made, written, relative(world.cwd, out) || '.', seconds()));
  }
  return made.leftOut.length + made.kept.length > 0 ? EXIT.incomplete : EXIT.fine;
}

function instantOf(text: string): Instant {
  if (text === 'now') return currentInstant();
  const outcome = parseTime(text);
  if ('instant' in outcome) return outcome.instant;
  throw new UsageError(`--as-of: ${outcome.message}`, outcome.hint);
}

function summary(
  { counts, leftOut, kept }: BuildResult,
  written: Written,
  out: string,
  seconds: number,
): string {
  const parts = [
    `${count(counts.reports, 'report')}, ${count(counts.pages, 'page')} → ${out}/ in ${seconds.toFixed(1)} s`,
    `${count(written.written, 'file')} written, ${written.unchanged} unchanged, ${written.removed} removed`,
    ...(counts.drafts > 0 ? [`${count(counts.drafts, 'draft')} not published`] : []),
    ...(kept.length > 0 ? [`kept as last published because of errors: ${kept.join(', ')}`] : []),
    ...(leftOut.length > 0 ? [`left out because of errors: ${leftOut.join(', ')}`] : []),
  ];
  return `${parts.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

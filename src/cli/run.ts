import { packageHome, packageInfo } from '../host/package-info.ts';
import { Refused } from '../host/refused.ts';
import type { RefusalKind } from '../host/refused.ts';
import { notLoaded, refusalOf } from '../host/system-errors.ts';
import { parseCommandLine } from './command-line.ts';
import { EXIT, printStop } from './world.ts';
import type { ExitCode, World } from './world.ts';

/**
 * Carries out what the arguments after the program's name ask for. What a person can correct is reported as a
 * sentence and a hint; anything else that is thrown is a bug, and is reported as one.
 */
export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  let said = { colour: !argv.includes('--no-color'), verbose: argv.includes('--verbose') };
  try {
    const asked = parseCommandLine(argv, packageInfo().version);
    if (asked.kind === 'text') {
      (asked.isMistake ? world.stderr : world.stdout).write(asked.text);
      return asked.isMistake ? EXIT.usage : EXIT.fine;
    }
    said = asked.shared;
    return await asked.carryOut(world);
  } catch (error) {
    return explain(error, world, said);
  }
}

/** The exit code of each kind of refusal. */
const EXIT_OF: Readonly<Record<RefusalKind, ExitCode>> = {
  usage: EXIT.usage,
  'not-ours': EXIT.usage,
  'no-git': EXIT.usage,
  busy: EXIT.problems,
  failed: EXIT.problems,
};

function explain(
  thrown: unknown,
  world: World,
  command: { readonly colour: boolean; readonly verbose: boolean },
): ExitCode {
  // A full disk or missing permissions are the user's to fix, wherever they occur.
  const error = notLoaded(thrown) ?? refusalOf(thrown, `${pathOf(thrown)} could not be used`);
  if (error instanceof Refused) {
    printStop(error, world, command.colour);
    return EXIT_OF[error.kind];
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  const detail = command.verbose ? bug.stack : `${bug.name}: ${bug.message.split('\n')[0]}`;
  const message = `This is a bug in incident-press, and not your fault: ${detail}`;
  const hint = `Please report it at ${packageHome().bugs}, with the incident report that causes it; \`--verbose\` prints more.`;
  printStop({ message, hint }, world, command.colour);
  return EXIT.bug;
}

function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error ? String(error.path) : 'A file';
}

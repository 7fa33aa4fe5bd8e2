import { Refused } from '../host/refused.ts';
import type { RefusalKind } from '../host/refused.ts';
import { refusalOf } from '../host/system-errors.ts';
import type { Command } from './command-line.ts';
import { EXIT, formatStop, wantsColour } from './world.ts';
import type { ExitCode, World } from './world.ts';

/**
 * Carries out a command. Heavy modules are loaded only by the command that needs them. What a person can
 * put right is a sentence and a hint; anything else that is thrown is a bug of ours, and says so.
 */
export async function run(command: Command, world: World): Promise<ExitCode> {
  try {
    return await dispatch(command, world);
  } catch (error) {
    return explain(error, world, command);
  }
}

/** What each kind of refusal ends with. */
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
  const colour = wantsColour(world, world.stderr, command.colour);
  // A disk that is full or rights that are missing are the business of whoever runs this, wherever it shows.
  const error = refusalOf(thrown, `${pathOf(thrown)} could not be used`);
  if (error instanceof Refused) {
    world.stderr.write(formatStop(error.message, error.hint, colour));
    return EXIT_OF[error.kind];
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  const detail = command.verbose ? bug.stack : `${bug.name}: ${bug.message.split('\n')[0]}`;
  world.stderr.write(
    formatStop(
      `This is a bug in incident-press, and not your fault: ${detail}`,
      'Please report it with the report that causes it; `--verbose` prints more.',
      colour,
    ),
  );
  return EXIT.bug;
}

function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error ? String(error.path) : 'A file';
}

async function dispatch(command: Command, world: World): Promise<ExitCode> {
  switch (command.name) {
    case 'build':
      return (await import('./commands/build/run.ts')).runBuild(command, world);
    case 'check':
      return (await import('./commands/check/run.ts')).runCheck(command, world);
    case 'completion':
      return (await import('./commands/completion/run.ts')).runCompletion(command, world);
    case 'correct':
      return (await import('./commands/correct/run.ts')).runCorrect(command, world);
    case 'dev':
      return (await import('./commands/dev/run.ts')).runDev(command, world);
    case 'explain':
      return (await import('./commands/explain/run.ts')).runExplain(command, world);
    case 'freeze':
      return (await import('./commands/freeze/run.ts')).runFreeze(command, world);
    case 'init':
      return (await import('./commands/init/run.ts')).runInit(command, world);
    case 'list':
      return (await import('./commands/list/run.ts')).runList(command, world);
    case 'new':
      return (await import('./commands/new/run.ts')).runNew(command, world);
    case 'publish':
      return (await import('./commands/publish/run.ts')).runPublish(command, world);
    case 'redact':
      return (await import('./commands/redact/run.ts')).runRedact(command, world);
    case 'resolve':
    case 'update':
    case 'withdraw':
      return (await import('./commands/update/run.ts')).runUpdate(command, world);
    case 'schema':
      return (await import('./commands/schema/run.ts')).runSchema(command, world);
    case 'show':
      return (await import('./commands/show/run.ts')).runShow(command, world);
    case 'status':
      return (await import('./commands/status/run.ts')).runStatus(command, world);
    case 'translate':
      return (await import('./commands/translate/run.ts')).runTranslate(command, world);
    case 'verify':
      return (await import('./commands/verify/run.ts')).runVerify(command, world);
  }
}

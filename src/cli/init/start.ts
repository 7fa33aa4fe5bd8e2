import { Refused } from '../../host/refused.ts';
import { fits, HOST_NAMES, RUNNER_NAMES, runnerOf } from './answers.ts';
import type { Answers, Host, Runner } from './answers.ts';
import type { InitFlags } from './flags.ts';
import { readLanguages, readServices, readUrl } from './read-answers.ts';
import type { Read } from './read-answers.ts';

/** The answers given by flags, and the defaults for the rest. Throws Refused. */
export function startFrom(command: InitFlags): Answers {
  const host = command.host ?? 'none';
  const ci = command.ci ?? runnerOf(host);
  const { url = 'https://status.example.com/', title = 'Incident reports' } = command;
  if (title.trim() === '') throw new Refused('usage', '--name is empty', 'Write what the site is called.');
  refuseUnfitting(host, ci);
  return {
    name: title.trim(),
    url: valueOf('--url', readUrl(url)),
    languages: valueOf('--languages', readLanguages(command.languages ?? 'en')),
    services: valueOf('--service', readServices(command.services)),
    host,
    ci,
    hook: command.hook ?? true,
    attest: command.attest,
  };
}

/** A site that nothing publishes would be a surprise at the first push. */
function refuseUnfitting(host: Host, ci: Runner): void {
  if (fits(host, ci)) return;
  throw new Refused(
    'usage',
    `${HOST_NAMES[host]} only takes sites from its own CI, not from ${RUNNER_NAMES[ci]}`,
    `Write \`--ci ${host}\`, or name another host.`,
  );
}

function valueOf<Value>(flag: string, read: Read<Value>): Value {
  if ('value' in read) return read.value;
  throw new Refused('usage', `${flag}: ${read.wrong}`, read.hint);
}

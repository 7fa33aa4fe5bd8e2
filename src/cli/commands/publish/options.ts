import type { Command as Commander } from 'commander';
import { PURGERS } from '../../../publish/purge-requests.ts';
import type { Purger } from '../../../publish/purge-requests.ts';
import { oneOf, positive } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface PublishCommand {
  readonly target: string;
  /** The built folder. */
  readonly from?: string | undefined;
  readonly dryRun: boolean;
  /** How many releases a folder keeps. */
  readonly keep: number;
  /** True for the release before the current one, or the id of one. */
  readonly rollback: boolean | string;
  readonly purge?: Purger | undefined;
  readonly purgeList?: string | undefined;
  readonly deleteCommand?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Seconds for one request. */
  readonly timeout: number;
  /** Requests at a time. */
  readonly jobs: number;
  /** The reason for replacing the history at the target with another one. */
  readonly rewrite?: string | undefined;
  /** News is posted to the addresses in the environment. */
  readonly notify: boolean;
  readonly json: boolean;
}

const DEFAULTS = {
  dryRun: false,
  rollback: false,
  keep: 5,
  timeout: 60,
  jobs: 8,
  notify: false,
  json: false,
};

/** `incident-press publish`. */
export function describe(program: Commander, choose: Choose<PublishCommand>): void {
  program
    .command('publish')
    .description('copy the built site to where readers get it')
    .requiredOption('--target <target>', 'folder:PATH, s3://BUCKET/PREFIX, or command:PROGRAM ARGUMENTS')
    .option('--from <dir>', 'the built folder (default: dist/ next to site.yaml)')
    .option('--dry-run', 'print what would be done, and do nothing')
    .option('--keep <n>', `how many releases a folder keeps (default: ${DEFAULTS.keep})`, positive)
    .option('--rollback [release]', 'switch a folder back to the previous release, or to the one named')
    .option('--rewrite <reason>', 'replace the history that readers have with one that does not continue it')
    .option('--purge <cdn>', `tell a CDN what changed: ${PURGERS.join(', ')}`, oneOf(PURGERS))
    .option('--purge-list <file>', 'where to write changed addresses (default: .incident-press/purge.txt)')
    .option('--notify', 'post what is new to the chats and webhooks in INCIDENT_PRESS_NOTIFY')
    .option('--delete-command <words>', 'for command: targets, the command that removes the files in {list}')
    .option('--endpoint <url>', 'the object store (default: AWS_ENDPOINT_URL, else Amazon S3)')
    .option('--timeout <seconds>', `how long one request may take (default: ${DEFAULTS.timeout})`, positive)
    .option('--jobs <n>', `requests at the same time (default: ${DEFAULTS.jobs})`, positive)
    .option('--json', 'print the result as JSON')
    .action((options: Given) => choose({ ...DEFAULTS, ...options }));
}

/** The options as commander returns them; those not given are missing. */
type Given = Partial<PublishCommand> & Pick<PublishCommand, 'target'>;

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Refused } from '../../refused.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials of the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`),
 * otherwise of the profile `AWS_PROFILE` in the usual file. Throws Refused if there are none. They are only
 * given to the signer.
 */
export function findCredentials(environment: Environment): Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  const profile = environment['AWS_PROFILE'] ?? 'default';
  const file = environment['AWS_SHARED_CREDENTIALS_FILE'] ?? inHome(environment, 'credentials');
  const own = AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY;
  const stored = own ? {} : readProfile(file, [profile]);
  const accessKeyId = own ? AWS_ACCESS_KEY_ID : stored['aws_access_key_id'];
  const secretAccessKey = own ? AWS_SECRET_ACCESS_KEY : stored['aws_secret_access_key'];
  const sessionToken = own ? AWS_SESSION_TOKEN : stored['aws_session_token'];
  if (!accessKeyId || !secretAccessKey) {
    throw new Refused(
      'failed',
      'Credentials for the object store are missing',
      `Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or add the profile \`${profile}\` to ~/.aws/credentials.`,
    );
  }
  // They become headers, and an error about a header would show it.
  if (!/^[!-~]+$/.test(accessKeyId + secretAccessKey + (sessionToken ?? ''))) {
    throw new Refused(
      'failed',
      'The credentials for the object store contain a line break, a space or another character that cannot be sent',
      'Set them again; often a line break was copied with them.',
    );
  }
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** The region: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's in `~/.aws/config`, else `us-east-1`. */
export function findRegion(environment: Environment): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment;
  const profile = environment['AWS_PROFILE'] ?? 'default';
  const file = environment['AWS_CONFIG_FILE'] ?? inHome(environment, 'config');
  return (
    AWS_REGION ||
    AWS_DEFAULT_REGION ||
    readProfile(file, [`profile ${profile}`, profile])['region'] ||
    'us-east-1'
  );
}

function inHome(environment: Environment, name: string): string {
  return join(environment['HOME'] ?? homedir(), '.aws', name);
}

/** The keys of the first section with one of these names; empty where file or section are missing. */
function readProfile(file: string, names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  let isWanted = false;
  for (const line of readLines(file)) {
    const section = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1];
    if (section !== undefined) isWanted = names.includes(section);
    const pair = /^\s*([A-Za-z_]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (isWanted && pair) found[pair[1] ?? ''] ??= pair[2] ?? '';
  }
  return found;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

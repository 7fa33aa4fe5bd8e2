import { PURGE_VARIABLES, purgeRequests } from '../../publish/purge-requests.ts';
import type { Purger, PurgeRequest } from '../../publish/purge-requests.ts';
import { findCredentials } from './s3/credentials.ts';
import { send } from './s3/request.ts';
import { Refused } from '../refused.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT = 30_000;
const ATTEMPTS = 4;
const BACK_OFF = 500;

/** Checks before anything is uploaded that a CDN could be told afterwards. Throws Refused. */
export function checkPurger(purger: Purger, environment: Environment): void {
  const missing = PURGE_VARIABLES[purger].filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new Refused(
      'usage',
      `--purge ${purger} needs ${missing.join(' and ')}`,
      'Set it in the environment of this command, or leave out `--purge`; the list of addresses is written anyway.',
    );
  }
  if (purger === 'cloudfront') findCredentials(environment);
}

/** Tells a CDN to forget these addresses. `INCIDENT_PRESS_PURGE_URL` replaces its server. Throws Refused. */
export async function purge(
  purger: Purger,
  urls: readonly string[],
  environment: Environment,
  id: string,
): Promise<number> {
  const requests = purgeRequests(
    purger,
    urls,
    environment,
    id,
    environment['INCIDENT_PRESS_PURGE_URL'] || undefined,
  );
  for (const request of requests) {
    if (request.isSigned) await sendSigned(request, environment);
    else await sendPlain(purger, request);
  }
  return requests.length;
}

async function sendSigned(
  { method, url, headers, body }: PurgeRequest,
  environment: Environment,
): Promise<void> {
  const credentials = findCredentials(environment);
  // CloudFront has one region for all its control.
  const sender = {
    credentials,
    region: 'us-east-1',
    service: 'cloudfront',
    timeout: TIMEOUT,
    backOff: BACK_OFF,
  } as const;
  await send(sender, { method, url, headers, body: Buffer.from(body) });
}

async function sendPlain(purger: Purger, { method, url, headers, body }: PurgeRequest): Promise<void> {
  let failure = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, BACK_OFF * 2 ** (attempt - 1)));
    try {
      const init = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) } as const;
      const response = await fetch(url, body === '' ? init : { ...init, body });
      await response.arrayBuffer();
      if (response.ok) return;
      failure = `it answers ${response.status}`;
      if (response.status < 500 && response.status !== 429) break;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failure = error.name === 'TimeoutError' ? 'it does not answer in time' : 'it cannot be reached';
    }
  }
  throw new Refused(
    'failed',
    `The new site is published, but ${purger} could not be told to drop its old copies: ${failure}`,
    'Check its variables in the environment and run the same command again; the addresses are remembered.',
  );
}

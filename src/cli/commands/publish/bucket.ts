import { openBucket } from '../../../host/publish/object-store.ts';
import type { ObjectStore } from '../../../host/publish/object-store.ts';
import { findCredentials, findRegion } from '../../../host/publish/s3/credentials.ts';
import { Refused } from '../../../host/refused.ts';

/** Milliseconds before a request is repeated for the first time. */
const BACK_OFF = 250;

/**
 * The bucket of an `s3://` target: endpoint from the option or `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`,
 * region and credentials from the environment or the usual files. Throws Refused.
 */
export function openTargetBucket(
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  { endpoint, timeout }: { readonly endpoint?: string | undefined; readonly timeout: number },
  environment: Readonly<Record<string, string | undefined>>,
): ObjectStore {
  const named = endpoint ?? environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'];
  const url = named === undefined || named === '' ? undefined : checkEndpoint(named);
  const sender = {
    credentials: findCredentials(environment),
    region: findRegion(environment),
    service: 's3',
    timeout: timeout * 1000,
    backOff: BACK_OFF,
  } as const;
  return openBucket({ bucket, prefix, endpoint: url }, sender);
}

function checkEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash)
    return url.href;
  // The address is not repeated: it may contain a password.
  throw new Refused(
    'usage',
    'The endpoint of the object store is not a web address',
    'Write it like `https://s3.example.com`, without user and password.',
  );
}

import { Refused } from '../../refused.ts';

const RIGHTS = 's3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket';

/**
 * What a store means by its answer, and what to do. Only its code is passed on: the rest of the answer may
 * hold the key id and the text that was signed.
 */
export function storeRefusal(host: string, status: number, code: string, headers: Headers): Refused {
  switch (code) {
    case 'RequestTimeTooSkewed':
      return new Refused(
        'failed',
        `The clock of this machine differs too much from that of ${host}${skew(headers)}`,
        'Set the clock, for example with NTP, and run the same command again.',
      );
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'InvalidToken':
    case 'ExpiredToken':
    case 'TokenRefreshRequired':
      return new Refused(
        'failed',
        `${host} refuses the credentials (${code})`,
        'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile; they may have expired.',
      );
    case 'NoSuchBucket':
      return new Refused(
        'failed',
        `The bucket does not exist at ${host}`,
        'Create it, or correct `--target` or the endpoint.',
      );
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'IllegalLocationConstraintException':
      return new Refused(
        'failed',
        `The bucket is in another region${region(headers)}`,
        'Set AWS_REGION to it.',
      );
    case 'BadDigest':
    case 'InvalidDigest':
    case 'XAmzContentSHA256Mismatch':
    case 'XAmzContentChecksumMismatch':
      return new Refused(
        'failed',
        `${host} received different bytes from those that were sent (${code})`,
        'Something between here and there changes them. Nothing incomplete was stored; run the same command again.',
      );
    case 'NotImplemented':
      return new Refused(
        'failed',
        `${host} does not support what is needed (${code})`,
        'Use `--target command:` with a client made for it.',
      );
    case 'QuotaExceeded':
    case 'EntityTooLarge':
      return new Refused(
        'failed',
        `${host} is full (${code})`,
        'Free some space in the bucket and run the same command again.',
      );
  }
  if (status >= 300 && status < 400)
    return new Refused(
      'failed',
      `The bucket is in another region${region(headers)}`,
      'Set AWS_REGION to it.',
    );
  if (status === 401 || status === 403)
    return new Refused(
      'failed',
      `${host} does not allow this${code && ` (${code})`}`,
      `The key needs ${RIGHTS} on the bucket and its objects; without the last, a missing file looks forbidden.`,
    );
  return new Refused(
    'failed',
    `${host} answers ${status}${code && ` ${code}`}`,
    'Check bucket, prefix and endpoint. Nothing is lost; the same command completes what was started.',
  );
}

function skew(headers: Headers): string {
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return '';
  const minutes = Math.round((Date.now() - theirs) / 60_000);
  return `: it is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'slow' : 'fast'}`;
}

function region(headers: Headers): string {
  const name = headers.get('x-amz-bucket-region');
  return name === null ? '' : `: ${name}`;
}

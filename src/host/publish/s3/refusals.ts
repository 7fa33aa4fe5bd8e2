import { Refused } from '../../refused.ts';

const RIGHTS = 's3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket';

/** A store's refusal: its status, the code in its text, its headers. */
export interface StoreAnswer {
  readonly host: string;
  readonly status: number;
  readonly code: string;
  readonly headers: Headers;
}

/** The meaning of known answers, and what to do. */
interface Meaning {
  readonly codes: readonly string[];
  /** What an answer without a code means, by status. */
  readonly isStatus?: ((status: number) => boolean) | undefined;
  readonly message: (answer: StoreAnswer) => string;
  readonly hint: string;
}

const MEANINGS: readonly Meaning[] = [
  {
    codes: ['RequestTimeTooSkewed'],
    message: ({ host, headers }) =>
      `The clock of this machine differs too much from that of ${host}${skew(headers)}`,
    hint: 'Set the clock, for example with NTP, and run the same command again.',
  },
  {
    codes: [
      'InvalidAccessKeyId',
      'SignatureDoesNotMatch',
      'InvalidToken',
      'ExpiredToken',
      'TokenRefreshRequired',
    ],
    message: ({ host, code }) => `${host} refuses the credentials (${code})`,
    hint: 'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile; they may have expired.',
  },
  {
    codes: ['NoSuchBucket'],
    message: ({ host }) => `The bucket does not exist at ${host}`,
    hint: 'Create it, or correct `--target` or the endpoint.',
  },
  {
    codes: ['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'],
    message: ({ host, code }) => `${host} received different bytes from those that were sent (${code})`,
    hint: 'Something between here and there changes them. Nothing incomplete was stored; run the same command again.',
  },
  {
    codes: ['NotImplemented'],
    message: ({ host, code }) => `${host} does not support what is needed (${code})`,
    hint: 'Use `--target command:` with a client made for it.',
  },
  {
    codes: ['QuotaExceeded', 'EntityTooLarge'],
    message: ({ host, code }) => `${host} is full (${code})`,
    hint: 'Free some space in the bucket and run the same command again.',
  },
  {
    codes: [
      'AuthorizationHeaderMalformed',
      'PermanentRedirect',
      'TemporaryRedirect',
      'IllegalLocationConstraintException',
    ],
    isStatus: (status) => status >= 300 && status < 400,
    message: ({ headers }) => `The bucket is in another region${region(headers)}`,
    hint: 'Set AWS_REGION to it.',
  },
  {
    codes: [],
    isStatus: (status) => status === 401 || status === 403,
    message: ({ host, code }) => `${host} does not allow this${code && ` (${code})`}`,
    hint: `The key needs ${RIGHTS} on the bucket and its objects; without the last, a missing file looks forbidden.`,
  },
];

/** The default for an unknown answer. */
const UNKNOWN: Omit<Meaning, 'codes'> = {
  message: ({ host, status, code }) => `${host} answers ${status}${code && ` ${code}`}`,
  hint: 'Check bucket, prefix and endpoint. Nothing is lost; run the same command again to complete what was started.',
};

/**
 * The meaning of a store's answer, and what to do. Only its code is passed on: the rest of the answer may
 * contain the key id and the text that was signed.
 */
export function storeRefusal(answer: StoreAnswer): Refused {
  const { message, hint } =
    MEANINGS.find(({ codes }) => codes.includes(answer.code)) ??
    MEANINGS.find(({ isStatus }) => isStatus?.(answer.status) === true) ??
    UNKNOWN;
  return new Refused('failed', message(answer), hint);
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

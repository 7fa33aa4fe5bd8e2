import { test } from 'vitest';
import { testStore } from './real-store.ts';
import { missingPrograms, startStore } from './start-store.ts';

const missing = missingPrograms([
  'swift-proxy-server',
  'swift-account-server',
  'swift-container-server',
  'swift-object-server',
  'curl',
]);
/** Swift names a user by account and user. */
const key = { id: 'AKID:press', secret: 'stand-in/secret+key' };

if (missing.length > 0) {
  test.skip(`skipped: there is no ${missing.join(', ')} (apt-get install -y --no-install-recommends swift-proxy swift-account swift-container swift-object curl)`, () =>
    undefined);
} else {
  testStore({
    start: () => startStore('swift.sh', key),
    region: 'us-east-1',
    key,
    isExclusive: false,
    // One request less than with conditions, which are tried; one more that looks at the lock before the manifest, and one
    // that looks whose lock has stayed.
    requests: { DELETE: 3, GET: 6, PUT: 5 },
    codes: {
      wrongKey: 'refuses the credentials (SignatureDoesNotMatch)',
      wrongSecret: 'refuses the credentials (SignatureDoesNotMatch)',
      otherBytes: 'BadDigest',
    },
  });
}

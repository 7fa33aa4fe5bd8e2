import { describeWith, keepsAttributes, storePrograms } from '../programs.ts';
import { testStore } from './real-store.ts';
import { startStore } from './start-store.ts';

const SWIFT = storePrograms(
  ['proxy-server', 'account-server', 'container-server', 'object-server', 'ring-builder']
    .map((name) => `swift-${name}`)
    .concat('curl', 'setsid', 'python3'),
  'swift-proxy swift-account swift-container swift-object curl',
  keepsAttributes,
);
/** Swift names a user by account and user. */
const key = { id: 'AKID:press', secret: 'stand-in/secret+key' };

describeWith(SWIFT)('Swift', () =>
  testStore({
    start: () => startStore('swift.sh', key),
    region: 'us-east-1',
    key,
    isExclusive: false,
    // One request less than with conditions, which are tried; one more that looks at the lock before the
    // manifest, and one that looks whose lock has stayed.
    requests: { DELETE: 3, GET: 6, PUT: 5 },
    codes: {
      wrongKey: 'refuses the credentials (SignatureDoesNotMatch)',
      wrongSecret: 'refuses the credentials (SignatureDoesNotMatch)',
      otherBytes: 'BadDigest',
    },
  }),
);

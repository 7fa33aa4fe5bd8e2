import { describeWith, storePrograms } from '../programs.ts';
import { startStore } from './start-store.ts';
import { KEY } from './stand-in.ts';
import { testStore } from './real-store.ts';

const CEPH = storePrograms(
  [
    'radosgw',
    'radosgw-admin',
    'ceph',
    'ceph-authtool',
    'ceph-mon',
    'ceph-osd',
    'monmaptool',
    'curl',
    'setsid',
  ],
  'radosgw ceph-mon ceph-osd ceph-common curl',
);

describeWith(CEPH)('Ceph', () =>
  testStore({
    start: () => startStore('ceph.sh', KEY),
    region: 'default',
    key: KEY,
    isExclusive: true,
    // Manifest and lock are looked at, the lock is taken, tried, and taken away, the manifest is looked at
    // again and replaced, where the store is asked once how it compares; two files more go up, and two are
    // removed.
    requests: { DELETE: 3, GET: 4, HEAD: 1, PUT: 6 },
    codes: {
      wrongKey: 'refuses the credentials (InvalidAccessKeyId)',
      wrongSecret: 'refuses the credentials (SignatureDoesNotMatch)',
      otherBytes: 'XAmzContentSHA256Mismatch',
    },
  }),
);

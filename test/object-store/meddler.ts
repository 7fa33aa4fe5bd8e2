import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Something between a publisher and its store that passes bytes on, until it is told not to. */
export interface Meddler {
  readonly url: string;
  /** Bytes, in both directions together, after which every connection is cut. */
  bytesLeft: number;
  /** Changes what goes to the store. */
  change: (bytes: Buffer) => Buffer;
  /** Bytes passed on so far. */
  readonly passed: () => number;
  readonly close: () => Promise<void>;
}

/** Stands in front of a server on loopback and meddles with the bytes of its connections. */
export async function startMeddler(target: string): Promise<Meddler> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let passed = 0;
  const server = createServer((client) => {
    const store = connect(Number(port), hostname);
    const pass = (to: Socket, bytes: Buffer) => {
      const count = Math.min(bytes.length, meddler.bytesLeft);
      passed += count;
      meddler.bytesLeft -= count;
      if (meddler.bytesLeft > 0) return void to.write(bytes);
      // What still fits arrives, and not a byte more.
      to.write(bytes.subarray(0, count), () => {
        client.destroy();
        store.destroy();
      });
    };
    client.on('data', (bytes) => pass(store, meddler.change(bytes)));
    store.on('data', (bytes) => pass(client, bytes));
    for (const [one, other] of [
      [client, store],
      [store, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const meddler: Meddler = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytesLeft: Infinity,
    change: (bytes) => bytes,
    passed: () => passed,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return meddler;
}

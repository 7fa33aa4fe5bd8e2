import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFor } from '../programs.ts';

/** A host that no name server knows: only a proxy can lead to it. */
export const HOST = 'status.invalid';

/** A proxy on this machine that leads whatever it is asked for to one server with TLS. */
export interface ProxyServer {
  readonly url: string;
  /** The certificate of the server behind it. */
  readonly certificate: string;
  /** What it was asked for, as `CONNECT host:port` or as the address of a plain request. */
  readonly asked: string[];
  /** Answers with this status instead of leading on; 0 never answers. */
  refusal: number | undefined;
  readonly close: () => void;
}

/** Starts a server that answers for `HOST`, and a proxy before it. The folder is for its certificate. */
export async function startProxy(folder: string, answer: RequestListener): Promise<ProxyServer> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  execFileSync('openssl', certificateFor(HOST, key, certificate), { stdio: 'ignore' });
  const origin = createSecure({ key: readFileSync(key), cert: readFileSync(certificate) }, answer);
  const proxy = createServer((request, response) => {
    made.asked.push(request.url ?? '');
    answer(request, response);
  });
  proxy.on('connect', (request, socket) => {
    made.asked.push(`CONNECT ${request.url}`);
    socket.on('error', () => socket.destroy());
    if (made.refusal === 0) return;
    if (made.refusal !== undefined) return void socket.end(`HTTP/1.1 ${made.refusal} No\r\n\r\n`);
    const through = connect(portOf(origin), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(through).pipe(socket);
    });
    through.on('error', () => socket.destroy());
  });
  await Promise.all([listening(origin), listening(proxy)]);
  const made: ProxyServer = {
    url: `http://127.0.0.1:${portOf(proxy)}`,
    certificate,
    asked: [],
    refusal: undefined,
    close: () => {
      for (const server of [origin, proxy]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  return made;
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

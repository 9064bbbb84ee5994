/**
 * Somebody who floods a tenant, as a process of its own that is told by messages when: an open loop of requests over as many
 * connections as it takes, written and read as plain bytes, so that the flood's own making takes little of the machine. Or, with
 * the argument `refuser`, a server that does nothing but refuse: what a flood costs the machine, whoever is flooded.
 */
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestOf, type Caller, type Load, type Rate, type Target } from './tenants-load.ts';

export type FloodOrder = { readonly caller: Caller; readonly target: Target; readonly rate: Rate };

const STATUS = /^HTTP\/1\.1 (\d{3})/;
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;
const LAST_CHUNK = '0\r\n\r\n';

/** Connections to one server, each with one request at a time. */
class Connections {
  readonly #port: number;
  readonly #idle: Socket[] = [];

  constructor(port: number) {
    this.#port = port;
  }

  /** The status of the answer; 0: there is none. */
  ask(bytes: string): Promise<number> {
    const socket = this.#idle.pop() ?? connect(this.#port, '127.0.0.1').setNoDelay(true);
    return new Promise((resolve) => {
      let text = '';
      const end = (status: number): void => {
        socket.removeAllListeners();
        if (status === 0) socket.destroy();
        else this.#idle.push(socket);
        // Who is idle may be hung up on.
        socket
          .on('error', () => undefined)
          .on('close', () => this.#idle.includes(socket) && this.#idle.splice(this.#idle.indexOf(socket), 1));
        resolve(status);
      };
      socket.on('data', (data) => {
        text += data.toString('latin1');
        if (isWhole(text)) end(Number(STATUS.exec(text)?.[1]));
      });
      socket.on('error', () => end(0)).on('close', () => end(0));
      socket.write(bytes);
    });
  }

  close(): void {
    for (const socket of this.#idle.splice(0)) socket.destroy();
  }
}

function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = LENGTH.exec(text.slice(0, headEnd + 2))?.[1];
  return length === undefined ? text.endsWith(LAST_CHUNK) : text.length >= headEnd + 4 + Number(length);
}

async function flood({ caller, target, rate: { perSecond, seconds } }: FloodOrder): Promise<Load> {
  const { host, port } = new URL(caller.url);
  const connections = new Connections(Number(port));
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const askOnce = async (index: number): Promise<void> => {
    const { method, path, headers, body = '' } = requestOf(caller, target, index);
    const lines = Object.entries({ host, ...headers, 'accept-encoding': 'gzip, br', 'content-length': body.length });
    const startMs = performance.now();
    const status = await connections.ask(
      `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
    );
    times.push(performance.now() - startMs);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const startMs = performance.now();
  const pending: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const waitMs = startMs + (index * 1000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    pending.push(askOnce(index));
  }
  await Promise.all(pending);
  connections.close();
  return { times, statuses };
}

if (process.argv[2] === 'refuser') {
  const server = createServer((_request, response) => response.writeHead(503).end('refused'));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
} else process.on('message', (order: FloodOrder) => void flood(order).then((result) => process.send?.(result)));
process.once('disconnect', () => process.exit(0));

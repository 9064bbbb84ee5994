import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const holderSchema = z.object({ pid: z.int(), url: z.string().nullable() });
/** Who holds a data folder; `url` is null until it serves. */
export type Holder = z.output<typeof holderSchema>;

export type FolderLock = { setUrl(url: string): void; release(): Promise<void> };
export type LockOutcome =
  | { readonly kind: 'locked'; readonly lock: FolderLock }
  | { readonly kind: 'held'; readonly holder: Holder | undefined };

const ANSWER_TIMEOUT_MS = 2000;

/**
 * Takes the folder for this process. The lock is a listening local socket named after the folder: the system frees it with
 * the process, however that ends, so there is no stale file, no reused process id to be fooled by, and it says who holds it.
 */
export async function lockFolder(folder: string): Promise<LockOutcome> {
  const address = addressOf(realpathSync(folder));
  for (let attempt = 0; ; attempt += 1) {
    const holder: { pid: number; url: string | null } = { pid: process.pid, url: null };
    const server = await tryListen(address, holder);
    if (server) return { kind: 'locked', lock: { setUrl: (url) => (holder.url = url), release: () => close(server) } };
    const answer = await askHolder(address);
    if (answer !== 'nobody') return { kind: 'held', holder: answer };
    // Only a socket file can outlive its process; where the system has none, the holder has gone just now.
    if (attempt === 3) return { kind: 'held', holder: undefined };
    if (!address.startsWith('\0')) rmSync(address, { force: true });
  }
}

/** Linux and Windows have names without files, which cannot be left behind. */
function addressOf(folder: string): string {
  const name = `milestone-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
}

function tryListen(address: string, holder: Holder): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(JSON.stringify(holder));
    });
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server.unref()));
  });
}

function askHolder(address: string): Promise<Holder | undefined | 'nobody'> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(address);
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? 'nobody' : undefined),
    );
    socket.once('close', () => resolve(parseHolder(text)));
  });
}

function parseHolder(text: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

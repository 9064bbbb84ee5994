import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const holderSchema = z.object({ pid: z.int(), url: z.string().nullable(), isStopping: z.boolean() });
/** Who holds a data folder; `url` is null until it serves. */
export type Holder = z.output<typeof holderSchema>;

export type FolderLock = {
  setUrl(url: string): void;
  /** Whoever asks from now on waits for the end instead of giving up. */
  setStopping(): void;
  release(): Promise<void>;
};
export type LockOutcome =
  | { readonly kind: 'locked'; readonly lock: FolderLock }
  | { readonly kind: 'held'; readonly holder: Holder | undefined };

const ANSWER_TIMEOUT_MS = 2000;
const STOPPING_WAIT_MS = 15_000;
const RETRY_MS = 50;

/**
 * Takes the folder for this process. The lock is a listening local socket named after the folder: the system frees it with
 * the process, however that ends, so there is no stale file, no reused process id to be fooled by, and it says who holds it.
 */
export async function lockFolder(folder: string): Promise<LockOutcome> {
  const address = addressOf(realpathSync(folder));
  const deadline = Date.now() + STOPPING_WAIT_MS;
  for (let attempt = 0; ; attempt += 1) {
    const holder = { pid: process.pid, url: null, isStopping: false };
    const server = await tryListen(address, holder);
    if (server) return { kind: 'locked', lock: lockOf(server, holder) };
    const answer = await askHolder(address);
    const isEnding = answer === 'nobody' ? attempt < 3 : answer?.isStopping === true;
    if (!isEnding || Date.now() > deadline) return { kind: 'held', holder: answer === 'nobody' ? undefined : answer };
    // Only a socket file can outlive its process; where the system has none, the holder has gone just now.
    if (answer === 'nobody' && !address.startsWith('\0')) rmSync(address, { force: true });
    await sleep(RETRY_MS);
  }
}

function lockOf(server: Server, holder: { url: string | null; isStopping: boolean }): FolderLock {
  return {
    setUrl: (url) => (holder.url = url),
    setStopping: () => (holder.isStopping = true),
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
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

import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));
const START_TIMEOUT_MS = 60_000;

export type ProductProcess = {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Where it said that it serves. */
  readonly url: string;
  readonly output: () => string;
  /** Sends the signal and answers with the exit code, null after a kill. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

export type ProductOptions = {
  readonly dataFolder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly port?: number;
  /** As the README says it, `npm start`; else the same program without npm around it. */
  readonly byReadme?: boolean;
};

/** A folder that every user may enter, in memory where there is some. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'milestone-start-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts the product as people do, in a process of its own, and waits until it says where it serves. Throws its output when it ends instead. */
export async function startProductProcess(options: ProductOptions): Promise<ProductProcess> {
  const { child, output, ended } = spawnProduct(options);
  const deadline = Date.now() + START_TIMEOUT_MS;
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setInterval(() => {
      const found = /ready at (http:\S+)/.exec(output())?.[1];
      if (found !== undefined) resolve(found);
      if (Date.now() > deadline) reject(new Error(`no start in time:\n${output()}`));
    }, 10);
    void ended.then((code) => reject(new Error(`ended with ${String(code)}:\n${output()}`)));
    void ended.finally(() => clearInterval(timer));
  });
  return {
    child,
    pid: child.pid ?? 0,
    url: url.replace('localhost', '127.0.0.1'),
    output,
    stop: (signal = 'SIGTERM') => {
      // npm passes signals on to nobody: as from a terminal, the whole group gets them.
      if (options.byReadme) process.kill(-(child.pid ?? 0), signal);
      else child.kill(signal);
      return ended;
    },
  };
}

/** Starts the product and waits for its end. */
export async function runProductToEnd(options: ProductOptions): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const { output, ended } = spawnProduct(options);
  return { exitCode: await ended, output: output() };
}

function spawnProduct(options: ProductOptions) {
  const { user, byReadme = false } = options;
  const [file, ...args] = byReadme ? ['npm', 'start'] : [process.execPath, MAIN];
  const child = spawn(file ?? '', args, {
    detached: byReadme,
    // Only what the test says reaches the product: no configuration of the machine.
    env: {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: options.dataFolder,
      HOST: '127.0.0.1',
      PORT: String(options.port ?? 0),
      ...options.env,
    },
    cwd: byReadme ? ROOT : path.dirname(options.dataFolder),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => text, ended };
}

/** Asks again until the answer is as wanted; throws what came last when it never is. */
export async function eventually<Result>(
  ask: () => Promise<Result>,
  isWanted: (result: Result) => boolean,
  timeoutMs = 20_000,
): Promise<Result> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const result = await ask();
    if (isWanted(result)) return result;
    if (Date.now() > deadline) throw new Error(`not as wanted in time, but ${JSON.stringify(result)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

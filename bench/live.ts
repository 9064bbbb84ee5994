/** `npm run bench -- live`: from a commit on the server to the change in the hands of 500 open sockets, on one node. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import pg from 'pg';
import { createUuid } from '../src/lib/uuid.ts';
import { openDatabase } from '../src/server/platform/database/database.ts';
import { createTestSession, createTestSite, createTestUser } from '../tests/support/test-accounts.ts';
import { startTestCluster, type TestCluster } from '../tests/support/test-cluster.ts';
import { percentile } from './support/measure.ts';
import type { FromServer } from './support/live-server.ts';
import { report } from './support/report.ts';

const SOCKETS = 500;
const SOCKETS_PER_USER = 50;
const CHANGES = 100;
const WARM_UPS = 20;
const PAUSE_MS = 40;
const ARRIVE_WITHIN_MS = 5000;

const CHANGE = /"type":"change","revision":(\d+)/;

const nowNs = (): bigint => process.hrtime.bigint();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How long a bare notification takes from its sender to a listener, each over its own connection. */
async function measureNotify(cluster: TestCluster): Promise<number[]> {
  const [sender, listener] = [new pg.Client(cluster.url), new pg.Client(cluster.url)];
  await Promise.all([sender.connect(), listener.connect()]);
  await listener.query('listen bench');
  const times: number[] = [];
  for (let round = -WARM_UPS; round < CHANGES; round += 1) {
    const startNs = nowNs();
    const heard = new Promise<bigint>((resolve) => listener.once('notification', () => resolve(nowNs())));
    await sender.query(`notify bench, '${round}'`);
    const tookMs = Number((await heard) - startNs) / 1e6;
    if (round >= 0) times.push(tookMs);
    await pause(5);
  }
  await Promise.all([sender.end(), listener.end()]);
  return times;
}

/** A socket that notes when each frame that names a revision arrives, at the cost of nearly nothing. */
async function openSocket(port: number, cookie: string, onRevision: (revision: number, atNs: bigint) => void): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const key = randomBytes(16).toString('base64');
  socket.write(
    `GET /api/ws HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\nCookie: ${cookie}\r\n\r\n`,
  );
  await new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      const atNs = nowNs();
      const text = data.toString('latin1', 0, 200);
      if (text.includes('"hello"')) resolve();
      const revision = CHANGE.exec(text)?.[1];
      if (revision !== undefined) onRevision(Number(revision), atNs);
    });
  });
  return socket;
}

const cluster = await startTestCluster();
const baseline = await measureNotify(cluster);

const server = fork(new URL('./support/live-server.ts', import.meta.url));
const committed = new Map<number, bigint>();
const port = await new Promise<number>((resolve) => {
  server.on('message', (message: FromServer) => {
    if (message.kind === 'ready') resolve(message.port);
    else committed.set(message.revision, BigInt(message.atNs));
  });
  server.send(cluster.connection);
});
const opened = openDatabase({ connection: cluster.connection, poolSize: 0, maxOverflow: 2, poolTimeoutMs: 5000, namedStatements: false });
const siteId = await createTestSite(opened.database, 'Bench');
const cookies: string[] = [];
for (let user = 0; user < SOCKETS / SOCKETS_PER_USER; user += 1)
  cookies.push(await createTestSession(opened.database, await createTestUser(opened.database, { role: 'admin', name: `Bench ${user}` })));
await opened.end();

const call = async (body: unknown): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies[0] ?? '' },
    body: JSON.stringify({ commands: [body] }),
  });
  if (response.status !== 200) throw new Error(await response.text());
  return ((await response.json()) as { change: { revision: number } }).change.revision;
};
const projectId = createUuid();
await call({ kind: 'project.create', id: projectId, siteId, name: 'Bench', startOn: '2026-01-05', endOn: '2026-02-05' });

const arrivals = new Map<number, bigint[]>();
const sockets: Socket[] = [];
for (let index = 0; index < SOCKETS; index += 1) {
  const cookie = cookies[index % cookies.length] ?? '';
  sockets.push(await openSocket(port, cookie, (revision, atNs) => arrivals.get(revision)?.push(atNs) ?? arrivals.set(revision, [atNs])));
}

const revisions: number[] = [];
for (let round = -WARM_UPS; round < CHANGES; round += 1) {
  const revision = await call({ kind: 'project.update', id: projectId, fields: { name: `Bench ${round}` } });
  if (round >= 0) revisions.push(revision);
  const deadline = performance.now() + ARRIVE_WITHIN_MS;
  while ((arrivals.get(revision)?.length ?? 0) < SOCKETS && performance.now() < deadline) await pause(PAUSE_MS);
}
const times = revisions.flatMap((revision) => {
  const atNs = committed.get(revision) ?? 0n;
  return (arrivals.get(revision) ?? []).map((arrivedNs) => Number(arrivedNs - atNs) / 1e6);
});
const lost = CHANGES * SOCKETS - times.length;
for (const socket of sockets) socket.destroy();
server.disconnect();
await cluster.remove();

const [p50, p95] = [percentile(times, 50), percentile(times, 95)];
const verdict = report({
  name: 'live: commit to 500 sockets, one node',
  of: { baseline: 'bare NOTIFY from one connection to another, p95', figure: 'commit to the frame at each of 500 sockets, p95' },
  baseline: percentile(baseline, 95),
  figure: p95,
  unit: 'ms',
  goal: { kind: '≤', ratio: 10 },
  note: `medians ${percentile(baseline, 50).toFixed(2)} and ${p50.toFixed(2)} ms; ${CHANGES} changes, ${lost} frames lost`,
});
process.exitCode = verdict.isMet && lost === 0 ? 0 : 1;

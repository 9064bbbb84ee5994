import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUuid } from '../src/lib/uuid.ts';
import { readCredentials, type Tenant } from '../src/server/master/tenants/public.ts';
import { findFreePort } from '../src/server/platform/database/embedded/free-port.ts';
import { isRoot, requireUnprivilegedUser } from '../src/server/platform/database/embedded/unprivileged-user.ts';
import { eventually, makeTestFolder } from './support/product-process.ts';
import { createTestSite, type TestClient } from './support/test-accounts.ts';
import { startTestCluster, type TestCluster } from './support/test-cluster.ts';
import { databaseOf, signedInTo, startTestPlatform, type TestNode, type TestPlatform } from './support/test-platform.ts';

const PGBOUNCER = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((file) => existsSync(file));

describe('tenants over their server’s life', () => {
  let cluster: TestCluster;
  let platform: TestPlatform;
  let node: TestNode;
  let tenants: Tenant[];
  let clients: TestClient[];
  const siteIds: string[] = [];
  const folder = makeTestFolder();
  let pooler: ChildProcess | undefined;

  beforeAll(async () => {
    cluster = await startTestCluster({ fsync: 'off' });
    platform = await startTestPlatform({ server: cluster.connection });
    tenants = [];
    for (const name of ['a', 'b', 'c', 'd']) tenants.push(await platform.makeTenant(name));
    // Fewer connections than tenants.
    node = await platform.startNode({ maxConnections: 3, poolTimeoutMs: 25_000 });
    clients = [];
    for (const { slug } of tenants) {
      siteIds.push(await createTestSite(databaseOf(node, slug), slug));
      clients.push(await signedInTo(node, slug));
    }
  }, 60_000);
  afterAll(async () => {
    pooler?.kill('SIGINT');
    await platform.stop();
    await cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const askAll = async (): Promise<string> => {
    const answers = await Promise.all(clients.map((client) => client.call('GET', '/api/plan')));
    return [...new Set(answers.map(({ status, body }) => `${status} ${body?.code ?? ''}`.trim()))].join();
  };
  const change = async (index: number, name: string): Promise<number | undefined> => {
    const command = { kind: 'project.create', id: createUuid(), siteId: siteIds[index], name, startOn: '2026-01-05', endOn: '2026-02-05' };
    return (await clients[index]?.call('POST', '/api/commands', { commands: [command] }))?.status;
  };

  it('are answered 503 while it is away, and again as soon as it is back, without a restart of the node', { timeout: 60_000 }, async () => {
    expect(await askAll()).toBe('200');
    for (const end of [() => cluster.crash(), () => cluster.shutDown()]) {
      await end();
      expect(await eventually(askAll, (statuses) => statuses === '503 tenant_database_unavailable')).toContain('503');
      expect(node.app.registry.isLoaded).toBe(true);
      await cluster.startAgain();
      expect(await eventually(askAll, (statuses) => statuses === '200')).toBe('200');
    }
    expect(await change(0, 'After the restart')).toBe(200);
  });

  it.runIf(PGBOUNCER)('work through PgBouncer in transaction mode: reads, writes and many at once', { timeout: 60_000 }, async () => {
    const port = await startPooler(PGBOUNCER ?? '');
    const place = { pooler_host: '127.0.0.1', pooler_port: port };
    await platform.master.database.updateTable('database_servers').set(place).where('id', '=', 1).execute();
    const host = () => {
      const found = node.app.registry.find(tenants[0]?.slug ?? '');
      return Promise.resolve(found?.kind === 'tenant' ? found.entry.connection().port : 0);
    };
    await eventually(host, (now) => now === port);
    const rounds = Array.from({ length: 15 }, async (_, round) => {
      const written = await Promise.all(tenants.map((_tenant, index) => change(index, `Through the pooler ${round}`)));
      expect(written).toEqual([200, 200, 200, 200]);
      expect(await askAll()).toBe('200');
    });
    await Promise.all(rounds);
    const plan = await clients[1]?.call('GET', '/api/plan');
    expect(plan?.text.match(/Through the pooler/g)).toHaveLength(15);
    const peers = await platform.query(
      `select count(*)::int as n from pg_stat_activity where datname like 'milestone%' and usename like '%\\_\\_a'`,
    );
    expect(Number(peers[0]?.['n'])).toBeLessThanOrEqual(tenants.length * 2);
  });

  async function startPooler(binary: string): Promise<number> {
    const port = await findFreePort();
    const users: string[] = [];
    for (const { id } of tenants) {
      const credentials = await readCredentials(platform.master, id);
      if (!credentials.ok) throw new Error(credentials.refusal.message);
      for (const { username, password } of credentials.value.logins) users.push(`"${username}" "${password}"`);
    }
    const [userFile, iniFile] = [path.join(folder, 'users.txt'), path.join(folder, 'pgbouncer.ini')];
    writeFileSync(userFile, users.join('\n'));
    const { host, port: serverPort } = cluster.connection;
    const settings = [
      '[databases]',
      `* = host=${host} port=${serverPort}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
      `auth_type = scram-sha-256\nauth_file = ${userFile}`,
      'pool_mode = transaction\ndefault_pool_size = 2\nmax_client_conn = 200',
    ];
    writeFileSync(iniFile, settings.join('\n'));
    for (const file of [userFile, iniFile]) chmodSync(file, 0o644);
    const user = isRoot() ? requireUnprivilegedUser() : undefined;
    pooler = spawn(binary, [iniFile], { stdio: ['ignore', 'ignore', 'pipe'], ...(user ? { uid: user.uid, gid: user.gid } : {}) });
    let output = '';
    pooler.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await eventually(
      () => Promise.resolve(output),
      (text) => /process up|listening on/.test(text),
      10_000,
    );
    return port;
  }
});

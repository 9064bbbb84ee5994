import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Tenant } from '../src/server/master/tenants/public.ts';
import type { RuntimeLimits } from '../src/server/platform/tenancy/tenant-runtimes.ts';
import { eventually } from './support/product-process.ts';
import { call } from './support/test-accounts.ts';
import { signedInTo, startTestPlatform, type TestNode, type TestPlatform } from './support/test-platform.ts';

const PATIENT: RuntimeLimits = { maxRuntimes: 100, idleMs: 60_000, inUseMs: 60_000, sweepEveryMs: 60_000 };

describe('what a node keeps of tenants in use', () => {
  let platform: TestPlatform;
  let tenants: readonly Tenant[];
  const cookies: string[] = [];
  const sockets: WebSocket[] = [];

  beforeAll(async () => {
    platform = await startTestPlatform();
    tenants = await Promise.all(['one', 'two', 'three'].map((name) => platform.makeTenant(name)));
    const node = await platform.startNode();
    for (const { slug } of tenants) cookies.push((await signedInTo(node, slug)).cookie);
    await node.stop();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.terminate();
  });
  afterAll(() => platform.stop());

  const slugOf = (index: number): string => tenants[index]?.slug ?? '';
  const ask = async (node: TestNode, index: number) =>
    (await call(node.url, 'GET', `/t/${slugOf(index)}/api/auth/me`, undefined, { cookie: cookies[index] ?? '' })).status;
  /** Sessions on the tenant's database, as the server counts them. */
  const connectionsOf = async (index: number): Promise<number> => {
    const rows = await platform.query(
      `select count(*)::int as n from pg_stat_activity where datname = '${tenants[index]?.databaseName ?? ''}'`,
    );
    return Number(rows[0]?.['n']);
  };
  async function openSocket(node: TestNode, index: number): Promise<WebSocket> {
    const socket = new WebSocket(`${node.url.replace('http', 'ws')}/t/${slugOf(index)}/api/ws`, {
      headers: { cookie: cookies[index] ?? '' },
    });
    sockets.push(socket);
    await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
    return socket;
  }

  it('gives up the tenant that was used longest ago when there are too many, with its connections, and takes it back', async () => {
    const node = await platform.startNode({ runtimeLimits: { ...PATIENT, maxRuntimes: 2, inUseMs: -1 } });
    for (const index of [0, 1, 2]) expect(await ask(node, index)).toBe(200);
    expect(node.app.runtimes.tenantCount).toBe(2);
    expect(
      await eventually(
        () => connectionsOf(0),
        (count) => count === 0,
      ),
    ).toBe(0);
    expect(await connectionsOf(1)).toBeGreaterThan(0);
    expect(await ask(node, 0)).toBe(200);
    expect(node.app.runtimes.tenantCount).toBe(2);
    expect(
      await eventually(
        () => connectionsOf(1),
        (count) => count === 0,
      ),
    ).toBe(0);
    await node.stop();
  });

  it('gives up nobody whose request may still run, and nobody with an open socket', async () => {
    const inUse = await platform.startNode({ runtimeLimits: { ...PATIENT, maxRuntimes: 1 } });
    for (const index of [0, 1, 2]) expect(await ask(inUse, index)).toBe(200);
    expect(inUse.app.runtimes.tenantCount).toBe(3);
    await inUse.stop();
    const node = await platform.startNode({ runtimeLimits: { ...PATIENT, maxRuntimes: 1, inUseMs: -1 } });
    const socket = await openSocket(node, 0);
    for (const index of [1, 2]) expect(await ask(node, index)).toBe(200);
    expect(node.app.runtimes.tenantCount).toBe(2);
    expect(node.app.runtimes.openSockets).toBe(1);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    await node.stop();
  });

  it('sweeps out who was idle for long, but not who has an open socket', async () => {
    const node = await platform.startNode({ runtimeLimits: { ...PATIENT, idleMs: 200, sweepEveryMs: 25 } });
    const socket = await openSocket(node, 0);
    expect(await ask(node, 1)).toBe(200);
    expect(
      await eventually(
        () => connectionsOf(1),
        (count) => count === 0,
      ),
    ).toBe(0);
    expect(
      await eventually(
        () => Promise.resolve(node.app.runtimes.tenantCount),
        (count) => count === 1,
      ),
    ).toBe(1);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
    expect(
      await eventually(
        () => Promise.resolve(node.app.runtimes.tenantCount),
        (count) => count === 0,
      ),
    ).toBe(0);
    expect(await ask(node, 0)).toBe(200);
    await node.stop();
  });

  it('is told in the metrics by tenant', async () => {
    const node = await platform.startNode();
    for (const index of [0, 0, 1]) expect(await ask(node, index)).toBe(200);
    await openSocket(node, 1);
    const text = await (await fetch(`${node.url}/metrics`)).text();
    const figure = (name: string, index: number) => new RegExp(`^${name}\\{tenant="${slugOf(index)}"\\} (\\S+)$`, 'm').exec(text)?.[1];
    expect(figure('tenant_requests_total', 0)).toBe('2');
    expect(figure('tenant_errors_total', 0)).toBe('0');
    expect(Number(figure('tenant_request_seconds_total', 0))).toBeGreaterThan(0);
    expect(figure('tenant_requests_waiting', 0)).toBe('0');
    expect(Number(figure('tenant_database_connections', 0))).toBeGreaterThan(0);
    expect(figure('tenant_sockets_open', 1)).toBe('1');
    expect(figure('tenant_requests_total', 2)).toBeUndefined();
    await node.stop();
  });
});

import { createTenant, waitForOperation, type Tenant } from '../../src/server/master/tenants/public.ts';
import { createMultiTenantApp, type MultiTenantApp } from '../../src/server/multi-tenant-app.ts';
import { bindAdminFeature } from '../../src/server/admin-feature.ts';
import { createUuid } from '../../src/lib/uuid.ts';
import type { Usage } from '../../src/server/master/usage/public.ts';
import type { OpenidPlatform } from '../../src/server/platform/openid/openid-connection.ts';
import type { RuntimeLimits } from '../../src/server/platform/tenancy/tenant-runtimes.ts';
import type { Database } from '../../src/server/platform/database/database.ts';
import { createTestSession, createTestUser, call, type TestClient } from './test-accounts.ts';
import { startTestMaster, type TestMaster, type TestMasterOptions } from './test-master.ts';
import { BARE_SERVING } from './bare-serving.ts';

export type TestNode = {
  readonly url: string;
  readonly app: MultiTenantApp;
  /** Writes down every tenant's people, projects and bytes, as the clock does hourly. */
  countUse(): Promise<void>;
  stop(): Promise<void>;
};

export type TestPlatform = TestMaster & {
  /** Another node of the same platform. */
  startNode(options?: TestNodeOptions): Promise<TestNode>;
  /** An active tenant; the slug is made unique. */
  makeTenant(name: string): Promise<Tenant>;
};

export type TestNodeOptions = {
  readonly maxConnections?: number;
  readonly runtimeLimits?: RuntimeLimits;
  readonly poolTimeoutMs?: number;
  readonly defaultTenant?: string;
  readonly maxRequestsPerMinute?: number;
  readonly onLogLine?: (line: string) => void;
  readonly openid?: OpenidPlatform;
};

const PATIENCE_MS = 60_000;
const SESSION_MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** A registry with its worker, tenants on the run's server, and nodes of the product in this process. */
export async function startTestPlatform(options: TestMasterOptions = {}): Promise<TestPlatform> {
  const test = await startTestMaster(options);
  const nodes = new Set<TestNode>();
  return {
    ...test,
    startNode: async (nodeOptions) => {
      const node = await startNode(test, nodeOptions);
      nodes.add(node);
      return { ...node, stop: async () => void (nodes.delete(node) && (await node.stop())) };
    },
    makeTenant: async (name) => {
      const input = { name: `Tenant ${name}`, slug: test.slug(name), adminEmail: `admin@${name}.example` };
      const outcome = await createTenant(test.master, input, { provision: true, requestedBy: 'tester' });
      if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.message}`);
      const ended = await waitForOperation(test.master, outcome.value.operation?.id ?? '', PATIENCE_MS);
      if (ended.state !== 'succeeded') throw new Error(`not provisioned: ${ended.error ?? ended.state}`);
      return outcome.value.tenant;
    },
    stop: async () => {
      await Promise.all(Array.from(nodes, (node) => node.stop()));
      await test.stop();
    },
  };
}

async function startNode({ master }: TestMaster, options: TestNodeOptions = {}): Promise<TestNode> {
  let usage: Usage | undefined;
  const app = await createMultiTenantApp({
    ...BARE_SERVING,
    master,
    budget: {
      maxConnections: options.maxConnections ?? 20,
      poolSize: 1,
      maxOverflow: 1,
      poolTimeoutMs: options.poolTimeoutMs ?? 10_000,
      namedStatements: false,
    },
    ...(options.runtimeLimits && { runtimeLimits: options.runtimeLimits }),
    defaultTenant: options.defaultTenant,
    settings: { sessionMaxAgeMs: SESSION_MAX_AGE_MS, ...(options.openid ? { openid: options.openid } : {}) },
    logger: options.onLogLine
      ? { level: 'trace', stream: { write: options.onLogLine } }
      : { level: process.env['TEST_LOG_LEVEL'] ?? 'silent' },
    maxRequestsPerMinute: options.maxRequestsPerMinute,
    bindMore: (server, parts) => {
      const common = { master, version: '0.0.0', sessionMaxAgeMs: SESSION_MAX_AGE_MS, nodeId: createUuid() };
      usage = bindAdminFeature(server, parts, { ...common, ...(options.openid ? { openid: options.openid } : {}) });
    },
  });
  const port = await app.listen('127.0.0.1', 0);
  return { url: `http://127.0.0.1:${port}`, app, countUse: async () => usage?.count(), stop: () => app.close() };
}

/** The tenant's own database, as a request on this node would get it. */
export function databaseOf({ app }: TestNode, slug: string): Database {
  const found = app.registry.find(slug);
  if (found?.kind !== 'tenant') throw new Error(`${slug} is not known`);
  return app.runtimes.contextOf(found.entry).database;
}

/** An administrator of the tenant who is signed in; paths are the tenant's own (`/api/…`). */
export async function signedInTo(node: TestNode, slug: string): Promise<TestClient> {
  const database = databaseOf(node, slug);
  const userId = await createTestUser(database, { role: 'admin' });
  const cookie = await createTestSession(database, userId);
  return {
    userId,
    cookie,
    call: (method, path, body, headers) => call(node.url, method, `/t/${slug}${path}`, body, { cookie, ...headers }),
  };
}

import { createApp, type App } from '../../src/server/app.ts';
import type { ManagedSso } from '../../src/server/platform/openid/managed-sso.ts';
import type { OpenidPlatform } from '../../src/server/platform/openid/openid-connection.ts';
import type { TenantContext } from '../../src/server/platform/tenant-context.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { BARE_SERVING } from './bare-serving.ts';

export type TestServer = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly app: App;
  readonly context: TenantContext;
  readonly testDatabase: TestDatabase;
  stop(): Promise<void>;
};

export type TestServerOptions = {
  readonly maxRequestsPerMinute?: number;
  /** The provider on loopback. */
  readonly openid?: OpenidPlatform;
  readonly managedSso?: ManagedSso;
  /** Receives every line of the log. */
  readonly onLogLine?: (line: string) => void;
  /** Another server's database, for a second node; it stays when this one stops. */
  readonly sharedDatabase?: TestDatabase;
};

/** The whole product in this process, on a free port of loopback, over a migrated empty database of its own. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const testDatabase = options.sharedDatabase ?? (await createTestDatabase());
  const app = await createApp({
    ...BARE_SERVING,
    database: { connection: testDatabase.connection, poolSize: 2, maxOverflow: 8, poolTimeoutMs: 10_000, namedStatements: false },
    title: 'Milestone',
    settings: { sessionMaxAgeMs: 24 * 60 * 60 * 1000, allowsAnyProvider: true, ...(options.openid ? { openid: options.openid } : {}) },
    managedSso: options.managedSso,
    hooks: { firstPasswordReplaced: () => Promise.resolve() },
    logger: options.onLogLine
      ? { level: 'trace', stream: { write: options.onLogLine } }
      : { level: process.env['TEST_LOG_LEVEL'] ?? 'silent' },
    maxRequestsPerMinute: options.maxRequestsPerMinute,
  });
  const port = await app.listen('127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    context: app.tenant,
    testDatabase,
    stop: async () => {
      await app.close();
      if (!options.sharedDatabase) await testDatabase.stop();
    },
  };
}

import type { SiteId } from '../../src/planning/model.ts';
import { createTestSite, signedIn, type TestClient } from './test-accounts.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** A server with two sites, and somebody of each role; those who are not administrators are of Bern. */
export type TenantLab = {
  readonly server: TestServer;
  readonly bern: SiteId;
  readonly lyon: SiteId;
  readonly admin: TestClient;
  readonly superuser: TestClient;
  readonly reader: TestClient;
};

export async function startTenantLab(): Promise<TenantLab> {
  const server = await startTestServer();
  const { database } = server.context;
  const [bern, lyon] = [await createTestSite(database, 'Bern'), await createTestSite(database, 'Lyon')];
  const admin = await signedIn(server, { role: 'admin' });
  const superuser = await signedIn(server, { role: 'superuser', siteIds: [bern], name: 'Ada' });
  const reader = await signedIn(server, { role: 'user', siteIds: [bern], name: 'Tom' });
  return { server, bern, lyon, admin, superuser, reader };
}

import type { Tenant } from '../../src/server/master/tenants/public.ts';
import { call, type TestAnswer } from './test-accounts.ts';
import { createOperatorSession, createTestOperator } from './test-operators.ts';
import { startTestPlatform, type TestNode, type TestPlatform } from './test-platform.ts';

/** A platform with one node, two tenants, and a superadmin who asks. */
export type AdminLab = {
  readonly platform: TestPlatform;
  readonly node: TestNode;
  /** The superadmin's cookie. */
  readonly superadmin: string;
  /** The tenant that tests grant to others, and one that they do not. */
  readonly granted: Tenant;
  readonly other: Tenant;
  /** Calls the admin API; as the superadmin unless another's cookie is given. */
  readonly ask: (method: string, path: string, body?: unknown, cookie?: string) => Promise<TestAnswer>;
};

export async function startAdminLab(): Promise<AdminLab> {
  const platform = await startTestPlatform();
  const node = await platform.startNode();
  const superadmin = await createOperatorSession(platform, await createTestOperator(platform));
  const [granted, other] = [await platform.makeTenant('granted'), await platform.makeTenant('other')];
  const ask: AdminLab['ask'] = (method, path, body, cookie = superadmin) => call(node.url, method, `/api/admin${path}`, body, { cookie });
  return { platform, node, superadmin, granted, other, ask };
}

import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTenant, deleteTenant, readCredentials, waitForOperation } from '../src/server/master/tenants/public.ts';
import { openControlPlane } from '../src/server/open-control-plane.ts';
import { loadConfig } from '../src/server/platform/config/config.ts';
import { readPostmaster } from '../src/server/platform/database/embedded/cluster.ts';
import { embeddedMaster } from '../src/server/platform/database/embedded/embedded-database.ts';
import { call } from './support/test-accounts.ts';
import { eventually, makeTestFolder, runProductToEnd, startProductProcess, type ProductProcess } from './support/product-process.ts';

const by = { requestedBy: 'tester' };

describe('starting the product for many tenants', () => {
  const folder = makeTestFolder();
  const dataFolder = path.join(folder, 'data');
  let product: ProductProcess | undefined;
  const start = async () => (product = await startProductProcess({ dataFolder, env: { MULTI_TENANT: 'true', TENANT_WARM_POOL: '0' } }));

  afterAll(async () => {
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The control plane of the running node, as the command line opens it. */
  async function controlPlane() {
    const config = loadConfig({ MULTI_TENANT: 'true', TENANT_WARM_POOL: '0' });
    const port = readPostmaster(path.join(dataFolder, 'postgres'))?.port ?? 0;
    if (!config.master) throw new Error('not in multi-tenant mode');
    return openControlPlane(config, config.master, embeddedMaster(dataFolder, port));
  }

  it('needs nothing else configured, provisions what is asked for, serves it, and does so again after a kill', async () => {
    const node = await start();
    expect(node.output()).toContain('Tenants: 0');
    expect((await call(node.url, 'GET', '/health/ready')).status).toBe(200);
    expect((await call(node.url, 'GET', '/api/auth/session')).body.code).toBe('tenant_not_found');

    const master = await controlPlane();
    const input = { name: 'Acme Corporation', slug: 'acme', adminEmail: 'ada@acme.example' };
    const outcome = await createTenant(master, input, { ...by, provision: true });
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    const { tenant, operation } = outcome.value;
    expect(await waitForOperation(master, operation?.id ?? '', 60_000)).toMatchObject({ state: 'succeeded', error: null });
    const credentials = await readCredentials(master, tenant.id);
    if (!credentials.ok) throw new Error(credentials.refusal.message);
    const body = { email: input.adminEmail, password: credentials.value.firstPassword };
    const signIn = (url: string) => call(url, 'POST', '/t/acme/api/auth/login', body);
    expect(
      (
        await eventually(
          () => signIn(node.url),
          ({ status }) => status === 200,
          5000,
        )
      ).status,
    ).toBe(200);
    await master.close();

    await node.stop('SIGKILL');
    const again = await start();
    expect(again.output()).toContain('Tenants: 1');
    expect((await signIn(again.url)).status).toBe(200);

    const reopened = await controlPlane();
    const deleted = await deleteTenant(reopened, tenant.id, { ...by, confirmSlug: 'acme' });
    if (!deleted.ok || !deleted.value) throw new Error('not deleted');
    expect(await waitForOperation(reopened, deleted.value.id, 60_000)).toMatchObject({ state: 'succeeded' });
    await reopened.close();
    expect(
      (
        await eventually(
          () => signIn(again.url),
          ({ status }) => status === 404,
          2000,
        )
      ).body.code,
    ).toBe('tenant_not_found');
    expect(await again.stop()).toBe(0);
  });

  it('says what to do when the registry cannot be made', async () => {
    const env = { MULTI_TENANT: 'true', MASTER_DB_HOST: '127.0.0.1' };
    const { exitCode, output } = await runProductToEnd({ dataFolder: path.join(folder, 'other'), env });
    expect(exitCode).toBe(1);
    expect(output).toContain('TENANT_ENCRYPTION_KEY must be set');
  });
});

import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, makeTestFolder, startProductProcess, type ProductProcess } from './support/product-process.ts';
import { startTestCluster, type TestCluster } from './support/test-cluster.ts';

const PASSWORD = 'Set-By-The-Operator-7';

describe('a configured database', () => {
  let cluster: TestCluster;
  let product: ProductProcess;
  const folder = makeTestFolder();
  const dataFolder = path.join(folder, 'data');

  beforeAll(async () => {
    cluster = await startTestCluster();
    product = await startProductProcess({
      dataFolder,
      env: { DATABASE_URL: cluster.url, ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'info', RATE_LIMIT: '0' },
    });
  });
  afterAll(async () => {
    await product.stop();
    await cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is used instead of the embedded one, and its password is not printed', () => {
    expect(product.output()).toContain(`:${cluster.connection.port}/postgres`);
    expect(product.output()).not.toContain(cluster.connection.password);
    expect(existsSync(path.join(dataFolder, 'postgres'))).toBe(false);
  });

  it('may crash or restart under load: callers get 503 with Retry-After meanwhile, then answers again, without a restart of the server', async () => {
    const signIn = await fetch(`${product.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@milestone.app', password: PASSWORD }),
    });
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const seen = new Set<number>();
    const retryAfter: (string | null)[] = [];
    const ask = async (): Promise<number> => {
      const response = await fetch(`${product.url}/api/auth/me`, { headers: { cookie } });
      seen.add(response.status);
      if (response.status === 503) retryAfter.push(response.headers.get('retry-after'));
      await response.arrayBuffer();
      return response.status;
    };
    const enough = new AbortController();
    const load = Array.from({ length: 8 }, async () => {
      while (!enough.signal.aborted) await ask();
    });
    for (const end of [() => cluster.crash(), () => cluster.shutDown()]) {
      await end();
      expect(await eventually(ask, (status) => status === 503)).toBe(503);
      expect((await fetch(`${product.url}/health`)).status).toBe(200);
      expect((await fetch(`${product.url}/health/ready`)).status).toBe(503);
      await cluster.startAgain();
      expect(await eventually(ask, (status) => status === 200)).toBe(200);
    }
    enough.abort();
    await Promise.all(load);
    expect(seen).toEqual(new Set([200, 503]));
    expect(new Set(retryAfter.map((seconds) => Number(seconds) > 0))).toEqual(new Set([true]));
    expect((await fetch(`${product.url}/health/ready`)).status).toBe(200);
  });
});

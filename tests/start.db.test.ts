import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { isAlive, readPostmaster } from '../src/server/platform/database/embedded/cluster.ts';
import { isRoot, requireUnprivilegedUser } from '../src/server/platform/database/embedded/unprivileged-user.ts';
import {
  eventually,
  makeTestFolder,
  runProductToEnd,
  startProductProcess,
  type ProductOptions,
  type ProductProcess,
} from './support/product-process.ts';

const NEW_PASSWORD = 'wandering-otters-42-count-stars';
const folders: string[] = [];
const running = new Set<ProductProcess>();

function makeDataFolder(): string {
  const folder = makeTestFolder();
  folders.push(folder);
  return path.join(folder, 'data');
}

async function start(options: ProductOptions): Promise<ProductProcess> {
  const product = await startProductProcess(options);
  running.add(product);
  void product.child.once('close', () => running.delete(product));
  return product;
}

async function call(product: ProductProcess, method: string, address: string, body?: unknown, cookie?: string): Promise<Response> {
  return fetch(product.url + address, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function signIn(product: ProductProcess, password: string): Promise<{ status: number; cookie: string }> {
  const response = await call(product, 'POST', '/api/auth/login', { email: 'admin@milestone.app', password });
  return { status: response.status, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** Signs the first administrator in with the printed password and replaces it. */
async function takePossession(product: ProductProcess): Promise<void> {
  const currentPassword = /One-time password: +(\S+)/.exec(product.output())?.[1] ?? '';
  const { cookie } = await signIn(product, currentPassword);
  const answer = await call(product, 'POST', '/api/auth/change-password', { currentPassword, newPassword: NEW_PASSWORD }, cookie);
  expect(answer.status).toBe(200);
}

const postmasterOf = (dataFolder: string): number => readPostmaster(path.join(dataFolder, 'postgres'))?.pid ?? 0;

afterEach(async () => {
  await Promise.all([...running].map((product) => product.stop()));
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('starting the product', () => {
  const dataFolder = makeDataFolder();

  it('prints a one-time password, keeps it in a private file until it is changed, and enforces the change', async () => {
    const product = await start({ dataFolder });
    const password = /One-time password: +(\S+)/.exec(product.output())?.[1] ?? '';
    const file = path.join(dataFolder, 'first-admin.txt');
    expect(product.output()).toContain('admin@milestone.app');
    expect(readFileSync(file, 'utf8')).toContain(password);
    for (const name of ['first-admin.txt', 'secrets.json', 'server.json'])
      expect(statSync(path.join(dataFolder, name)).mode & 0o777).toBe(0o600);

    const { status, cookie } = await signIn(product, password);
    expect(status).toBe(200);
    expect(await (await call(product, 'GET', '/api/plan', undefined, cookie)).json()).toMatchObject({ code: 'password_change_required' });
    await takePossession(product);
    expect(existsSync(file)).toBe(false);
    expect((await signIn(product, password)).status).toBe(401);
  });

  it('keeps the data over a stop and a start, and leaves no database server behind', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const product = await start({ dataFolder });
      expect(product.output()).not.toContain('One-time password');
      expect((await signIn(product, NEW_PASSWORD)).status).toBe(200);
      const postmaster = postmasterOf(dataFolder);
      expect(isAlive(postmaster)).toBe(true);
      // Twice, as npm and others pass signals on.
      product.child.kill(signal);
      expect(await product.stop(signal)).toBe(0);
      expect(isAlive(postmaster)).toBe(false);
    }
  });

  it('refuses a second start on the same data folder, says who holds it, and harms nothing', async () => {
    const first = await start({ dataFolder });
    const second = await runProductToEnd({ dataFolder });
    expect(second.exitCode).toBe(1);
    expect(second.output).toContain('already running');
    expect(second.output).toContain(`process ${first.pid}`);
    expect(second.output).toContain(first.url.split(':').at(-1) ?? '');
    expect((await signIn(first, NEW_PASSWORD)).status).toBe(200);
  });

  it('starts again after the server was killed, with the data, though its database server lived on', async () => {
    const killed = await start({ dataFolder });
    const orphan = postmasterOf(dataFolder);
    await killed.stop('SIGKILL');
    expect(isAlive(orphan)).toBe(true);
    const next = await start({ dataFolder });
    expect(isAlive(orphan)).toBe(false);
    expect((await signIn(next, NEW_PASSWORD)).status).toBe(200);
  });

  it('starts again after both were killed and a stranger took the process id of the database server', async () => {
    const killed = await start({ dataFolder });
    const postmaster = postmasterOf(dataFolder);
    await killed.stop('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    const file = path.join(dataFolder, 'postgres', 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
    const next = await start({ dataFolder });
    expect((await signIn(next, NEW_PASSWORD)).status).toBe(200);
  });

  it('answers 503 while its database server is dead and recovers by itself', async () => {
    const product = await start({ dataFolder });
    const before = postmasterOf(dataFolder);
    process.kill(before, 'SIGKILL');
    const attempt = () => signIn(product, NEW_PASSWORD).then(({ status }) => status);
    expect(await eventually(attempt, (status) => status !== 200)).toBe(503);
    expect(await eventually(attempt, (status) => status !== 503)).toBe(200);
    expect(postmasterOf(dataFolder)).not.toBe(before);
    expect(isAlive(product.pid)).toBe(true);
  });

  it('ends with the npm script that started it, though shells do not pass signals on', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" src/server/main.ts; true`], {
      env: { DATA_DIR: dataFolder, HOST: '127.0.0.1', PORT: '0', npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => shell.stdout.once('data', resolve));
    const postmaster = postmasterOf(dataFolder);
    expect(isAlive(postmaster)).toBe(true);
    shell.kill('SIGTERM');
    expect(
      await eventually(
        () => Promise.resolve(isAlive(postmaster)),
        (isRunning) => !isRunning,
      ),
    ).toBe(false);
  });

  it('says so in one sentence when the port is taken, and leaves nothing running', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const { exitCode, output } = await runProductToEnd({ dataFolder, port });
    blocker.close();
    expect(exitCode).toBe(1);
    expect(output.trim()).toBe(`Port ${port} is in use by another program. Stop that one, or set PORT to a free port.`);
    expect(readPostmaster(path.join(dataFolder, 'postgres'))).toBeUndefined();
  });

  it.runIf(isRoot())('runs for an ordinary user as for root', async () => {
    const user = requireUnprivilegedUser();
    const folder = makeDataFolder();
    const { chownSync } = await import('node:fs');
    chownSync(path.dirname(folder), user.uid, user.gid);
    const product = await start({ dataFolder: folder, user });
    await takePossession(product);
    expect(statSync(folder).uid).toBe(user.uid);
  });

  it('takes the first administrator from the configuration and does not print that password', async () => {
    const password = 'Set-By-The-Operator-7';
    const product = await start({ dataFolder: makeDataFolder(), env: { ADMIN_EMAIL: 'admin@milestone.app', ADMIN_PASSWORD: password } });
    expect(product.output()).not.toContain(password);
    expect((await signIn(product, password)).status).toBe(200);
  });

  it('lists everything that is wrong with the configuration at once, without a secret', async () => {
    const env = { DB_POOL_SIZE: 'x', SESSION_MAX_AGE: '-1', DATABASE_URL: 'oracle://scott:tiger@db/x' };
    const { exitCode, output } = await runProductToEnd({ dataFolder: makeDataFolder(), env });
    expect(exitCode).toBe(1);
    for (const name of Object.keys(env)) expect(output).toContain(name);
    expect(output).not.toContain('tiger');
  });
});

import { rmSync } from 'node:fs';
import path from 'node:path';
import { request } from '@playwright/test';
import { eventually, makeTestFolder, startProductProcess, type ProductProcess } from './product-process.ts';

/** A whole product for a journey: the process that people start, on an empty data folder. */
export type E2eProduct = {
  readonly url: string;
  readonly dataFolder: string;
  readonly admin: { readonly email: string; readonly oneTimePassword: string };
  readonly process: ProductProcess;
  /** Ends the process and removes its data. */
  readonly stop: () => Promise<void>;
};

export type Account = { readonly email: string; readonly password: string };

/** What the administrator's password is changed to by `activateAdmin`. */
export const ADMIN_PASSWORD = 'violet harbour quiet lantern 27';

export async function startE2eProduct(
  env: Readonly<Record<string, string>> = {},
  options: { readonly byReadme?: boolean } = {},
): Promise<E2eProduct> {
  const folder = makeTestFolder();
  const dataFolder = path.join(folder, 'data');
  const started = await startProductProcess({ dataFolder, env, ...options });
  const stop = async (): Promise<void> => {
    await started.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  // The address is printed a moment before the account.
  const admin = await eventually(
    () => Promise.resolve(adminOf(started.output())),
    (found) => found !== undefined,
  ).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  if (!admin) throw new Error('the first administrator was not printed');
  return { url: started.url, dataFolder, admin, process: started, stop };
}

function adminOf(output: string): E2eProduct['admin'] | undefined {
  const email = /First administrator:\s+(\S+)/.exec(output)?.[1];
  const oneTimePassword = /One-time password:\s+(\S+)/.exec(output)?.[1];
  return email === undefined || oneTimePassword === undefined ? undefined : { email, oneTimePassword };
}

/** Changes the administrator's one-time password, without a browser, for journeys about something else. */
export async function activateAdmin(product: E2eProduct): Promise<Account> {
  const { email, oneTimePassword } = product.admin;
  const api = await request.newContext({ baseURL: product.url });
  await requireOk(await api.post('/api/auth/login', { data: { email, password: oneTimePassword } }));
  await requireOk(await api.post('/api/auth/change-password', { data: { currentPassword: oneTimePassword, newPassword: ADMIN_PASSWORD } }));
  await api.dispose();
  return { email, password: ADMIN_PASSWORD };
}

async function requireOk(response: { ok(): boolean; url(): string; status(): number; text(): Promise<string> }): Promise<void> {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`);
}

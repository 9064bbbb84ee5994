import { rmSync } from 'node:fs';
import path from 'node:path';
import { request, type APIRequestContext } from '@playwright/test';
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

/** What a one-time password is changed to. */
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
export function activateAdmin(product: E2eProduct): Promise<Account> {
  return choosePassword(product, product.admin);
}

/** Changes somebody's one-time password, without a browser. */
export async function choosePassword(
  product: E2eProduct,
  { email, oneTimePassword }: { readonly email: string; readonly oneTimePassword: string },
): Promise<Account> {
  const api = await request.newContext({ baseURL: product.url });
  await signInByApi(api, '/api/auth', email, oneTimePassword);
  await api.dispose();
  return { email, password: ADMIN_PASSWORD };
}

/** The first operator of the portal, signed in by an own password, to be disposed of in the end. */
export async function enterPortal(product: E2eProduct): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: product.url });
  await signInByApi(api, '/api/admin/auth', product.admin.email, product.admin.oneTimePassword);
  return api;
}

async function signInByApi(api: APIRequestContext, path: string, email: string, oneTimePassword: string): Promise<void> {
  await requireOk(await api.post(`${path}/login`, { data: { email, password: oneTimePassword } }));
  const data = { currentPassword: oneTimePassword, newPassword: ADMIN_PASSWORD };
  await requireOk(await api.post(`${path}/change-password`, { data }));
}

async function requireOk(response: { ok(): boolean; url(): string; status(): number; text(): Promise<string> }): Promise<void> {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`);
}

import { rmSync } from 'node:fs';
import path from 'node:path';
import { request } from '@playwright/test';
import { makeTestFolder, startProductProcess, type ProductProcess } from './product-process.ts';

/** A whole product for a journey: the process that people start, on an empty data folder. */
export type E2eProduct = {
  readonly url: string;
  readonly dataFolder: string;
  readonly admin: { readonly email: string; readonly oneTimePassword: string };
  readonly process: ProductProcess;
  /** Ends the process and removes its data. */
  stop(): Promise<void>;
};

export type Account = { readonly email: string; readonly password: string };

/** What the administrator's password is changed to by `activateAdmin`. */
export const ADMIN_PASSWORD = 'violet harbour quiet lantern 27';

export async function startE2eProduct(env: Readonly<Record<string, string>> = {}): Promise<E2eProduct> {
  const folder = makeTestFolder();
  const dataFolder = path.join(folder, 'data');
  const started = await startProductProcess({ dataFolder, env });
  const { email, oneTimePassword } = await readFirstAdmin(started);
  return {
    url: started.url,
    dataFolder,
    admin: { email, oneTimePassword },
    process: started,
    async stop() {
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PRINT_TIMEOUT_MS = 5000;

/** The lines about the first administrator follow the one with the address, perhaps a moment later. */
async function readFirstAdmin(started: ProductProcess): Promise<E2eProduct['admin']> {
  const deadline = Date.now() + PRINT_TIMEOUT_MS;
  for (;;) {
    const output = started.output();
    const email = /First administrator:\s+(\S+)/.exec(output)?.[1];
    const oneTimePassword = /One-time password:\s+(\S+)/.exec(output)?.[1];
    if (email !== undefined && oneTimePassword !== undefined) return { email, oneTimePassword };
    if (Date.now() > deadline) throw new Error(`the first administrator was not printed:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
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

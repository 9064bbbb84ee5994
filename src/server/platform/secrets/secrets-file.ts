import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writePrivateFile } from '../data-folder/private-file.ts';

const schema = z.object({
  /** Of the embedded server's superuser, used to make roles and databases alone. */
  databaseAdminPassword: z.string(),
  /** Of the role that owns the product's database. */
  databasePassword: z.string(),
  /** Of the tenants' credentials, 64 hex characters. */
  tenantEncryptionKey: z.string().regex(/^[0-9a-f]{64}$/),
});
/** As earlier versions wrote it. */
const olderSchema = schema.partial({ tenantEncryptionKey: true });
export type Secrets = z.output<typeof schema>;

const NAME = 'secrets.json';

/** The secrets of a data folder, made at the first start and kept with mode 0600. */
export function keepSecrets(folder: string): Secrets {
  const file = path.join(folder, NAME);
  const known = readJsonFile(file, olderSchema);
  const { tenantEncryptionKey } = known ?? {};
  if (known && tenantEncryptionKey !== undefined) return { ...known, tenantEncryptionKey };
  const passwords = known ?? { databaseAdminPassword: generate(), databasePassword: generate() };
  const secrets = { ...passwords, tenantEncryptionKey: randomBytes(32).toString('hex') };
  writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

function generate(): string {
  return randomBytes(24).toString('base64url');
}

import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writePrivateFile } from './private-file.ts';

export type FirstAdmin = { readonly email: string; readonly oneTimePassword: string };

const NAME = 'first-admin.txt';

/** Keeps the first administrator's one-time password until it is replaced, for those who missed the first lines of the log. */
export function writeFirstAdminFile(folder: string, admin: FirstAdmin): string {
  const file = path.join(folder, NAME);
  writePrivateFile(file, `E-mail: ${admin.email}\nOne-time password: ${admin.oneTimePassword}\n`);
  return file;
}

export function findFirstAdminFile(folder: string): string | undefined {
  const file = path.join(folder, NAME);
  return existsSync(file) ? file : undefined;
}

/** Removes the file if it is this person's. */
export function removeFirstAdminFile(folder: string, email: string): void {
  const file = findFirstAdminFile(folder);
  if (file && readFileSync(file, 'utf8').toLowerCase().includes(`e-mail: ${email.toLowerCase()}\n`)) rmSync(file);
}

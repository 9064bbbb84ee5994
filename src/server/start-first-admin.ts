import type { Config } from './platform/config/config.ts';
import type { DataFolder } from './platform/data-folder/data-folder.ts';
import { findFirstAdminFile, removeFirstAdminFile, writeFirstAdminFile, type FirstAdmin } from './platform/data-folder/first-admin-file.ts';

type Wanted = Config['firstAdmin'] & { readonly keep?: (admin: FirstAdmin) => void };

/** A password that was made up is in its file before the account is in the database, and gone again if another node was faster. */
export async function makeFirstAdmin(
  ensure: (wanted: Wanted) => Promise<FirstAdmin | undefined>,
  { firstAdmin }: Config,
  folder: DataFolder,
): Promise<FirstAdmin | undefined> {
  if (firstAdmin.password !== undefined) return ensure(firstAdmin);
  let kept: FirstAdmin | undefined;
  const keep = (admin: FirstAdmin): void => {
    kept = admin;
    writeFirstAdminFile(folder.path, admin);
  };
  const made = await ensure({ ...firstAdmin, keep });
  if (!made && kept) removeFirstAdminFile(folder.path, kept.email);
  return made;
}

/** How the first administrator gets in, for the first lines of the log; nothing once that was done. */
export function firstAdminLines(admin: FirstAdmin | undefined, config: Config, folder: DataFolder): string[] {
  const file = findFirstAdminFile(folder.path);
  if (!admin) return file === undefined ? [] : [`The first administrator's one-time password is in ${file}`];
  const lines = ['', `First administrator:  ${admin.email}`];
  if (config.firstAdmin.password !== undefined)
    return [...lines, 'Password:             as set by ADMIN_PASSWORD; it must be changed at the first sign-in'];
  return [
    ...lines,
    `One-time password:    ${admin.oneTimePassword}`,
    `(also kept in ${file ?? folder.path} until it is changed at the first sign-in)`,
  ];
}

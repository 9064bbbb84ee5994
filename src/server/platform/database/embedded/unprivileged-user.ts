import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number };

const OWN_NAME = 'milestone';
const FALLBACK_NAMES = ['postgres', 'nobody'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL refuses to run as root. Finds the user to run it as, makes it if needed; throws a sentence when there is none. */
export function requireUnprivilegedUser(): SystemUser {
  const known = findUser(OWN_NAME);
  if (known) return known;
  for (const [command, ...args] of [
    ['useradd', '--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', OWN_NAME],
    ['adduser', '-S', '-D', '-H', OWN_NAME],
  ] as const) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
    } catch {
      // No such command here, or another start was faster; the look-up below decides.
    }
    const made = findUser(OWN_NAME);
    if (made) return made;
  }
  for (const name of FALLBACK_NAMES) {
    const user = findUser(name);
    if (user) return user;
  }
  throw new Error('PostgreSQL cannot run as root and no other user could be made. Make one: useradd --system milestone');
}

function findUser(name: string): SystemUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

/** Whether a user may pass through every folder down to `folder`, by the mode bits. Folders that do not exist yet count as passable. */
export function canEnter(user: SystemUser, folder: string): boolean {
  const absolute = path.resolve(folder);
  const parent = path.dirname(absolute);
  return (parent === absolute || canEnter(user, parent)) && hasPassage(user, absolute);
}

function hasPassage(user: SystemUser, folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats) return true;
  if (stats.uid === user.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === user.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive, readPostmaster, stopProcess } from './cluster.ts';

/** No system gives out such a process id. */
const NOBODY = 999_999_999;

/**
 * Makes the way free for a start after the last one was killed: a server that outlived its parent is stopped cleanly. If
 * the process id in `postmaster.pid` has meanwhile gone to a stranger, that id alone is struck out: the file also names the
 * shared memory by which PostgreSQL sees whether old backends still live.
 */
export async function settleOrphan(folder: string): Promise<'none' | 'stopped' | 'stale'> {
  const postmaster = readPostmaster(folder);
  if (!postmaster || !Number.isInteger(postmaster.pid) || !isAlive(postmaster.pid)) return 'none';
  if (isServerOf(postmaster.pid, folder)) {
    await stopProcess(postmaster.pid);
    return 'stopped';
  }
  const file = path.join(folder, 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(NOBODY)));
  return 'stale';
}

function isServerOf(pid: number, folder: string): boolean {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(folder);
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  try {
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLUSTER_USER } from './cluster.ts';
import type { SystemUser } from './unprivileged-user.ts';

/**
 * The second wall around a tenant's database (the first is that CONNECT is granted to its own group alone): PostgreSQL lets a
 * role in only where it is a member of the role named as the database, so that a CONNECT granted by mistake leaks nothing. The
 * superuser and the product's own role, which enter other databases, come before that line.
 */
export function hostAccessLines(productRole: string, productDatabases: readonly string[]): readonly string[] {
  return ['127.0.0.1/32', '::1/128'].flatMap((address) => [
    `host all ${CLUSTER_USER} ${address} scram-sha-256`,
    `host ${productDatabases.join(',')} ${productRole} ${address} scram-sha-256`,
    `host samerole all ${address} scram-sha-256`,
  ]);
}

/** Written before each start, so that a cluster made by an earlier version has it too. */
export function writeHostAccess(folder: string, user: SystemUser | undefined, lines: readonly string[]): void {
  const file = path.join(folder, 'pg_hba.conf');
  writeFileSync(file, ['# Written by Milestone before each start; changes are lost.', ...lines, ''].join('\n'));
  chmodSync(file, 0o600);
  if (user) chownSync(file, user.uid, user.gid);
}

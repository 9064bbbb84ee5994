import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { ServerCatalog } from '../servers/public.ts';
import { rolesOf, type TenantNames } from './slug.ts';

/**
 * Whose the roles and databases of a server are. The product writes a mark on each role in the transaction that makes it, and
 * a database belongs to the owner's role: what bears no such mark is somebody else's and is never used, altered or dropped.
 */
export type Mark = { readonly kind: 'tenant' | 'pool' | 'template'; readonly id: string };

export function markText({ kind, id }: Mark): string {
  return `milestone ${kind} ${id}`;
}

export function parseMark(text: string | null): Mark | undefined {
  const [, kind, id] = /^milestone (tenant|pool|template) ([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  // The pattern names the kinds.
  return kind !== undefined && id !== undefined ? { kind: kind as Mark['kind'], id } : undefined;
}

/** A name is taken by something that the product did not make. Trying again cannot help; another slug can. */
export class NameTakenError extends Error {}

export type Holdings = {
  /** Roles that bear the mark. */
  readonly roles: ReadonlySet<string>;
  readonly database: 'absent' | 'own' | 'foreign';
  /** The first name that is somebody else's. */
  readonly foreign: { readonly what: 'role' | 'database'; readonly name: string } | undefined;
};

/** What stands under these names on the server, and whose it is. */
export async function findHoldings(admin: Database<ServerCatalog>, names: TenantNames, mark: Mark): Promise<Holdings> {
  const { rows } = await sql<{ name: string; comment: string | null; owner: string | null }>`
    select rolname as name, shobj_description(oid, 'pg_authid') as comment, null as owner
    from pg_roles where rolname = any(${[...rolesOf(names)]})
    union all
    select datname, null, pg_get_userbyid(datdba) from pg_database where datname = ${names.database}`.execute(admin);
  const roleRows = rows.filter(({ owner }) => owner === null);
  const roles = new Set(roleRows.filter(({ comment }) => comment === markText(mark)).map(({ name }) => name));
  const owner = rows.find((row) => row.owner !== null)?.owner;
  const database = typeof owner !== 'string' ? 'absent' : owner === names.owner && roles.has(owner) ? 'own' : 'foreign';
  const foreignRole = roleRows.find(({ name }) => !roles.has(name));
  const foreignDatabase = database === 'foreign' ? ({ what: 'database', name: names.database } as const) : undefined;
  return { roles, database, foreign: foreignRole ? { what: 'role', name: foreignRole.name } : foreignDatabase };
}

/** As `findHoldings`; a NameTakenError when any of it is somebody else's. */
export async function requireHoldings(admin: Database<ServerCatalog>, names: TenantNames, mark: Mark): Promise<Holdings> {
  const holdings = await findHoldings(admin, names, mark);
  if (holdings.foreign) throw new NameTakenError(takenSentence(holdings.foreign));
  return holdings;
}

export function takenSentence({ what, name }: NonNullable<Holdings['foreign']>): string {
  return `There is a ${what} "${name}" on the database server already that Milestone did not make. It is left as it is: choose another slug.`;
}

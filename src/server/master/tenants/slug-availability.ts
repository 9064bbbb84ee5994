import { failureOf } from '../../platform/database/database-errors.ts';
import type { Master } from '../master.ts';
import { isLoginRefusal } from '../servers/public.ts';
import { takenSentence, findHoldings } from './ownership.ts';
import { databaseNameOf, namesOf, slugFault } from './slug.ts';

/** Why nobody can have this slug now, as a sentence; undefined when it is free. */
export async function whySlugIsRefused(master: Master, slug: string, forTenant?: string): Promise<string | undefined> {
  const fault = slugFault(slug);
  if (fault !== undefined) return `The slug ${fault}.`;
  const [holder, former] = await Promise.all([
    master.database
      .selectFrom('tenants')
      .select('id')
      .where((row) => row.or([row('slug', '=', slug), row('database_name', '=', databaseNameOf(slug))]))
      .executeTakeFirst(),
    master.database.selectFrom('tenant_former_slugs').select('tenant_id').where('slug', '=', slug).executeTakeFirst(),
  ]);
  if (holder !== undefined && holder.id !== forTenant) return 'Another tenant has this slug.';
  if (former !== undefined && former.tenant_id !== forTenant)
    return 'Another tenant had this slug before, and its old address still leads there.';
  return undefined;
}

/** Why a new tenant cannot take its names on the server; undefined also when the server cannot be asked: provisioning asks again. */
export async function whyNamesAreTaken(master: Master, slug: string, serverId: number): Promise<string | undefined> {
  try {
    const { database } = await master.servers.admin(serverId);
    const { foreign, roles } = await findHoldings(database, namesOf(databaseNameOf(slug)), { kind: 'tenant', id: '' });
    if (foreign) return takenSentence(foreign);
    return roles.size > 0 ? 'What an earlier tenant of this name left is still on the server.' : undefined;
  } catch (error) {
    if (failureOf(error) || isLoginRefusal(error)) return undefined;
    throw error;
  }
}

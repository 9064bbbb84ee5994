import { inTransaction } from '../../platform/database/database.ts';
import { auditBy } from '../audit/public.ts';
import type { Master } from '../master.ts';
import { hasOpenOperation, insertOperation } from './operations-store.ts';
import { deprovisionSaga } from './provision-steps.ts';

const BATCH = 100;
const BY = { requestedBy: 'system (grace period)' };

/** Tenants whose grace period is over are deleted now. */
export async function queueDueDeletions({ database }: Master): Promise<void> {
  const due = await database
    .selectFrom('tenants')
    .select(['id', 'slug'])
    .where('status', '=', 'deleting')
    .where('delete_after', '<=', new Date())
    .limit(BATCH)
    .execute();
  for (const { id, slug } of due) {
    await inTransaction(database, async (transaction) => {
      const row = await transaction.selectFrom('tenants').select('status').where('id', '=', id).forUpdate().executeTakeFirst();
      if (row?.status !== 'deleting' || (await hasOpenOperation(transaction, id))) return;
      const progressTotal = deprovisionSaga.steps.length;
      await insertOperation(transaction, {
        tenantId: id,
        tenantSlug: slug,
        kind: 'deprovision',
        ...BY,
        progressTotal,
      });
      await transaction.updateTable('tenants').set({ delete_after: null }).where('id', '=', id).execute();
      await auditBy(transaction, BY, { action: 'tenant.grace_ended', tenantId: id, tenantSlug: slug });
    });
  }
}

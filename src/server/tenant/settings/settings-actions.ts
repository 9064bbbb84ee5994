import type { Settings } from '../../../contract/reference.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { applyDoubleBooking } from '../plan/public.ts';
import { describeOverlaps, getSettings, updateSettingsRow } from './settings-store.ts';

const LISTED_OVERLAPS = 5;

/** Refusing double bookings again is itself refused while reservations overlap; the answer lists them. */
export async function updateSettings(context: TenantContext, changes: Partial<Settings>): Promise<Settings> {
  return inTransaction(context.database, async (transaction) => {
    if (changes.doubleBooking !== undefined) await changeDoubleBooking(transaction, changes.doubleBooking);
    await updateSettingsRow(transaction, changes);
    return getSettings(transaction);
  });
}

async function changeDoubleBooking(transaction: Database, policy: Settings['doubleBooking']): Promise<void> {
  const overlaps = await applyDoubleBooking(transaction, policy);
  if (overlaps.length === 0) return;
  const lines = await describeOverlaps(
    transaction,
    overlaps.map(({ ids }) => ids),
  );
  const listed = lines.slice(0, LISTED_OVERLAPS).map(({ name, startOn, endOn }) => `${name} ${startOn} to ${endOn}`);
  const more = lines.length > listed.length ? `, and ${lines.length - listed.length} more` : '';
  const message = `Reservations overlap: ${listed.join('; ')}${more}. Move or remove one of each pair first.`;
  throw new ProblemError('refused', {
    rule: 'equipment_clash',
    detail: message,
    errors: [{ field: 'doubleBooking', message }],
    ids: [...new Set(overlaps.flatMap(({ ids }) => ids))],
  });
}

import { sql } from 'kysely';
import type { Settings } from '../../../contract/reference.ts';
import type { Database } from '../../platform/database/database.ts';

export async function getSettings(database: Database): Promise<Settings> {
  const { rows } = await sql<Settings>`
    select instance_title as "instanceTitle", double_booking as "doubleBooking", week_start as "weekStart",
      shows_weekends as "showsWeekends", default_view as "defaultView", currency from settings`.execute(database);
  const [settings] = rows;
  if (!settings) throw new Error('the settings have no row');
  return settings;
}

const columns: { readonly [Field in keyof Settings]: string } = {
  instanceTitle: 'instance_title',
  doubleBooking: 'double_booking',
  weekStart: 'week_start',
  showsWeekends: 'shows_weekends',
  defaultView: 'default_view',
  currency: 'currency',
};

export async function updateSettingsRow(transaction: Database, changes: Partial<Settings>): Promise<void> {
  // The names are those of `columns`; the contract's schema lets no other through.
  const sets = Object.entries(changes).map(([field, value]) => sql`${sql.ref(columns[field as keyof Settings])} = ${value}`);
  if (sets.length > 0) await sql`update settings set ${sql.join(sets)}`.execute(transaction);
}

export type OverlapLine = { readonly name: string; readonly startOn: string; readonly endOn: string };

/** The item and the common days of two overlapping reservations. */
export async function describeOverlaps(
  transaction: Database,
  pairs: readonly (readonly [string, string])[],
): Promise<readonly OverlapLine[]> {
  const [firsts, seconds] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
  const { rows } = await sql<OverlapLine>`
    select equipment.name, greatest(a.start_on, b.start_on) as "startOn", least(a.end_on, b.end_on) as "endOn"
    from unnest(${firsts}::uuid[], ${seconds}::uuid[]) as pair (first, second)
    join equipment_reservations a on a.id = pair.first join equipment_reservations b on b.id = pair.second
    join equipment on equipment.id = a.equipment_id
    order by equipment.name, "startOn"`.execute(transaction);
  return rows;
}

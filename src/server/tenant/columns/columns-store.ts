import { sql } from 'kysely';
import type { WireColumn } from '../../../contract/custom-columns.ts';
import type { Database } from '../../platform/database/database.ts';
import { columnsOf } from '../plan/public.ts';

/** All of them, by rank. */
export async function listColumns(database: Database): Promise<readonly WireColumn[]> {
  const { rows } = await sql<WireColumn>`select ${columnsOf('customColumn')} from custom_columns order by rank, id`.execute(database);
  return rows;
}

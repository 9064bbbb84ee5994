import { sql, type Selectable } from 'kysely';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/paging.ts';
import type { MasterTables } from '../master-tables.ts';
import { FIRST_HASH, hashEntry, type AuditContent } from './audit-hash.ts';

export type AuditNote = {
  /** null: the program itself, whose `actorName` says which part. */
  readonly actorId?: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly tenantId?: string | null;
  readonly tenantSlug?: string | null;
  readonly organizationId?: string | null;
  readonly ipAddress?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
};
export type AuditEntry = AuditContent & { readonly sequence: number; readonly hash: Buffer };
/** Who asks for something: what they do is written down in the transaction that does it. */
export type By = { readonly requestedBy: string; readonly actorId?: string | null; readonly ipAddress?: string | null };
type Row = Selectable<MasterTables['tenant_audit_log']>;

const LOCK = 'milestone audit';
const VERIFIED_AT_ONCE = 1000;

/**
 * Adds an entry at the end of the chain; entries of all nodes queue up for that moment. In a transaction it is the last
 * statement, so that nobody waits in that queue with a lock that the one before needs.
 */
export async function appendAudit(database: Database<MasterTables>, note: AuditNote): Promise<void> {
  if (!database.isTransaction) return inTransaction(database, (transaction) => appendAudit(transaction, note));
  await sql`select pg_advisory_xact_lock(hashtextextended(${LOCK}, 0))`.execute(database);
  const last = await database.selectFrom('tenant_audit_log').select('hash').orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  const content: AuditContent = {
    at: new Date(),
    actorId: note.actorId ?? null,
    actorName: note.actorName,
    action: note.action,
    tenantId: note.tenantId ?? null,
    tenantSlug: note.tenantSlug ?? null,
    organizationId: note.organizationId ?? null,
    ipAddress: note.ipAddress ?? null,
    details: note.details ?? {},
  };
  const previousHash = last?.hash ?? FIRST_HASH;
  await database
    .insertInto('tenant_audit_log')
    .values({
      at: content.at,
      actor_id: content.actorId,
      actor_name: content.actorName,
      action: content.action,
      tenant_id: content.tenantId,
      tenant_slug: content.tenantSlug,
      organization_id: content.organizationId,
      ip_address: content.ipAddress,
      details: JSON.stringify(content.details),
      previous_hash: previousHash,
      hash: hashEntry(previousHash, content),
    })
    .execute();
}

/** As `appendAudit`, for what somebody asked for. */
export function auditBy(
  database: Database<MasterTables>,
  { requestedBy, actorId = null, ipAddress = null }: By,
  note: Omit<AuditNote, 'actorId' | 'actorName' | 'ipAddress'>,
): Promise<void> {
  return appendAudit(database, { ...note, actorName: requestedBy, actorId, ipAddress });
}

export type AuditFilter = {
  readonly tenantId?: string;
  readonly organizationId?: string;
  readonly search?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

/** Newest first; a cursor is the sequence that the page before ended with. */
export async function listAudit(database: Database<MasterTables>, filter: AuditFilter): Promise<Page<AuditEntry>> {
  let query = database
    .selectFrom('tenant_audit_log')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(filter.limit + 1);
  if (filter.tenantId !== undefined) query = query.where('tenant_id', '=', filter.tenantId);
  if (filter.organizationId !== undefined) query = query.where('organization_id', '=', filter.organizationId);
  if (filter.cursor !== undefined) query = query.where('sequence', '<', Number(filter.cursor));
  for (const word of wordsOf(filter.search)) query = query.where(sql<boolean>`position(${word} in ${SEARCHED}) > 0`);
  const rows = await query.execute();
  const items = rows.slice(0, filter.limit).map(entryOf);
  return { items, nextCursor: rows.length > filter.limit ? String(items.at(-1)?.sequence) : null };
}

/** `tenant.status_changed` is found as people read it too. */
const SEARCHED = sql`lower(concat_ws(' ', action, translate(action, '._', '  '), tenant_slug, actor_name, ip_address))`;
const MOST_WORDS = 8;

function wordsOf(search = ''): readonly string[] {
  return search
    .toLowerCase()
    .split(/[\s:]+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

export type AuditVerification = { readonly isIntact: boolean; readonly entryCount: number; readonly brokenAt: number | null };

/** Walks the whole chain. */
export async function verifyAudit(database: Database<MasterTables>): Promise<AuditVerification> {
  let previousHash: Buffer = FIRST_HASH;
  let after = 0;
  for (let entryCount = 0; ;) {
    const rows = await database
      .selectFrom('tenant_audit_log')
      .selectAll()
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(VERIFIED_AT_ONCE)
      .execute();
    if (rows.length === 0) return { isIntact: true, entryCount, brokenAt: null };
    for (const row of rows) {
      const isWhole = row.previous_hash.equals(previousHash) && row.hash.equals(hashEntry(previousHash, entryOf(row)));
      if (!isWhole) return { isIntact: false, entryCount, brokenAt: row.sequence };
      previousHash = row.hash;
      after = row.sequence;
      entryCount += 1;
    }
  }
}

function entryOf(row: Row): AuditEntry {
  return {
    sequence: row.sequence,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    tenantId: row.tenant_id,
    tenantSlug: row.tenant_slug,
    organizationId: row.organization_id,
    ipAddress: row.ip_address,
    details: row.details,
    hash: row.hash,
  };
}

import { sql } from 'kysely';
import type { SignInEvent } from '../../../contract/sso.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { StaffId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';
import { decodeCursor, pageOf, type Page, type PageQuery } from '../../platform/http/paging.ts';

export type NewSignInEvent = {
  readonly kind: SignInEvent['kind'];
  readonly code?: string | null;
  readonly reason?: string | null;
  readonly userId?: StaffId | null;
  readonly email?: string | null;
  readonly ipAddress: string;
};

const KEPT_DAYS = 365;
const CLEARED_AT_ONCE = 100;
/** Of refusals from one minute: strangers can call as often as they like, and the table must not grow with that. */
const MAX_REFUSED_PER_MINUTE = 200;
const REFERENCE_LENGTH = 8;

/** Writes down what happened and answers how people refer to it. Old rows go at the same time. */
export async function insertSignInEvent(database: Database, event: NewSignInEvent): Promise<string> {
  const id = createUuid();
  const { kind, code = null, reason = null, userId = null, email = null, ipAddress } = event;
  const guard =
    kind === 'refused'
      ? sql`where (select count(*) from sign_in_events where at > now() - interval '1 minute' and kind = 'refused') < ${MAX_REFUSED_PER_MINUTE}`
      : sql``;
  await sql`
    insert into sign_in_events (id, kind, code, reason, user_id, email, ip_address)
    select ${id}::uuid, ${kind}, ${code}, ${reason}, ${userId}::uuid, ${email}, ${ipAddress.slice(0, 64)} ${guard}`.execute(database);
  await sql`
    delete from sign_in_events where id in (
      select id from sign_in_events where at < now() - make_interval(days => ${KEPT_DAYS}) limit ${CLEARED_AT_ONCE} for update skip locked)`.execute(
    database,
  );
  return referenceOf(id);
}

/** The random end of the id: its beginning is the time. */
function referenceOf(id: string): string {
  return id.slice(-REFERENCE_LENGTH);
}

type Row = Omit<SignInEvent, 'at' | 'reference'> & { readonly at: Date; readonly key: string };

/** Newest first. */
export async function listSignInEvents(
  database: Database,
  query: PageQuery & { readonly kind?: SignInEvent['kind'] | undefined },
): Promise<Page<SignInEvent>> {
  const after = decodeCursor(query.cursor);
  const conditions = [sql`true`];
  if (after) conditions.push(sql`(event.at, event.id) < (${after.key}::timestamptz, ${after.id}::uuid)`);
  if (query.kind !== undefined) conditions.push(sql`event.kind = ${query.kind}`);
  const { rows } = await sql<Row>`
    select event.id, event.at, event.at::text as key, event.kind, event.code, event.reason, event.user_id as "userId",
      staff.name as "userName", event.email, event.ip_address as "ipAddress"
    from sign_in_events as event left join staff on staff.id = event.user_id
    where ${sql.join(conditions, sql` and `)}
    order by event.at desc, event.id desc limit ${query.limit + 1}`.execute(database);
  return pageOf(
    rows,
    query.limit,
    ({ key, id }) => ({ key, id }),
    ({ key: _key, at, ...row }) => ({ ...row, at: at.toISOString(), reference: referenceOf(row.id) }),
  );
}

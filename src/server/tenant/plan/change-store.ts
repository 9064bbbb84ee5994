/** The only SQL of the change log: the revision, what was changed, and the keys of repeated requests. */
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Patch } from '../../../planning/model.ts';
import type { ChangeRecord, Step, WireMove } from './change-record.ts';
import type { WriteStatement } from './patch-store.ts';

export type LockedPlan = { readonly revision: number; readonly doubleBooking: 'refuse' | 'allow' };

/** Waits until no other writer is at work, and keeps them waiting until the transaction ends. */
export async function lockPlan(transaction: Database): Promise<LockedPlan> {
  const { rows } = await sql<LockedPlan>`
    select plan_revision.revision, settings.double_booking as "doubleBooking"
    from plan_revision, settings for update of plan_revision for share of settings`.execute(transaction);
  const [row] = rows;
  if (!row) throw new Error('plan_revision or settings has lost its row');
  return row;
}

export async function findRevision(database: Database): Promise<number> {
  const { rows } = await sql<{ revision: number }>`select revision from plan_revision`.execute(database);
  return rows[0]?.revision ?? 0;
}

export type Replay = { readonly bodyHash: Buffer; readonly revision: number };

/** What was answered under this key within the last 24 hours. */
export async function findReplay(transaction: Database, actorId: string, key: string): Promise<Replay | undefined> {
  const { rows } = await sql<Replay>`
    select body_hash as "bodyHash", revision from idempotency_keys
    where actor_id = ${actorId} and key = ${key} and at > now() - interval '24 hours'`.execute(transaction);
  return rows[0];
}

export type NewChange = {
  readonly revision: number;
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly kinds: readonly string[];
  readonly commands: readonly unknown[];
  readonly patches: unknown;
  readonly moves: unknown;
  readonly sights: unknown;
  readonly revertsRevision: number | null;
  readonly isRevertible: boolean;
  readonly step: Step | null;
  readonly request: { readonly key: string; readonly bodyHash: Buffer } | null;
};

/** Rows were changed that the mirror did not know, or the other way round. */
export class MirrorMismatch extends Error {}

/** Writes the rows, the log and the revision in one statement; answers the time that the log has. */
export async function saveChange(transaction: Database, change: NewChange, writes: readonly WriteStatement[]): Promise<string> {
  const parts: RawBuilder<unknown>[] = writes.map(({ statement }, index) => sql`${sql.ref(`w${index}`)} as (${statement})`);
  const counts = writes.map((_, index) => sql`(select count(*)::int from ${sql.table(`w${index}`)})`);
  parts.push(sql`moved as (update plan_revision set revision = ${change.revision})`, sql`logged as (${logStatement(change)})`);
  if (change.request && change.actor) parts.push(...keyStatements(change.actor.id, change.request, change.revision));
  const { rows } = await sql<{ at: string; counts: number[] }>`
    with ${sql.join(parts)} select logged.at, array[${sql.join(counts)}]::int[] as counts from logged`.execute(transaction);
  const [row] = rows;
  writes.forEach(({ expected }, index) => {
    if (row?.counts[index] !== expected) throw new MirrorMismatch(`${row?.counts[index]} rows written of ${expected}`);
  });
  return row?.at ?? '';
}

const atText = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function logStatement(change: NewChange): RawBuilder<unknown> {
  return sql`insert into changes (revision, actor_id, actor_name, kinds, commands, patches, moves, sights,
      reverts_revision, is_revertible, idempotency_key, step, label)
    values (${change.revision}, ${change.actor?.id ?? null}, ${change.actor?.name ?? null}, ${change.kinds}::text[],
      ${JSON.stringify(change.commands)}::jsonb, ${JSON.stringify(change.patches)}::jsonb, ${JSON.stringify(change.moves)}::jsonb,
      ${JSON.stringify(change.sights)}::jsonb, ${change.revertsRevision}, ${change.isRevertible}, ${change.request?.key ?? null},
      ${change.step?.kind ?? null}, ${change.step?.label ?? null})
    returning ${atText} as at`;
}

function keyStatements(actorId: string, request: { key: string; bodyHash: Buffer }, revision: number): RawBuilder<unknown>[] {
  return [
    sql`keyed as (
      insert into idempotency_keys (actor_id, key, body_hash, revision)
      values (${actorId}, ${request.key}, ${request.bodyHash}, ${revision})
      on conflict (actor_id, key) do update set body_hash = excluded.body_hash, revision = excluded.revision, at = excluded.at)`,
    sql`expired as (
      delete from idempotency_keys where at < now() - interval '24 hours' and not (actor_id = ${actorId} and key = ${request.key}))`,
  ];
}

/** A record but for its commands and moves. */
export const recordColumns = sql`revision, ${atText} as at, actor_id as "actorId", actor_name as "actorName", kinds, patches, sights,
  reverts_revision as "revertsRevision", idempotency_key as "idempotencyKey",
  case when step is not null then jsonb_build_object('kind', step, 'label', coalesce(label, 'Change')) end as step`;

export type OwnStep = Pick<ChangeRecord, 'revision' | 'at' | 'revertsRevision'> & { readonly step: Step };

/** The last steps of one person, oldest first. */
export async function listStepsOf(database: Database, actorId: string, limit: number): Promise<readonly OwnStep[]> {
  const { rows } = await sql<OwnStep>`
    select revision, ${atText} as at, reverts_revision as "revertsRevision",
      jsonb_build_object('kind', step, 'label', coalesce(label, 'Change')) as step
    from changes where actor_id = ${actorId} and step is not null order by revision desc limit ${limit}`.execute(database);
  return rows.toReversed();
}

/** Changes after a revision, in order. */
export async function listRecords(database: Database, since: number, limit: number): Promise<readonly ChangeRecord[]> {
  const { rows } = await sql<ChangeRecord>`
    select ${recordColumns} from changes where revision > ${since} order by revision limit ${limit}`.execute(database);
  return rows;
}

export type KeptChange = ChangeRecord & {
  readonly commands: readonly unknown[];
  readonly moves: readonly WireMove[];
  readonly isRevertible: boolean;
};

export async function findRecord(database: Database, revision: number): Promise<KeptChange | undefined> {
  const { rows } = await sql<KeptChange>`
    select ${recordColumns}, commands, moves, is_revertible as "isRevertible" from changes where revision = ${revision}`.execute(database);
  return rows[0];
}

export type PatchSince = Patch & { readonly revision: number; readonly actorName: string | null };

/** Patches of these entities after a revision, oldest first; on request without those that one person made. */
export async function listPatchesOf(
  database: Database,
  ids: readonly string[],
  { since, exceptActor }: { readonly since: number; readonly exceptActor?: string | undefined },
): Promise<readonly PatchSince[]> {
  const isOther = exceptActor === undefined ? sql`true` : sql`actor_id is distinct from ${exceptActor}::uuid`;
  const { rows } = await sql<{ revision: number; actorName: string | null; patches: readonly Patch[] }>`
    select revision, actor_name as "actorName", jsonb_agg(patch order by place) as patches
    from changes, jsonb_array_elements(patches) with ordinality as p (patch, place)
    where revision > ${since} and ${isOther} and patch ->> 'id' = any(${ids})
    group by revision order by revision`.execute(database);
  return rows.flatMap(({ revision, actorName, patches }) => patches.map((patch) => ({ ...patch, revision, actorName })));
}

export type ChangeBounds = { readonly revision: number; readonly oldest: number; readonly scopeSince: number };

/** Where the plan stands, the oldest change kept, and since when the reader has the present scope. */
export async function findBounds(database: Database, readerId: string): Promise<ChangeBounds> {
  const { rows } = await sql<ChangeBounds>`
    select revision, coalesce((select min(revision) from changes), revision + 1) as oldest,
      coalesce((select since_revision from reader_scopes where user_id = ${readerId}), 0) as "scopeSince"
    from plan_revision`.execute(database);
  return rows[0] ?? { revision: 0, oldest: 1, scopeSince: 0 };
}

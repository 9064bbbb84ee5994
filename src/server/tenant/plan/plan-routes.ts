import { createHash } from 'node:crypto';
import { getPlan, listActivity, listChanges, listSteps, revertChange, runCommands } from '../../../contract/endpoints-plan.ts';
import { jsonAnswer, answer, type Answer } from '../../platform/http/answer.ts';
import { bindEndpoint } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { changePlan, type ChangeResult } from './change-plan.ts';
import { findRevision, listStepsOf } from './change-store.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { listActivityFor } from './list-activity.ts';
import { listChangesFor } from './list-changes.ts';
import { readPlanText, type PlanFilter } from './plan-query.ts';
import { readPlanOnce } from './plan-readings.ts';
import { revertChangeOf } from './revert-change.ts';
import type { Reader } from './sight.ts';

/** Grows when the same revision is told in another shape. */
const SHAPE = 1;

const planHeaders = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-cache', vary: 'Cookie' };

export function bindPlanRoutes(server: HttpServer): void {
  bindEndpoint(server, getPlan, async ({ tenant, actor, query, facts }) => {
    const scope = scopeTagOf(actor, query);
    const etag = etagOf(await findRevision(tenant.database), scope);
    if (listsTag(facts.header('if-none-match') ?? '', etag)) return answer({ status: 304, headers: { etag } });
    const reading = await readPlanOnce(tenant, etag, async () => {
      const { revision, text } = await readPlanText(tenant.database, actor, query);
      return { etag: etagOf(revision, scope), body: Buffer.from(text) };
    });
    return answer({ headers: { ...planHeaders, etag: reading.etag }, body: reading.body });
  });
  bindEndpoint(server, runCommands, async ({ tenant, actor, body, facts }) => {
    const idempotencyKey = idempotencyKeyOf(facts);
    const { commands, baseRevision, label } = body;
    return resultAnswer(await changePlan(tenant, actor, commands, { idempotencyKey, baseRevision, label }));
  });
  bindEndpoint(server, revertChange, async ({ tenant, actor, body, facts }) =>
    resultAnswer(await revertChangeOf(tenant, actor, body, idempotencyKeyOf(facts))),
  );
  bindEndpoint(server, listActivity, async ({ tenant, actor, query }) =>
    jsonAnswer(JSON.stringify(await listActivityFor(tenant.database, actor, { ...query, before: query.before })), {
      'cache-control': 'private, no-store',
    }),
  );
  bindEndpoint(server, listSteps, async ({ tenant, actor, query }) => {
    // The revision first: a step that is committed in between is told twice rather than never.
    const revision = await findRevision(tenant.database);
    const items = await listStepsOf(tenant.database, actor.userId, query.limit);
    return jsonAnswer(JSON.stringify({ revision, items }), { 'cache-control': 'private, no-store' });
  });
  bindEndpoint(server, listChanges, async ({ tenant, actor, query }) =>
    jsonAnswer(JSON.stringify(await listChangesFor(tenant.database, actor, query)), { 'cache-control': 'private, no-store' }),
  );
}

function resultAnswer({ change, moves }: ChangeResult): Answer {
  return jsonAnswer(JSON.stringify({ change, moves }));
}

/** Whatever besides the revision decides the text: who reads, with which rights, and what is asked for. */
function scopeTagOf(reader: Reader, filter: PlanFilter): string {
  const sites = reader.siteIds === 'all' ? 'all' : [...reader.siteIds].sort();
  const parts = [SHAPE, reader.userId, reader.role, sites, filter.site, filter.from, filter.to, filter.archived];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

function etagOf(revision: number, scope: string): string {
  return `W/"${revision}-${scope}"`;
}

/** `*` is not taken for a match: the caller must have had this very text. */
function listsTag(header: string, etag: string): boolean {
  return header.split(',').some((tag) => tag.trim() === etag);
}

import * as contract from '../../../contract/endpoints-baselines.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { BaselineId } from '../../../contract/baselines.ts';
import { jsonAnswer } from '../../platform/http/answer.ts';
import { bindEndpoint } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { tellList } from '../../platform/live/tell-list.ts';
import { deleteBaseline, readBaseline, renameBaseline, takeBaseline } from './baselines-actions.ts';
import { listBaselinePage } from './baselines-store.ts';

export function bindBaselineRoutes(server: HttpServer): void {
  bindEndpoint(server, contract.listBaselines, ({ tenant, actor, query }) => listBaselinePage(tenant.database, actor, query));
  bindEndpoint(server, contract.takeBaseline, ({ tenant, actor, body }) =>
    // A new id is born here.
    tellList(tenant, 'baselines', takeBaseline(tenant.database, actor, { ...body, id: body.id ?? (createUuid() as BaselineId) })),
  );
  bindEndpoint(server, contract.getBaseline, async ({ tenant, actor, params }) =>
    jsonAnswer(await readBaseline(tenant.database, actor, params.id)),
  );
  bindEndpoint(server, contract.renameBaseline, ({ tenant, actor, params, body }) =>
    tellList(tenant, 'baselines', renameBaseline(tenant.database, actor, params.id, body.name)),
  );
  bindEndpoint(server, contract.deleteBaseline, ({ tenant, actor, params }) =>
    tellList(tenant, 'baselines', deleteBaseline(tenant.database, actor, params.id)),
  );
}

import * as contract from '../../../contract/endpoints-views.ts';
import type { SavedViewId } from '../../../contract/views.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { bindEndpoint } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { tellList } from '../../platform/live/tell-list.ts';
import { createView, deleteView, listViews, replaceView } from './views-actions.ts';

export function bindViewRoutes(server: HttpServer): void {
  bindEndpoint(server, contract.listViews, ({ tenant, actor, query }) => listViews(tenant.database, actor, query));
  bindEndpoint(server, contract.createView, ({ tenant, actor, body }) =>
    // A new id is born here.
    tellList(tenant, 'views', createView(tenant.database, actor, { ...body, id: body.id ?? (createUuid() as SavedViewId) })),
  );
  bindEndpoint(server, contract.replaceView, ({ tenant, actor, params, body }) =>
    tellList(tenant, 'views', replaceView(tenant.database, actor, params.id, body)),
  );
  bindEndpoint(server, contract.deleteView, ({ tenant, actor, params }) =>
    tellList(tenant, 'views', deleteView(tenant.database, actor, params.id)),
  );
}

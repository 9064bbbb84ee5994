import * as contract from '../../../contract/endpoints-columns.ts';
import { bindEndpoint } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { pageOfAll } from '../../platform/http/paging.ts';
import { createCustomColumn, deleteCustomColumn, updateCustomColumn } from './columns-actions.ts';
import { listColumns } from './columns-store.ts';

export function bindColumnRoutes(server: HttpServer): void {
  bindEndpoint(server, contract.listCustomColumns, async ({ tenant, query }) =>
    pageOfAll(await listColumns(tenant.database), query, ({ rank }) => rank),
  );
  bindEndpoint(server, contract.createCustomColumn, createCustomColumn);
  bindEndpoint(server, contract.updateCustomColumn, updateCustomColumn);
  bindEndpoint(server, contract.deleteCustomColumn, deleteCustomColumn);
}

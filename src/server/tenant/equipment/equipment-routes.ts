import * as contract from '../../../contract/endpoints-access.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { pageOfAll } from '../../platform/http/paging.ts';
import { createEquipment, deleteEquipment, updateEquipment } from './equipment-actions.ts';
import { listEquipment } from './equipment-store.ts';

export const equipmentRoutes: readonly ((server: HttpServer) => void)[] = [
  bound(contract.listEquipment, async ({ tenant, actor, query }) => {
    const equipment = await listEquipment(tenant.database, actor.siteIds, query);
    const found = equipment.filter(({ name }) => query.search === undefined || nameKeyOf(name).includes(nameKeyOf(query.search)));
    return pageOfAll(found, query, ({ name }) => nameKeyOf(name));
  }),
  bound(contract.createEquipment, createEquipment),
  bound(contract.updateEquipment, updateEquipment),
  bound(contract.deleteEquipment, deleteEquipment),
];

import * as contract from '../../../contract/endpoints-access.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { tellList } from '../../platform/live/tell-list.ts';
import { loadSample, type CreateSample } from './sample-data.ts';
import { updateSettings } from './settings-actions.ts';
import { getSettings } from './settings-store.ts';

export function settingsRoutes(createSample: CreateSample): readonly ((server: HttpServer) => void)[] {
  return [
    bound(contract.getSettings, ({ tenant }) => getSettings(tenant.database)),
    bound(contract.updateSettings, ({ tenant, body }) => tellList(tenant, 'settings', updateSettings(tenant, body))),
    bound(contract.loadSampleData, ({ tenant, actor }) => loadSample(tenant, actor, createSample)),
  ];
}

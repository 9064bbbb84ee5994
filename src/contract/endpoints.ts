import { accessEndpoints } from './endpoints-access.ts';
import { baselineEndpoints } from './endpoints-baselines.ts';
import { columnEndpoints } from './endpoints-columns.ts';
import { planEndpoints } from './endpoints-plan.ts';
import { ssoEndpoints } from './endpoints-sso.ts';
import { transferEndpoints } from './endpoints-transfers.ts';
import { viewEndpoints } from './endpoints-views.ts';

/** Every tenant endpoint: documentation, the isolation suite and the fuzz are made from this list. */
export const endpoints = [
  ...accessEndpoints,
  ...ssoEndpoints,
  ...planEndpoints,
  ...columnEndpoints,
  ...baselineEndpoints,
  ...viewEndpoints,
  ...transferEndpoints,
] as const;

export type TenantEndpoint = (typeof endpoints)[number];

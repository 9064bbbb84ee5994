import { accessEndpoints } from './endpoints-access.ts';

/** Every tenant endpoint: documentation, the isolation suite and the fuzz are made from this list. */
export const endpoints = [...accessEndpoints] as const;

export type TenantEndpoint = (typeof endpoints)[number];

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { OperatorMe } from '../../../contract/admin/operators.ts';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';

/** While something is under way, and otherwise, so that what others do shows too. */
const BUSY_MS = 700;
const QUIET_MS = 10_000;
/** What is drawn over a week or a month changes little, and is much to add up. */
const SLOW_MS = 60_000;
const PAGE = 50;

const isBusy = (tenant: Pick<TenantAnswer, 'operation' | 'status'>): boolean =>
  tenant.operation !== null || tenant.status === 'provisioning';

/** Who is signed in at the portal; null when nobody is. */
export const operatorQuery = queryOptions({
  queryKey: ['operator'],
  queryFn: async (): Promise<OperatorMe | null> => (await adminCall('findOperator')).me,
  staleTime: 60_000,
});

const TENANTS = ['tenants'] as const;
export type TenantSort = 'name' | 'slug' | '-createdAt';

export const tenantsQuery = (search: string, sort: TenantSort, status?: TenantAnswer['status']) =>
  infiniteQueryOptions({
    queryKey: [...TENANTS, search, sort, status],
    queryFn: ({ pageParam }) =>
      adminCall('listTenants', { query: { search: search.trim(), sort, status, limit: PAGE, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(isBusy)) === true ? BUSY_MS : QUIET_MS),
    placeholderData: (before) => before,
  });

export const tenantQuery = (id: string) =>
  queryOptions({
    queryKey: ['tenant', id],
    queryFn: () => adminCall('getTenant', { params: { id } }),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? BUSY_MS : QUIET_MS),
  });

export const tenantOperationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['tenant', id, 'operations'],
    queryFn: async () => (await adminCall('listTenantOperations', { params: { id } })).items,
  });

export const tenantAuditQuery = (id: string) =>
  queryOptions({
    queryKey: ['tenant', id, 'audit'],
    queryFn: async () => (await adminCall('listTenantAudit', { params: { id }, query: { limit: 20 } })).items,
  });

export const tenantUsageQuery = (id: string) =>
  queryOptions({
    queryKey: ['tenant', id, 'usage'],
    queryFn: async () => (await adminCall('getTenantUsage', { params: { id } })).items,
  });

export const organizationsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['organizations', search],
    queryFn: ({ pageParam }) => adminCall('listOrganizations', { query: { search: search.trim(), limit: PAGE, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: QUIET_MS,
    placeholderData: (before) => before,
  });

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['organization', id],
    queryFn: () => adminCall('getOrganization', { params: { id } }),
    refetchInterval: QUIET_MS,
  });

export const organizationAuditQuery = (id: string) =>
  queryOptions({
    queryKey: ['organization', id, 'audit'],
    queryFn: async () => (await adminCall('listOrganizationAudit', { params: { id }, query: { limit: 20 } })).items,
  });

const OPERATORS = ['operators'] as const;
export const operatorsQuery = (search: string) =>
  queryOptions({
    queryKey: [...OPERATORS, search],
    queryFn: async () => (await adminCall('listOperators', { query: { search: search.trim(), limit: 200 } })).items,
    placeholderData: (before) => before,
  });

export const statsQuery = (hours: number) =>
  queryOptions({
    queryKey: ['stats', hours],
    queryFn: () => adminCall('getStats', { query: { hours } }),
    refetchInterval: hours > 24 ? SLOW_MS : QUIET_MS,
    placeholderData: (before) => before,
  });

export const serversQuery = queryOptions({
  queryKey: ['servers'],
  queryFn: async () => (await adminCall('listServers')).items,
});

export const reconciliationQuery = queryOptions({
  queryKey: ['reconciliation'],
  queryFn: () => adminCall('getReconciliation'),
  refetchInterval: ({ state }) => (state.data?.isRunning === true ? BUSY_MS : QUIET_MS),
});

export const auditQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam }) => adminCall('listAudit', { query: { limit: PAGE, search: search.trim() || undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

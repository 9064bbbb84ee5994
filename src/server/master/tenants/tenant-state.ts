import type { TenantStatus } from '../master-tables.ts';

/** Every transition that there is. `failed` leads on to retry or discard; after `deleting` the tenant is gone. */
const transitions: { readonly [From in TenantStatus]: readonly TenantStatus[] } = {
  pending: ['provisioning', 'deleting'],
  provisioning: ['active', 'failed'],
  active: ['suspended', 'archived', 'deleting'],
  suspended: ['active', 'archived', 'deleting'],
  archived: ['active', 'suspended', 'deleting'],
  deleting: ['suspended', 'failed'],
  failed: ['provisioning', 'deleting'],
};

export function canBecome(from: TenantStatus, to: TenantStatus): boolean {
  return transitions[from].includes(to);
}

/** The states from which a tenant may become `to`, for the condition of the one statement that changes it. */
export function statesBefore(to: TenantStatus): readonly TenantStatus[] {
  // The keys are the states.
  return (Object.keys(transitions) as TenantStatus[]).filter((from) => canBecome(from, to));
}

/** As the portal and messages call it. */
export const statusNames: { readonly [Status in TenantStatus]: string } = {
  pending: 'waiting to be provisioned',
  provisioning: 'being provisioned',
  active: 'active',
  suspended: 'inactive',
  archived: 'archived',
  deleting: 'being deleted',
  failed: 'failed',
};

import type { ConnectionConfig } from '../../platform/database/connection.ts';
import type { ManagedSso } from '../../platform/openid/managed-sso.ts';
import type { TenantEntry, TenantState } from '../../platform/tenancy/tenant-directory.ts';
import { KeyringError, type Keyring } from '../credentials/public.ts';
import type { TenantStatus } from '../master-tables.ts';
import type { RegistryRow } from './registry-store.ts';

/** `schemaVersion` is what this program needs; a newer one serves as well. */
export function entryOf(row: RegistryRow, keyring: Keyring, schemaVersion: number): TenantEntry {
  const { host, port, ssl, databaseName: database, username, ciphertext, login } = row;
  let connection: ConnectionConfig | undefined;
  return {
    id: row.id,
    slug: row.slug,
    title: row.name,
    state: stateOf(row, schemaVersion),
    managedSso: managedSsoOf(row, keyring),
    limits: { maxUsers: row.maxUsers, maxProjects: row.maxProjects },
    connectionKey: JSON.stringify([host, port, ssl, database, username, ciphertext]),
    connection: () => {
      if (username === null || ciphertext === null || login === null) throw new KeyringError('The tenant has no credentials.');
      const password = () => keyring.decrypt(ciphertext, { owner: row.id, purpose: `login-${login}` });
      return (connection ??= { host, port, ssl, database, user: username, password: password() });
    },
  };
}

/** Read once, when somebody signs in. */
function managedSsoOf(row: RegistryRow, keyring: Keyring): () => ManagedSso | undefined {
  const { sso, organizationId, organizationName, requiredGroupIds, groupMatch } = row;
  if (sso === null || organizationId === null) return () => undefined;
  const { ciphertext, ...settings } = sso;
  let managed: ManagedSso | undefined;
  const secretOf = (): string | null => {
    try {
      return keyring.decrypt(ciphertext, { owner: organizationId, purpose: 'sso-client' });
    } catch (error) {
      if (error instanceof KeyringError) return null;
      throw error;
    }
  };
  return () =>
    (managed ??= { ...settings, managedBy: 'organization', organizationName, clientSecret: secretOf(), requiredGroupIds, groupMatch });
}

function stateOf({ status, statusReason, schemaVersion }: RegistryRow, needed: number): TenantState {
  if (status !== 'active') {
    // Why an operation failed is the operators' affair; why they closed the door is said to those in front of it.
    const isGiven = (status === 'suspended' || status === 'archived') && statusReason !== null;
    return { kind: 'inactive', reason: isGiven ? `${REASONS[status]} The reason given: ${statusReason}` : REASONS[status] };
  }
  return schemaVersion === null || schemaVersion < needed ? { kind: 'migrating' } : { kind: 'active' };
}

const REASONS: { readonly [Status in Exclude<TenantStatus, 'active'>]: string } = {
  pending: 'This workspace is not set up yet. Ask your administrator when it will be.',
  provisioning: 'This workspace is being set up. Try again in a moment.',
  suspended: 'This workspace is inactive. Nothing is lost; ask your administrator to activate it again.',
  archived: 'This workspace is archived. Nothing is lost; ask your administrator if you need it.',
  deleting: 'This workspace is being deleted. Ask your administrator.',
  failed: 'This workspace could not be set up. Ask your administrator.',
};

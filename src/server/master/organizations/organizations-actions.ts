import { createUuid } from '../../../lib/uuid.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { inTransaction } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { OpenidConnection } from '../../platform/openid/openid-connection.ts';
import { auditBy, type By } from '../audit/public.ts';
import { KeyringError } from '../credentials/public.ts';
import type { Master } from '../master.ts';
import type { Organization, OrganizationFields, SsoInput } from './organization.ts';
import {
  countTenants,
  findOrganization,
  findSsoRow,
  insertOrganization,
  lockPlaceOfTenant,
  lockOrganizationRow,
  moveTenants,
  replaceSsoRow,
  slugsLike,
  updateOrganizationRow,
  type SsoRow,
} from './organizations-store.ts';
import { refusingDuplicates } from '../refusing-duplicates.ts';

const UNIQUE = 'organizations_slug_unique';
const TAKEN = { field: 'slug', message: 'belongs to another organization' };

export function getOrganization({ database }: Master, id: string): Promise<Organization> {
  return requireOrganization(database, id);
}

async function requireOrganization(database: Master['database'], id: string): Promise<Organization> {
  const organization = await findOrganization(database, id);
  if (!organization) throw new ProblemError('not_found');
  return organization;
}

/** As it is, locked against every other change until the transaction ends. */
async function lockOrganization(transaction: Master['database'], id: string): Promise<Organization> {
  await lockOrganizationRow(transaction, id);
  return requireOrganization(transaction, id);
}

type NewOrganization = {
  readonly name: string;
  readonly slug?: string | undefined;
  readonly adminEmail?: string | null | undefined;
  readonly tenantIds?: readonly string[] | undefined;
};

export async function createOrganization(master: Master, input: NewOrganization, by: By): Promise<Organization> {
  const id = createUuid();
  const tenantIds = [...new Set(input.tenantIds)];
  const fields = { name: input.name, slug: input.slug ?? (await freeSlugOf(master, input.name)), adminEmail: input.adminEmail ?? null };
  await refusingDuplicates(UNIQUE, TAKEN, () =>
    inTransaction(master.database, async (transaction) => {
      await insertOrganization(transaction, id, fields);
      if ((await countTenants(transaction, tenantIds)) < tenantIds.length)
        throw new ProblemError('invalid_input', { errors: [{ field: 'tenantIds', message: 'names a tenant that does not exist' }] });
      const tenants = await moveTenants(transaction, tenantIds, id);
      await auditBy(transaction, by, { action: 'organization.created', organizationId: id, details: { ...fields, tenants } });
    }),
  );
  return getOrganization(master, id);
}

const LONGEST_SLUG = 40;

/** `Müller & Söhne AG` becomes `muller-sohne-ag`, with a number at its end where there is one already. */
async function freeSlugOf({ database }: Master, name: string): Promise<string> {
  const words = nameKeyOf(name).match(/[a-z0-9]+/g) ?? [];
  const text = words.join('-').replace(/^[^a-z]+/, '');
  const stem = (text.length < 2 ? 'organization' : text).slice(0, LONGEST_SLUG - 5).replace(/-$/, '');
  const taken = await slugsLike(database, stem);
  if (!taken.has(stem)) return stem;
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

export async function updateOrganization(
  master: Master,
  id: string,
  change: { readonly [Field in keyof OrganizationFields]?: OrganizationFields[Field] | undefined },
  by: By,
): Promise<Organization> {
  return refusingDuplicates(UNIQUE, TAKEN, () =>
    inTransaction(master.database, async (transaction) => {
      const before = await lockOrganization(transaction, id);
      await updateOrganizationRow(transaction, id, change);
      const after = await requireOrganization(transaction, id);
      const changed = (['name', 'slug', 'adminEmail'] as const).filter((field) => before[field] !== after[field]);
      if (changed.length > 0) {
        const details = Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
        await auditBy(transaction, by, { action: 'organization.changed', organizationId: id, details });
      }
      return after;
    }),
  );
}

/** The tenants stay, without an organization. */
export async function deleteOrganization({ database }: Master, id: string, by: By): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const { name, slug, tenants } = await lockOrganization(transaction, id);
    await transaction.deleteFrom('organizations').where('id', '=', id).execute();
    const details = { name, slug, unlinked: tenants.map((tenant) => tenant.slug) };
    await auditBy(transaction, by, { action: 'organization.deleted', organizationId: id, details });
  });
}

/** Puts a tenant under the organization; one of another organization moves. */
export async function assignTenant({ database }: Master, id: string, tenantId: string, by: By): Promise<Organization> {
  return inTransaction(database, async (transaction) => {
    const { name } = await lockOrganization(transaction, id);
    const former = await lockPlaceOfTenant(transaction, tenantId);
    if (!former) throw new ProblemError('not_found');
    const [tenantSlug] = await moveTenants(transaction, [tenantId], id);
    if (tenantSlug === undefined) return requireOrganization(transaction, id);
    const subject = { tenantId, tenantSlug };
    if (former.organizationId !== null) {
      const details = { organization: former.organizationName, movedTo: name };
      await auditBy(transaction, by, {
        action: 'organization.tenant_removed',
        organizationId: former.organizationId,
        ...subject,
        details,
      });
    }
    await auditBy(transaction, by, {
      action: 'organization.tenant_assigned',
      organizationId: id,
      ...subject,
      details: { organization: name },
    });
    return requireOrganization(transaction, id);
  });
}

export async function unassignTenant({ database }: Master, id: string, tenantId: string, by: By): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const { name, tenants } = await lockOrganization(transaction, id);
    const tenant = tenants.find((entry) => entry.id === tenantId);
    if (!tenant) throw new ProblemError('not_found');
    await moveTenants(transaction, [tenantId], null);
    const subject = { organizationId: id, tenantId, tenantSlug: tenant.slug, details: { organization: name } };
    await auditBy(transaction, by, { action: 'organization.tenant_removed', ...subject });
  });
}

/** Sets how the organization's people sign in. Without a secret the stored one stays, as long as it goes to the same place. */
export async function setSso(master: Master, id: string, input: SsoInput, by: By): Promise<Organization> {
  const { clientSecret, ...details } = input;
  return inTransaction(master.database, async (transaction) => {
    const { name } = await lockOrganization(transaction, id);
    const stored = await findSsoRow(transaction, id);
    if (clientSecret === undefined) requireSamePlace(stored, input);
    const ciphertext =
      clientSecret === undefined ? (stored?.client_secret_ciphertext ?? null) : master.keyring.encrypt(clientSecret, purposeOf(id));
    await replaceSsoRow(transaction, {
      organization_id: id,
      provider: input.provider,
      directory_id: input.provider === 'entra' ? input.directoryId : null,
      issuer_url: input.provider === 'oidc' ? input.issuerUrl : null,
      client_id: input.clientId,
      client_secret_ciphertext: ciphertext,
      label: input.label,
      auto_create: input.autoCreate,
      default_role: input.defaultRole,
      is_enabled: input.isEnabled,
    });
    await auditBy(transaction, by, {
      action: 'organization.sso_changed',
      organizationId: id,
      details: { organization: name, ...details, isSecretNew: clientSecret !== undefined },
    });
    return requireOrganization(transaction, id);
  });
}

export async function removeSso({ database }: Master, id: string, by: By): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const { name, sso } = await lockOrganization(transaction, id);
    if (!sso) return;
    await transaction.deleteFrom('organization_sso').where('organization_id', '=', id).execute();
    await auditBy(transaction, by, { action: 'organization.sso_removed', organizationId: id, details: { organization: name } });
  });
}

/** The connection that a form describes, for a test of it before it is kept. */
export async function draftConnection(master: Master, id: string, input: SsoInput): Promise<OpenidConnection> {
  await getOrganization(master, id);
  const { provider, directoryId, issuerUrl, clientId } = input;
  const place = { provider, directoryId, issuerUrl, clientId };
  if (input.clientSecret !== undefined) return { ...place, clientSecret: input.clientSecret };
  const stored = await findSsoRow(master.database, id);
  requireSamePlace(stored, input);
  try {
    return { ...place, clientSecret: master.keyring.decrypt(stored?.client_secret_ciphertext ?? '', purposeOf(id)) };
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    throw secretMissing('cannot be read with the present key: enter it again');
  }
}

function purposeOf(organizationId: string) {
  return { owner: organizationId, purpose: 'sso-client' } as const;
}

/** A stored secret goes to no other place than it was entered for: nobody can have it sent elsewhere. */
function requireSamePlace(stored: SsoRow | undefined, input: SsoInput): void {
  if (!stored || stored.client_secret_ciphertext === null) throw secretMissing('is needed');
  const isSame =
    stored.provider === input.provider &&
    stored.client_id === input.clientId &&
    (input.provider === 'entra' ? stored.directory_id === input.directoryId : stored.issuer_url === input.issuerUrl);
  if (!isSame) throw secretMissing('must be entered again, since it belongs to another application or provider');
}

function secretMissing(message: string): ProblemError {
  return new ProblemError('invalid_input', { errors: [{ field: 'clientSecret', message }] });
}

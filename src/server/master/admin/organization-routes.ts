import type { OrganizationAnswer } from '../../../contract/admin/organizations.ts';
import * as contract from '../../../contract/admin/organization-endpoints.ts';
import { buttonLabelOf, PUBLIC_CLOUD } from '../../platform/openid/openid-connection.ts';
import { ssoAddressesOf } from '../../platform/openid/sso-addresses.ts';
import { testOpenid } from '../../platform/openid/test-connection.ts';
import {
  assignTenant,
  createOrganization,
  deleteOrganization,
  draftConnection,
  getOrganization,
  listOrganizations,
  removeSso,
  setSso,
  unassignTenant,
  updateOrganization,
  type Organization,
} from '../organizations/public.ts';
import { listAudit } from '../audit/public.ts';
import { auditAnswer } from './answers.ts';
import { admin, type AdminBinding } from './bind-admin-endpoint.ts';

function answerOf(organization: Organization, origin: string): OrganizationAnswer {
  const { sso, tenants, createdAt, updatedAt } = organization;
  return {
    ...organization,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    tenants: tenants.map((tenant) => ({
      ...tenant,
      requiredGroupIds: [...tenant.requiredGroupIds],
      ...ssoAddressesOf(origin, `/t/${tenant.slug}`),
    })),
    sso: sso && { ...sso, buttonLabel: buttonLabelOf(sso), updatedAt: sso.updatedAt.toISOString() },
  };
}

const managing: readonly AdminBinding[] = [
  admin(contract.listOrganizations, async ({ master, facts, query }) => {
    const { items, nextCursor } = await listOrganizations(master.database, query);
    return { items: items.map((item) => answerOf(item, facts.origin)), nextCursor };
  }),
  admin(contract.getOrganization, async ({ master, facts, params }) => answerOf(await getOrganization(master, params.id), facts.origin)),
  admin(contract.createOrganization, async ({ master, facts, by, body }) =>
    answerOf(await createOrganization(master, body, by), facts.origin),
  ),
  admin(contract.updateOrganization, async ({ master, facts, by, params, body }) =>
    answerOf(await updateOrganization(master, params.id, body, by), facts.origin),
  ),
  admin(contract.deleteOrganization, ({ master, by, params }) => deleteOrganization(master, params.id, by)),
  admin(contract.assignTenant, async ({ master, facts, by, params }) =>
    answerOf(await assignTenant(master, params.id, params.tenantId, by), facts.origin),
  ),
  admin(contract.unassignTenant, ({ master, by, params }) => unassignTenant(master, params.id, params.tenantId, by)),
];

const reading: readonly AdminBinding[] = [
  admin(contract.listOrganizationAudit, async ({ master, params, query }) => {
    await getOrganization(master, params.id);
    const { items, nextCursor } = await listAudit(master.database, { ...query, organizationId: params.id });
    return { items: items.map(auditAnswer), nextCursor };
  }),
];

const signingIn: readonly AdminBinding[] = [
  admin(contract.setOrganizationSso, async ({ master, facts, by, params, body }) =>
    answerOf(await setSso(master, params.id, body, by), facts.origin),
  ),
  admin(contract.removeOrganizationSso, ({ master, by, params }) => removeSso(master, params.id, by)),
  admin(contract.testOrganizationSso, async ({ master, context, params, body }) =>
    testOpenid(await draftConnection(master, params.id, body), context.openid ?? PUBLIC_CLOUD),
  ),
];

export const organizationRoutes: readonly AdminBinding[] = [...managing, ...reading, ...signingIn];

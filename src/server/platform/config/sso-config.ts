import { z } from 'zod';
import type { ManagedSso } from '../openid/managed-sso.ts';
import { PUBLIC_CLOUD, type OpenidPlatform } from '../openid/openid-connection.ts';
import { flag, httpUrl, optional } from './values.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const ssoShape = {
  SSO_PROVIDER: optional(z.enum(['entra', 'oidc'], 'must be entra or oidc')),
  SSO_DIRECTORY_ID: optional(z.string().regex(UUID, 'must be the directory (tenant) id of Entra ID, a UUID')),
  SSO_ISSUER_URL: optional(httpUrl),
  SSO_CLIENT_ID: optional(z.string().max(200)),
  SSO_CLIENT_SECRET: optional(z.string().max(1000)),
  SSO_LABEL: optional(z.string().max(60)),
  SSO_AUTO_CREATE: flag(false),
  SSO_DEFAULT_ROLE: z.enum(['user', 'superuser', 'admin'], 'must be user, superuser or admin').default('user'),
  SSO_REQUIRED_GROUPS: optional(z.string()),
  SSO_GROUP_MATCH: z.enum(['any', 'all'], 'must be any or all').default('any'),
  SSO_ENTRA_URL: optional(httpUrl),
  SSO_GRAPH_URL: optional(httpUrl),
  SSO_ALLOW_HTTP: flag(false),
};

const connectionNames = ['SSO_PROVIDER', 'SSO_DIRECTORY_ID', 'SSO_ISSUER_URL', 'SSO_CLIENT_ID', 'SSO_CLIENT_SECRET'] as const;

/** What is missing or too much; the form of single variables is checked elsewhere. */
export function ssoProblems(variables: Readonly<Record<string, string | undefined>>, isMultiTenant: boolean): readonly string[] {
  const given = connectionNames.filter((name) => variables[name] !== undefined);
  if (given.length === 0) return [];
  if (isMultiTenant)
    return [`${given.join(', ')} must not be set with MULTI_TENANT: single sign-on is set up per organization in the portal`];
  const place = providerOf(variables) === 'entra' ? 'SSO_DIRECTORY_ID' : 'SSO_ISSUER_URL';
  const missing = [place, 'SSO_CLIENT_ID', 'SSO_CLIENT_SECRET'].filter((name) => variables[name] === undefined);
  return missing.map((name) => `${name} must be set too, since ${given.join(', ')} ${given.length === 1 ? 'is' : 'are'}`);
}

/** The sign-in that the configuration sets up; undefined: it is left to the settings of the workspace. */
export function managedSsoOf(values: z.output<z.ZodObject<typeof ssoShape>>): ManagedSso | undefined {
  const { SSO_CLIENT_ID: clientId, SSO_CLIENT_SECRET: clientSecret } = values;
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const provider = providerOf(values);
  return {
    managedBy: 'environment',
    organizationName: null,
    provider,
    directoryId: provider === 'entra' ? (values.SSO_DIRECTORY_ID?.toLowerCase() ?? null) : null,
    issuerUrl: provider === 'oidc' ? (values.SSO_ISSUER_URL ?? null) : null,
    clientId,
    clientSecret,
    label: values.SSO_LABEL ?? null,
    autoCreate: values.SSO_AUTO_CREATE,
    defaultRole: values.SSO_DEFAULT_ROLE,
    requiredGroupIds: (values.SSO_REQUIRED_GROUPS ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    groupMatch: values.SSO_GROUP_MATCH,
  };
}

export function openidOf(values: z.output<z.ZodObject<typeof ssoShape>>): OpenidPlatform {
  const { SSO_ENTRA_URL: entraUrl = PUBLIC_CLOUD.entraUrl, SSO_GRAPH_URL: graphUrl = PUBLIC_CLOUD.graphUrl } = values;
  return { entraUrl: entraUrl.replace(/\/+$/, ''), graphUrl: graphUrl.replace(/\/+$/, ''), allowsHttp: values.SSO_ALLOW_HTTP };
}

function providerOf({ SSO_PROVIDER, SSO_ISSUER_URL }: Readonly<Record<string, unknown>>): 'entra' | 'oidc' {
  if (SSO_PROVIDER === 'entra' || SSO_PROVIDER === 'oidc') return SSO_PROVIDER;
  return SSO_ISSUER_URL === undefined ? 'entra' : 'oidc';
}

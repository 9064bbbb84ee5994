import type { z } from 'zod';
import type { AdminEndpoint } from '../../contract/admin/admin-endpoints.ts';
import type { ResponseOf } from '../../contract/endpoint.ts';
import { adminRoutes, type AdminRouteName } from '../../contract/admin/admin-routes.ts';
import { toProblem, unreachable } from './api.ts';

type EndpointOf<Name extends AdminRouteName> = Extract<AdminEndpoint, { readonly name: Name }>;

/** What an endpoint of the control plane answers. */
export type AdminAnswerOf<Name extends AdminRouteName> = ResponseOf<EndpointOf<Name>>;
export type AdminBodyOf<Name extends AdminRouteName> =
  EndpointOf<Name> extends { readonly body: infer Schema extends z.ZodType } ? z.input<Schema> : undefined;

export type AdminCallOptions<Name extends AdminRouteName> = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: AdminBodyOf<Name>;
};

/** Calls an endpoint of the control plane by its name. Throws a ProblemError for everything but success. */
export async function adminCall<Name extends AdminRouteName>(
  name: Name,
  options: AdminCallOptions<Name> = {},
): Promise<AdminAnswerOf<Name>> {
  const hasBody = options.body !== undefined;
  const response = await fetch(addressOf(name, options), {
    method: adminRoutes[name].method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    ...(hasBody ? { body: JSON.stringify(options.body) } : {}),
  }).catch(() => {
    throw unreachable();
  });
  const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw toProblem(name, response.status, body, response.headers.get('retry-after'));
  // The server checks its answers against the contract in its own tests; here the type is taken on trust.
  return body as AdminAnswerOf<Name>;
}

function addressOf(name: AdminRouteName, { params, query }: Pick<AdminCallOptions<AdminRouteName>, 'params' | 'query'>): string {
  const path = adminRoutes[name].path.replace(/:([a-zA-Z]+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') search.set(key, String(value));
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

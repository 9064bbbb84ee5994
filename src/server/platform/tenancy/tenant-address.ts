import type { IncomingMessage } from 'node:http';

/** What an address says before anybody looks: which tenant's, and where its application begins. */
export type TenantAddress = { readonly slug: string | undefined; readonly basePath: string };

const PREFIX = /^\/t\/([^/?#]+)(?=[/?#]|$)/;
const API = /^\/api(?=[/?#]|$)/;
/** The control plane has one address alone, whatever stands before it. */
const ADMIN_API = /^\/api\/admin(?=[/?#]|$)/i;
const NOWHERE: TenantAddress = { slug: undefined, basePath: '' };

const addresses = new WeakMap<IncomingMessage, TenantAddress>();

/**
 * Turns `/t/{slug}/api/…` into `/api/…`, so that the same routes serve every tenant, and remembers whose it is. Every other
 * address stays as it is.
 */
export function rewriteTenantUrl(raw: IncomingMessage): string {
  const url = raw.url ?? '/';
  const [prefix, slug] = PREFIX.exec(url) ?? [];
  if (prefix === undefined || slug === undefined) return url;
  addresses.set(raw, { slug, basePath: prefix });
  const rest = url.slice(prefix.length);
  return API.test(rest) && !ADMIN_API.test(decoded(rest)) ? rest : url;
}

/** Whether the address is one of a tenant's calls, named by its slug. To be asked after `rewriteTenantUrl`. */
export function isTenantCall(raw: IncomingMessage, rewritten: string): boolean {
  return addresses.has(raw) && rewritten !== raw.url;
}

export function addressOf(raw: IncomingMessage): TenantAddress {
  return addresses.get(raw) ?? NOWHERE;
}

/** As the router reads it. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

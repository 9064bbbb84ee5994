import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf, rewriteTenantUrl } from './tenant-address.ts';

function read(url: string) {
  // Only the address of a request is looked at.
  const raw = { url } as IncomingMessage;
  return { url: rewriteTenantUrl(raw), ...addressOf(raw) };
}

describe('an address', () => {
  it('of a tenant’s API is that of the API, and says whose', () => {
    expect(read('/t/acme/api/plan?x=1')).toEqual({ url: '/api/plan?x=1', slug: 'acme', basePath: '/t/acme' });
    expect(read('/t/acme/api')).toEqual({ url: '/api', slug: 'acme', basePath: '/t/acme' });
  });

  it('of a page stays as it is', () => {
    for (const url of ['/t/acme', '/t/acme/', '/t/acme/gantt?from=1', '/t/acme/apiary'])
      expect(read(url)).toMatchObject({ url, slug: 'acme' });
    for (const url of ['/', '/api/plan', '/t/', '/t//api/plan', '/tenant/x/api', '/admin/'])
      expect(read(url)).toEqual({ url, slug: undefined, basePath: '' });
  });

  it('under a tenant never leads to the control plane, however it is written', () => {
    for (const url of [
      '/t/acme/api/admin',
      '/t/acme/api/admin/tenants',
      '/t/acme/api/%61dmin/tenants',
      '/t/acme/api%2Fadmin/tenants',
      '/t/acme/api/ADMIN/x',
    ])
      expect(read(url).url).toBe(url);
  });

  it('names a tenant as it was typed: nothing is decoded into another’s name', () => {
    expect(read('/t/%61cme/api/plan').slug).toBe('%61cme');
    expect(read('/t/acme%2F..%2Fother/api/plan').slug).toBe('acme%2F..%2Fother');
  });
});

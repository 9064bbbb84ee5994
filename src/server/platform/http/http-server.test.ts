import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { daySchema } from '../../../contract/ids.ts';
import type { Actor } from '../actor.ts';
import type { TenantContext } from '../tenant-context.ts';
import { bindEndpoint } from './bind-endpoint.ts';
import { createHttpServer, type HttpOptions } from './create-http-server.ts';
import { bindDocumentation } from './documentation-routes.ts';
import { bindHealth } from './health-routes.ts';
import type { HttpServer } from './http-server.ts';
import { bindMetrics } from './metrics-routes.ts';
import { ProblemError } from './problem-error.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.instance.close()));
});

// Nothing here touches a tenant's database: only the address of the tenant is used.
const tenant = { tenant: { id: 'default', slug: null, title: 'Test', basePath: '' } } as unknown as TenantContext;

function actorWith(changes: Partial<Actor>): Actor {
  return { userId: 'u', name: 'Ada', role: 'user', siteIds: 'all', sessionId: 's', mustChangePassword: false, ...changes } as Actor;
}

const itemBody = z.strictObject({ name: z.string().min(1), commands: z.array(z.strictObject({ endOn: daySchema })).default([]) });
const item = z.object({ id: z.string(), onDay: daySchema }).meta({ id: 'TestItem' });

async function createServer(options: Partial<HttpOptions> & { readonly actor?: Actor } = {}): Promise<HttpServer> {
  const server = await createHttpServer({
    environment: {
      resolveTenant: () => Promise.resolve(tenant),
      authenticate: () => Promise.resolve(options.actor),
      constraints: { items_name_key: { code: 'duplicate', field: 'name', detail: 'There is an item of this name.' } },
    },
    logger: { level: 'silent' },
    trustProxy: false,
    secureCookies: undefined,
    publicOrigin: undefined,
    maxRequestsPerMinute: undefined,
    ...options,
  });
  servers.push(server);
  bindEndpoint(
    server,
    {
      name: 'getItem',
      method: 'GET',
      path: '/api/items/:id',
      summary: 'One',
      access: 'public',
      params: z.strictObject({ id: z.uuid() }),
      response: item,
    },
    async ({ params, reply }) => {
      reply.setCookie('crumb', 'x', { maxAgeSeconds: 60 });
      return { id: params.id, onDay: 0 };
    },
  );
  const post = {
    method: 'POST',
    path: '/api/items',
    summary: 'Make',
    access: 'public',
    body: itemBody,
    bodyLimitBytes: 2000,
    status: 204,
  } as const;
  bindEndpoint(server, { name: 'createItem', ...post }, async ({ body }) => {
    if (body.name === 'bug') throw new Error('secret inner state');
    if (body.name === 'twice') throw Object.assign(new Error('duplicate key'), { code: '23505', constraint: 'items_name_key' });
    if (body.name === 'gone') throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    if (body.name === 'rule') throw new ProblemError('refused', { rule: 'dependency_cycle', ids: ['a', 'b'] });
  });
  for (const access of ['session', 'users.manage'] as const)
    bindEndpoint(server, { name: access, method: 'GET', path: `/api/for/${access}`, summary: access, access, status: 204 }, () =>
      Promise.resolve(),
    );
  return server;
}

const post = (server: HttpServer, body: unknown, headers: Record<string, string> = {}) =>
  server.instance.inject({
    method: 'POST',
    url: '/api/items',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('an endpoint', () => {
  it('encodes its answer by the schema: days are text on the wire', async () => {
    const server = await createServer();
    const answer = await server.instance.inject('/api/items/01890000-0000-7000-8000-000000000000');
    expect(answer.json()).toEqual({ id: '01890000-0000-7000-8000-000000000000', onDay: '1970-01-01' });
  });

  it('names every field at fault by its dotted path', async () => {
    const server = await createServer();
    const answer = await post(server, { name: '', commands: [{ endOn: '2026-02-30' }, { endOn: '2026-01-01', extra: 1 }] });
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors.map((error: { field: string }) => error.field)).toEqual(['name', 'commands.0.endOn', 'commands.1.extra']);
    expect((await server.instance.inject('/api/items/nonsense')).json().errors).toMatchObject([{ field: 'id' }]);
  });

  it.each([
    ['broken JSON', '{"name":', {}, 400, 'malformed_request'],
    ['an empty body', '', {}, 400, 'malformed_request'],
    ['a poisoned prototype', '{"__proto__":{"x":1},"name":"a"}', {}, 400, 'malformed_request'],
    ['another content type', '<a/>', { 'content-type': 'text/xml' }, 415, 'unsupported_media_type'],
    ['plain text', '{"name":"a"}', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['a large body', JSON.stringify({ name: 'x'.repeat(3000) }), {}, 413, 'payload_too_large'],
    ['no body', 'null', {}, 422, 'invalid_input'],
    ['a duplicate', '{"name":"twice"}', {}, 409, 'duplicate'],
    ['a database that is away', '{"name":"gone"}', {}, 503, 'database_unavailable'],
    ['a rule of the plan', '{"name":"rule"}', {}, 409, 'refused'],
  ])('answers %s with a problem document', async (_what, body, headers, status, code) => {
    const answer = await post(await createServer(), body, headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status, code, instance: answer.headers['x-request-id'] });
  });

  it('tells nothing of a bug but the request id', async () => {
    const answer = await post(await createServer(), { name: 'bug' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json()).toMatchObject({ code: 'internal', instance: answer.headers['x-request-id'] });
  });

  it('is a page of the workspace where browsers go themselves, with a reference where it is our fault', async () => {
    const server = await createServer({ isMultiTenant: true });
    const query = z.strictObject({ as: z.enum(['bug', 'closed']) });
    bindEndpoint(
      server,
      { name: 'visit', method: 'GET', path: '/api/visit', summary: 'Go', access: 'public', query, failurePage: '/sign-in' },
      async ({ query: { as } }) => {
        throw as === 'bug' ? new Error('secret inner state') : new ProblemError('tenant_inactive');
      },
    );
    const visit = async (url: string) => (await server.instance.inject(url)).headers;
    expect((await visit('/t/acme/api/visit?as=closed')).location).toBe('/t/acme/sign-in');
    expect((await visit('/api/visit?as=odd')).location).toBe('/sign-in');
    const { location, 'x-request-id': id } = await visit('/t/acme/api/visit?as=bug');
    expect(location).toBe(`/t/acme/sign-in?failure=internal&reference=${String(id).slice(-8)}`);
  });

  it('lets in by session and right, and nobody before a one-time password is changed', async () => {
    const statuses = async (actor: Actor | undefined) => {
      const { instance } = await createServer(actor ? { actor } : {});
      const answers = [await instance.inject('/api/for/session'), await instance.inject('/api/for/users.manage')];
      return answers.map((answer) => (answer.statusCode === 204 ? 204 : answer.json().code));
    };
    expect(await statuses(undefined)).toEqual(['not_signed_in', 'not_signed_in']);
    expect(await statuses(actorWith({}))).toEqual([204, 'forbidden']);
    expect(await statuses(actorWith({ role: 'admin' }))).toEqual([204, 204]);
    expect(await statuses(actorWith({ role: 'admin', mustChangePassword: true }))).toEqual([204, 'password_change_required']);
  });

  it('answers an address that is none, or cannot be decoded, with a problem document', async () => {
    const { instance } = await createServer();
    expect((await instance.inject('/api/none')).json()).toMatchObject({ code: 'not_found' });
    expect((await instance.inject('/api/items/%E0%A4%A')).json()).toMatchObject({ code: 'malformed_request' });
    expect((await instance.inject({ method: 'PUT', url: '/api/items' })).json()).toMatchObject({ code: 'not_found' });
  });
});

describe('requests of other sites', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost' }, 204],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost:80' }, 204],
    [{ origin: 'https://plan.example' }, 204],
    [{}, 204],
  ])('with %o get %i', async (headers, status) => {
    const server = await createServer({ publicOrigin: 'https://plan.example' });
    expect((await post(server, { name: 'a' }, headers)).statusCode).toBe(status);
  });
});

describe('headers', () => {
  it('forbid inline scripts, framing and sniffing on every answer, also a refusal', async () => {
    const { instance } = await createServer();
    for (const url of ['/api/none', '/api/items/01890000-0000-7000-8000-000000000000']) {
      const { headers } = await instance.inject(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('make cookies Secure and promise HTTPS where the trusted proxy says HTTPS', async () => {
    const { instance } = await createServer({ trustProxy: true });
    const { headers } = await instance.inject({
      url: '/api/items/01890000-0000-7000-8000-000000000000',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(headers['set-cookie']).toBe('crumb=x; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
    const { instance: direct } = await createServer();
    const untrusted = await direct.inject({
      url: '/api/items/01890000-0000-7000-8000-000000000000',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(untrusted.headers['set-cookie']).toBe('crumb=x; Max-Age=60; Path=/; HttpOnly; SameSite=Lax');
  });
});

describe('limits', () => {
  it('tell a caller who asks too often when to come back; health checks go on', async () => {
    const server = await createServer({ maxRequestsPerMinute: 3 });
    bindHealth(server, () => Promise.resolve(true));
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await server.instance.inject('/api/for/session')).statusCode);
    expect(statuses).toEqual([401, 401, 401, 429]);
    const refused = await server.instance.inject('/api/for/session');
    expect(refused.json()).toMatchObject({ code: 'too_many_requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await server.instance.inject('/health')).statusCode).toBe(200);
  });
});

describe('operations', () => {
  it('readiness follows the database', async () => {
    const server = await createServer();
    let isReady = false;
    bindHealth(server, () => Promise.resolve(isReady));
    expect((await server.instance.inject('/health/ready')).json()).toMatchObject({ code: 'database_unavailable' });
    isReady = true;
    expect((await server.instance.inject('/health/ready')).json()).toEqual({ status: 'ready' });
  });

  it('metrics are for this machine without a proxy in between, or for holders of the token', async () => {
    const server = await createServer();
    const token = 'a-token-of-enough-length';
    bindMetrics(server, { token, pool: () => ({ total: 3, idle: 1, waiting: 0 }), openSockets: () => 7 });
    const status = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      (await server.instance.inject({ url: '/metrics', headers, remoteAddress })).statusCode;
    expect(await status({})).toBe(200);
    expect(await status({}, '10.0.0.1')).toBe(404);
    expect(await status({ 'x-forwarded-for': '10.0.0.1' })).toBe(404);
    expect(await status({ authorization: `Bearer ${token}` }, '10.0.0.1')).toBe(200);
    expect(await status({ authorization: 'Bearer wrong' })).toBe(404);
    expect((await server.instance.inject('/metrics')).body).toMatch(/database_connections 3[^]*sockets_open 7/);
  });

  it('the documentation describes every bound endpoint as it travels, and its page works under the policy', async () => {
    const server = await createServer();
    bindDocumentation(server, { version: '1.2.3' });
    const document = (await server.instance.inject('/api/openapi.json')).json();
    expect(document.openapi).toMatch(/^3\.1/);
    expect(document.paths['/api/items/{id}'].get.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
    expect(document.components.schemas.TestItem.properties.onDay).toMatchObject({ type: 'string', format: 'date' });
    expect(document.paths['/api/items'].post.responses.default.$ref).toBe('#/components/responses/Problem');
    const page = await server.instance.inject('/api/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(String(page.headers['content-security-policy'])).toContain("script-src 'self'");
  });
});

it('a request that is no HTTP gets an answer, not a hang', async () => {
  const server = await createServer();
  const address = await server.instance.listen({ host: '127.0.0.1', port: 0 });
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const huge = httpRequest(`${address}/api/none`, { headers: { 'x-large': 'x'.repeat(20_000) } }, (response) =>
      resolve(response.resume().statusCode),
    );
    huge.once('error', reject);
    huge.end();
  });
  expect(status).toBe(431);
});

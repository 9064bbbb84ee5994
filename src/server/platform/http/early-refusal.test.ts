import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bindEndpoint } from './bind-endpoint.ts';
import { createHttpServer, type HttpOptions } from './create-http-server.ts';
import type { HttpServer } from './http-server.ts';
import { ProblemError } from './problem-error.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.instance.close()));
});

/** The tenant `late` is refused where its request would be worked on, `early` before anything is done. */
async function listen(options: Partial<HttpOptions> = {}): Promise<string> {
  const server = await createHttpServer({
    environment: {
      resolveTenant: () => Promise.reject(new ProblemError('overloaded', { retryAfterSeconds: 1 })),
      authenticate: () => Promise.resolve(undefined),
      isRefused: ({ url }) => url?.startsWith('/t/early/') ?? false,
      constraints: {},
    },
    logger: { level: 'silent' },
    trustProxy: true,
    secureCookies: undefined,
    publicOrigin: undefined,
    isMultiTenant: true,
    maxRequestsPerMinute: undefined,
    ...options,
  });
  servers.push(server);
  const endpoint = { name: 'save', method: 'POST', path: '/api/plan', summary: 'Save', access: 'public', body: z.string() } as const;
  bindEndpoint(server, endpoint, () => Promise.resolve());
  return server.instance.listen({ host: '127.0.0.1', port: 0 });
}

async function post(url: string, slug: string, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '"x"' };
  const answer = await fetch(`${url}/t/${slug}/api/plan`, init);
  const { date: _date, 'x-request-id': id, ...rest } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: rest, id, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
}

describe('a request that is refused early', () => {
  it.each([
    ['over HTTP', {}, {}],
    ['over HTTPS, as a proxy says', {}, { 'x-forwarded-proto': 'https' }],
    ['over HTTPS, as configured', { secureCookies: true }, {}],
    ['never over HTTPS, as configured', { secureCookies: false }, { 'x-forwarded-proto': 'https' }],
  ])('is answered as one that is refused late, %s', async (_how, options, headers) => {
    const url = await listen(options);
    const [early, late] = [await post(url, 'early', headers), await post(url, 'late', headers)];
    expect(early.status).toBe(503);
    expect(early.headers).toEqual(late.headers);
    expect(early.headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/problem+json; charset=utf-8' });
    expect({ ...early.body, instance: '' }).toEqual({ ...late.body, instance: '' });
    expect(early.body['instance']).toBe(early.id);
  });

  it('leaves its connection to the next, and the server ends as any other', async () => {
    const url = await listen();
    for (const slug of ['early', 'early', 'late']) expect((await post(url, slug)).status).toBe(503);
    await servers[0]?.instance.close();
    await expect(post(url, 'early')).rejects.toThrow('fetch failed');
  });
});

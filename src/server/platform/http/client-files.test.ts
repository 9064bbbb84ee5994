import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindClientFiles } from './client-files.ts';
import { createHttpServer } from './create-http-server.ts';
import type { HttpServer } from './http-server.ts';

const createServer = (maxRequestsPerMinute?: number): Promise<HttpServer> =>
  createHttpServer({
    environment: {
      resolveTenant: () => Promise.reject(new Error('not asked')),
      authenticate: () => Promise.resolve(undefined),
      constraints: {},
    },
    logger: { level: 'silent' },
    trustProxy: false,
    secureCookies: undefined,
    publicOrigin: undefined,
    maxRequestsPerMinute,
  });

describe('the client', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'milestone-client-'));
  let server: HttpServer;
  beforeAll(async () => {
    mkdirSync(path.join(folder, 'assets'));
    const script = 'export const answer = 42;'.repeat(100);
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Milestone</title>');
    writeFileSync(path.join(folder, 'assets', 'main-abc123.js'), script);
    writeFileSync(path.join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync(script));
    server = await createServer();
    await bindClientFiles(server, folder);
  });
  afterAll(async () => {
    await server.instance.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', '/gantt', '/t/acme/gantt?zoom=weeks', '/sign-in'])(
    'has its page at %s, fresh each time and under the policy',
    async (url) => {
      const answer = await server.instance.inject(url);
      expect(answer.body).toContain('<title>Milestone</title>');
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      const again = await server.instance.inject({ url, headers: { 'if-none-match': String(answer.headers.etag) } });
      expect(again.statusCode).toBe(304);
    },
  );

  it('keeps hashed files for ever, and sends them compressed to those who take it', async () => {
    const url = '/assets/main-abc123.js';
    const compressed = await server.instance.inject({ url, headers: { 'accept-encoding': 'br' } });
    expect(compressed.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' });
    const plain = await server.instance.inject({ url, headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body).toContain('answer = 42');
  });

  it('has its hashed files for many visitors of one address, but counts those that are not there', async () => {
    const limited = await createServer(2);
    await bindClientFiles(limited, folder);
    const statusOf = async (url: string) => (await limited.instance.inject(url)).statusCode;
    for (let count = 0; count < 5; count += 1) expect(await statusOf('/assets/main-abc123.js')).toBe(200);
    expect([await statusOf('/assets/gone.js'), await statusOf('/'), await statusOf('/')]).toEqual([404, 200, 429]);
    expect(await statusOf('/assets/gone.js')).toBe(429);
    expect(await statusOf('/assets/main-abc123.js')).toBe(200);
    await limited.instance.close();
  });

  it.each([
    '/api',
    '/api/none',
    '/t/acme/api/none',
    '/assets/gone.js',
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd.txt',
    '/.git/config.txt',
  ])('is not at %s', async (url) => {
    const answer = await server.instance.inject(url);
    expect([403, 404]).toContain(answer.statusCode);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

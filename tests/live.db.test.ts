import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerMessage } from '../src/contract/socket.ts';
import { createUuid } from '../src/lib/uuid.ts';
import type { ProjectId, SiteId } from '../src/planning/model.ts';
import { changePlan } from '../src/server/tenant/plan/public.ts';
import { createTestSite, signedIn, type TestClient } from './support/test-accounts.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

type Reader = { readonly messages: ServerMessage[]; readonly socket: WebSocket; readonly closed: Promise<number> };

/** The messages of a kind so far, once there are as many as wanted. */
async function waitFor<Type extends ServerMessage['type']>(reader: Reader, type: Type, count = 1, timeoutMs = 10_000) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = reader.messages.filter((message): message is Extract<ServerMessage, { type: Type }> => message.type === type);
    if (found.length >= count) return found;
    if (Date.now() > deadline) throw new Error(`waited for ${count} ${type}, got ${JSON.stringify(reader.messages)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('open sockets', () => {
  let node: TestServer;
  let otherNode: TestServer;
  let admin: TestClient;
  let siteId: SiteId;
  const readers: Reader[] = [];

  beforeAll(async () => {
    node = await startTestServer();
    otherNode = await startTestServer({ sharedDatabase: node.testDatabase });
    siteId = await createTestSite(node.context.database, 'Zurich');
    admin = await signedIn(node, { role: 'admin' });
  });
  afterEach(() => {
    for (const { socket } of readers.splice(0)) socket.terminate();
  });
  afterAll(async () => {
    await otherNode.stop();
    await node.stop();
  });

  function open(server: TestServer, cookie: string): Reader {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/ws`, { headers: { cookie } });
    const messages: ServerMessage[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as ServerMessage));
    const reader = { messages, socket, closed: new Promise<number>((resolve) => socket.once('close', resolve)) };
    readers.push(reader);
    return reader;
  }

  async function createProject(name: string): Promise<number> {
    const { body, status } = await admin.call('POST', '/api/commands', {
      commands: [{ kind: 'project.create', id: createUuid(), siteId, name, startOn: '2026-01-05', endOn: '2026-02-05' }],
    });
    expect(status).toBe(200);
    return body.change.revision;
  }

  it('are greeted with the revision, then told each change in order, on the node of the change and on others', async () => {
    const both = [open(node, admin.cookie), open(otherNode, admin.cookie)];
    for (const reader of both) await waitFor(reader, 'hello');
    const revisions = [await createProject('One'), await createProject('Two'), await createProject('Three')];
    for (const reader of both) {
      const changes = await waitFor(reader, 'change', 3);
      expect(changes.map((message) => message.revision)).toEqual(revisions);
      expect(changes[0]?.change?.patches.length).toBeGreaterThan(0);
      expect(reader.messages[0]).toEqual({ type: 'hello', revision: (revisions[0] ?? 0) - 1 });
    }
  });

  it('lose no change when its notification is lost', async () => {
    const reader = open(otherNode, admin.cookie);
    await waitFor(reader, 'hello');
    const silent = { ...node.context, changes: { ...node.context.changes, publish: () => undefined } };
    const id = createUuid() as ProjectId;
    await changePlan(silent, null, [{ kind: 'project.create', id, siteId, name: 'Unheard', startOn: 20_000, endOn: 20_010 }]);
    expect(await waitFor(reader, 'change')).toHaveLength(1);
  });

  it('go on after the listening connection was lost', async () => {
    const reader = open(otherNode, admin.cookie);
    await waitFor(reader, 'hello');
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`.execute(
      node.context.database,
    );
    const startMs = performance.now();
    await createProject('After the loss');
    await waitFor(reader, 'change');
    expect(performance.now() - startMs).toBeLessThan(3000);
  });

  it('are closed with the reason when the session ends', async () => {
    const user = await signedIn(node, { role: 'user', siteIds: [siteId] });
    const reader = open(node, user.cookie);
    await waitFor(reader, 'hello');
    await user.call('POST', '/api/auth/logout');
    expect(await waitFor(reader, 'bye')).toEqual([{ type: 'bye', code: 'not_signed_in' }]);
    expect(await reader.closed).toBe(4001);
  });

  it('are told when their rights change', async () => {
    const user = await signedIn(node, { role: 'user', siteIds: [siteId] });
    const reader = open(node, user.cookie);
    await waitFor(reader, 'hello');
    await sql`update users set role = 'superuser' where id = ${user.userId}`.execute(node.context.database);
    node.context.accessNews.publish({ kind: 'rightsChanged', userId: user.userId });
    expect(await waitFor(reader, 'rightsChanged')).toHaveLength(1);
  });

  it('are told on every node when a list beside the plan is another', async () => {
    const both = [open(node, admin.cookie), open(otherNode, admin.cookie)];
    for (const reader of both) await waitFor(reader, 'hello');
    await createProject('Kept');
    await admin.call('PATCH', '/api/settings', { currency: 'CHF' });
    const { body } = await admin.call('GET', '/api/projects');
    await admin.call('POST', '/api/baselines', { name: 'March', projectIds: [body.items[0].id] });
    for (const reader of both) {
      expect(await waitFor(reader, 'listChanged', 2)).toEqual([
        { type: 'listChanged', list: 'settings' },
        { type: 'listChanged', list: 'baselines' },
      ]);
    }
  });

  it('are refused without a session, before the forced password change, and from another site', async () => {
    expect(await waitFor(open(node, ''), 'bye')).toEqual([{ type: 'bye', code: 'not_signed_in' }]);
    const fresh = await signedIn(node, { role: 'admin', mustChangePassword: true });
    expect(await waitFor(open(node, fresh.cookie), 'bye')).toEqual([{ type: 'bye', code: 'password_change_required' }]);
    const socket = new WebSocket(`${node.url.replace('http', 'ws')}/api/ws`, {
      headers: { cookie: admin.cookie, origin: 'https://evil.example' },
    });
    const refusal = await new Promise<number | undefined>((resolve) =>
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect(refusal).toBe(403);
  });

  it('answer a ping and survive what is no message', async () => {
    const reader = open(node, admin.cookie);
    await waitFor(reader, 'hello');
    reader.socket.send(JSON.stringify({ type: 'ping' }));
    reader.socket.send('not json');
    await waitFor(reader, 'pong', 2);
    reader.socket.send('x'.repeat(5000));
    expect(await reader.closed).toBe(1009);
  });

  it('that do not read are cut off instead of filling the memory', async () => {
    const reader = open(node, admin.cookie);
    await waitFor(reader, 'hello');
    reader.socket.pause();
    const notes = 'n'.repeat(19_000);
    for (let count = 0; count < 40; count += 1) {
      const commands = Array.from({ length: 24 }, () => {
        const create = { kind: 'project.create', id: createUuid(), siteId, name: 'Large', startOn: '2026-01-05', endOn: '2026-02-05' };
        return { ...create, fields: { notes } };
      });
      expect((await admin.call('POST', '/api/commands', { commands })).status).toBe(200);
    }
    reader.socket.resume();
    expect(await reader.closed).toBe(4008);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerMessage } from '../../../contract/socket.ts';
import type { SiteId } from '../../../planning/model.ts';
import {
  clientOf,
  createTestSession,
  createTestSite,
  createTestUser,
  signedIn,
  type TestClient,
} from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';
import { hashPassword } from '../../platform/accounts/password-hash.ts';

const PASSWORD = 'kettle orbit mild 42';

let server: TestServer;
let otherNode: TestServer;
let admin: TestClient;
let bern: SiteId;
let lyon: SiteId;
let users: TestClient[];

beforeAll(async () => {
  server = await startTestServer();
  otherNode = await startTestServer({ sharedDatabase: server.testDatabase });
  const { database } = server.context;
  [bern, lyon] = [await createTestSite(database, 'Bern'), await createTestSite(database, 'Lyon')];
  admin = await signedIn(server, { role: 'admin' });
  const passwordHash = await hashPassword(PASSWORD);
  users = [];
  for (let index = 0; index < 8; index += 1) {
    const id = await createTestUser(database, { role: 'user', siteIds: [bern], passwordHash, name: `Reader ${index}` });
    users.push(clientOf(server, id, await createTestSession(database, id)));
  }
});
afterAll(async () => {
  await otherNode.stop();
  await server.stop();
});

function nextUser(): TestClient {
  const user = users.pop();
  if (!user) throw new Error('make more users');
  return user;
}

type OpenSocket = {
  readonly messages: ServerMessage[];
  readonly greeted: Promise<void>;
  readonly closed: Promise<number>;
  heard(type: string): Promise<void>;
};

function openSocket(client: TestClient, headers: Readonly<Record<string, string>> = {}, at = server): OpenSocket {
  const socket = new WebSocket(`${at.url.replace('http', 'ws')}/api/ws`, { headers: { cookie: client.cookie, ...headers } });
  const messages: ServerMessage[] = [];
  const waiting: { type: string; resolve: () => void }[] = [];
  socket.on('message', (data: Buffer) => {
    // The server sends its own messages.
    const message = JSON.parse(data.toString()) as ServerMessage;
    messages.push(message);
    for (const { type, resolve } of waiting) if (type === message.type) resolve();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const heard = (type: string) =>
    messages.some((message) => message.type === type) ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ type, resolve }));
  return { messages, greeted: heard('hello'), closed, heard };
}

describe('an open socket', () => {
  it.each<[string, (client: TestClient) => Promise<{ status: number }>]>([
    ['the user signs out', (client) => client.call('POST', '/api/auth/logout')],
    [
      'the user ends the session elsewhere',
      async (client) => {
        const other = clientOf(server, client.userId, await createTestSession(server.context.database, client.userId));
        const { body } = await other.call('GET', '/api/auth/sessions');
        const session = body.items.find((item: { isCurrent: boolean }) => !item.isCurrent);
        return other.call('DELETE', `/api/auth/sessions/${session.id}`);
      },
    ],
    [
      'the password is changed',
      (client) => client.call('POST', '/api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'seven green ladders' }),
    ],
    ['the password is reset', (client) => admin.call('POST', `/api/users/${client.userId}/reset-password`)],
    ['the account is switched off', (client) => admin.call('PATCH', `/api/users/${client.userId}`, { isActive: false })],
    ['the role changes', (client) => admin.call('PATCH', `/api/users/${client.userId}`, { role: 'superuser' })],
  ])('is closed within 2 s on every node when %s', async (_why, act) => {
    const client = nextUser();
    const sockets = [openSocket(client), openSocket(client, {}, otherNode)];
    for (const socket of sockets) await socket.greeted;
    expect((await act(client)).status).toBeLessThan(300);
    const startMs = performance.now();
    for (const socket of sockets) {
      expect(await socket.closed).toBe(4001);
      expect(socket.messages.at(-1)).toEqual({ type: 'bye', code: 'not_signed_in' });
    }
    expect(performance.now() - startMs).toBeLessThan(2000);
  });

  it('is told when the sites of its user change, and from then on shows what they now may see', async () => {
    const client = nextUser();
    const socket = openSocket(client, {}, otherNode);
    await socket.greeted;
    await admin.call('PATCH', `/api/users/${client.userId}`, { siteIds: [lyon] });
    await socket.heard('rightsChanged');
    await admin.call('POST', '/api/equipment', { siteId: bern, name: 'Secret of Bern' });
    await admin.call('POST', '/api/equipment', { siteId: lyon, name: 'Laser of Lyon' });
    await expect.poll(() => JSON.stringify(socket.messages)).toContain('Laser of Lyon');
    expect(JSON.stringify(socket.messages)).not.toContain('Secret of Bern');
  });

  it('is not opened without a session, nor for a page of another web site', async () => {
    const nobody = openSocket(clientOf(server, admin.userId, ''));
    expect(await nobody.closed).toBe(4001);
    expect(nobody.messages).toEqual([{ type: 'bye', code: 'not_signed_in' }]);
    const foreign = openSocket(nextUser(), { origin: 'https://evil.example' });
    expect(await foreign.closed).toBe(1006);
    expect(foreign.messages).toEqual([]);
  });
});

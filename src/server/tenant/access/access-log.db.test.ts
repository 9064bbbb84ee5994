import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, clientOf, createTestUser, signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';
import { hashPassword } from '../../platform/accounts/password-hash.ts';

const PASSWORD = 'kettle orbit mild 42';
const NEW_PASSWORD = 'seven green ladders';

let server: TestServer;
let admin: TestClient;
const lines: string[] = [];

beforeAll(async () => {
  server = await startTestServer({ onLogLine: (line) => void lines.push(line) });
  admin = await signedIn(server, { role: 'admin', email: 'ada@lab.example' });
});
afterAll(() => server.stop());

const signIn = (email: string, password: string) => call(server.url, 'POST', '/api/auth/login', { email, password });
const eventsOf = () => lines.map((line) => JSON.parse(line)).filter((entry: { event?: string }) => entry.event !== undefined);

describe('the log', () => {
  it('holds every sign-in, refusal and password change with who, where and when, and none of their secrets', async () => {
    const userId = await createTestUser(server.context.database, {
      role: 'user',
      name: 'Jo Muster',
      email: 'jo.muster@lab.example',
      passwordHash: await hashPassword(PASSWORD),
    });
    await signIn('a-password-typed-as-name', 'wrong password');
    await signIn('jo.muster@lab.example', 'wrong password');
    const opened = await signIn('jo.muster@lab.example', PASSWORD);
    const token = opened.headers.get('set-cookie')?.split(/[=;]/)[1] ?? 'no token';
    const client = clientOf(server, userId, `milestone_session=${token}`);
    await client.call('GET', '/api/users');
    const changed = await client.call('POST', '/api/auth/change-password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
    const created = await admin.call('POST', '/api/users', { email: 'new@lab.example', name: 'New Person', role: 'user', siteIds: [] });
    expect(eventsOf()).toMatchObject([
      { event: 'signInRefused', reason: 'credentials', userId: null, ip: '127.0.0.1' },
      { event: 'signInRefused', reason: 'credentials', userId },
      { event: 'signedIn', userId, ip: '127.0.0.1', time: expect.any(Number) },
      { event: 'refused', code: 'forbidden', route: '/api/users' },
      { event: 'passwordChanged', userId },
    ]);
    const log = lines.join('');
    const newToken = changed.headers.get('set-cookie')?.split(/[=;]/)[1] ?? 'no token';
    const secrets = [
      PASSWORD,
      NEW_PASSWORD,
      'wrong password',
      'typed-as-name',
      'lab.example',
      token,
      newToken,
      created.body.oneTimePassword,
    ];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });
});

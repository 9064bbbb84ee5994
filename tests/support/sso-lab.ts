import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { call, signedIn, type TestAnswer, type TestClient } from './test-accounts.ts';
import { createTestBrowser, type TestBrowser } from './test-browser.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export const client = { clientId: 'c0ffee00-1111-4222-8333-444444444444', clientSecret: 'Sm~the.secret-value' };
export const anja = { id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Anja Brunner', email: 'anja@lab.example', groups: ['lab'] };

export const isCallback = (url: URL): boolean => url.pathname.endsWith('/api/auth/callback');
export const failureOf = (url: URL): string | null => url.searchParams.get('failure');

/** One server that people enter from an identity provider, and the browser of one of them. */
export type SsoLab = {
  readonly server: TestServer;
  readonly admin: TestClient;
  readonly browser: TestBrowser;
  readonly newBrowser: () => TestBrowser;
  /** Single sign-on as an administrator sets it up, with what differs from the usual. */
  readonly setUp: (changes?: object) => Promise<TestAnswer>;
  /** Where the browser ends up: a page with its query. */
  readonly signIn: (by?: TestBrowser, next?: string) => Promise<URL>;
  /** Whom the browser is signed in as. */
  readonly me: (by?: TestBrowser) => Promise<TestAnswer['body']>;
  /** What was written down about sign-ins, the latest first. */
  readonly events: () => Promise<TestAnswer['body']>;
  readonly stop: () => Promise<void>;
};

/** A fresh workspace whose client the provider knows; Anja is the one who signs in there. */
async function startSsoLab(provider: IdentityProvider): Promise<SsoLab> {
  const server = await startTestServer({ openid: { entraUrl: provider.url, graphUrl: provider.graphUrl, allowsHttp: true } });
  const admin = await signedIn(server, { role: 'admin', name: 'Root', email: 'root@lab.example' });
  provider.addPerson(anja);
  provider.register({ ...client, redirectUris: [`${server.url}/api/auth/callback`], signOutUris: [`${server.url}/sign-in`] });
  provider.signInAs(anja.id);
  const newBrowser = () => createTestBrowser((url) => url.origin === server.url && !url.pathname.startsWith('/api/'));
  const browser = newBrowser();
  return {
    server,
    admin,
    browser,
    newBrowser,
    setUp: async (changes = {}) => {
      const body = { provider: 'entra', directoryId: provider.directoryId, ...client, autoCreate: true, ...changes };
      const answer = await admin.call('PUT', '/api/settings/sso', body);
      expect([answer.status, answer.text]).toEqual([200, answer.text]);
      return answer;
    },
    signIn: async (by = browser, next = '/gantt?zoom=week') =>
      (await by.visit(`${server.url}/api/auth/sso/start?next=${encodeURIComponent(next)}`)).url,
    me: async (by = browser) =>
      (await call(server.url, 'GET', '/api/auth/session', undefined, { cookie: by.cookiesFor(server.url) })).body.me,
    events: async () => (await admin.call('GET', '/api/settings/sign-in/events')).body.items,
    stop: async () => {
      provider.fail(undefined);
      provider.forge(undefined);
      await server.stop();
    },
  };
}

/** Gives the tests of a file one provider, and each of them a fresh workspace. */
export function useSsoLab(): { readonly provider: () => IdentityProvider; readonly lab: () => SsoLab } {
  let provider: IdentityProvider | undefined;
  let lab: SsoLab | undefined;
  beforeAll(async () => {
    provider = await startIdentityProvider();
  });
  afterAll(() => provider?.stop());
  beforeEach(async () => {
    lab = await startSsoLab(there(provider));
  });
  afterEach(() => lab?.stop());
  return { provider: () => there(provider), lab: () => there(lab) };
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('it is there only while tests run');
  return value;
}

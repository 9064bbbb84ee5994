import * as contract from '../../../contract/endpoints-sso.ts';
import { answer, type Answer } from '../../platform/http/answer.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { keepSignedIn } from '../access/public.ts';
import { beginLink, confirmLink, disconnect, disconnectUser, readIdentities, readUserIdentities } from './identities-actions.ts';
import { changeSettings, dropSso, makeBreakGlass, readSettings, saveSso, signInByCode, trySso } from './settings-actions.ts';
import { finishSignIn, signOutUrl, startSignIn } from './sign-in-actions.ts';
import { listSignInEvents } from './sign-in-events-store.ts';
import { readSignInOptions } from './sign-in-options.ts';

function leadTo(location: string): Answer {
  return answer({ status: 302, headers: { location } });
}

/** The query as it came: what the provider signs or compares is not to be decoded and encoded again. */
function searchOf(url: string | undefined): string {
  const start = url?.indexOf('?') ?? -1;
  return start < 0 ? '' : (url?.slice(start) ?? '');
}

export const ssoRoutes: readonly ((server: HttpServer) => void)[] = [
  bound(contract.getSignInOptions, ({ tenant, facts, query }) => readSignInOptions(tenant, facts, query.failure)),
  bound(contract.startSso, async ({ tenant, facts, reply, query }) =>
    leadTo(await startSignIn(tenant, { facts, reply }, { next: query.next, asksAccount: query.account === 'other' })),
  ),
  bound(contract.finishSso, async ({ tenant, facts, reply, actor, raw }) =>
    leadTo(await finishSignIn(tenant, { facts, reply }, searchOf(raw.raw.url), actor)),
  ),
  bound(contract.signOutAtProvider, async ({ tenant, facts, reply }) => leadTo(await signOutUrl(tenant, { facts, reply }))),
  bound(contract.confirmSsoLink, async ({ tenant, facts, reply, body }) =>
    keepSignedIn(reply, tenant, await confirmLink(tenant, { facts, reply }, body.password)),
  ),
  bound(contract.signInByBreakGlass, async ({ tenant, facts, reply, body }) =>
    keepSignedIn(reply, tenant, await signInByCode(tenant, facts, body)),
  ),
  bound(contract.linkSso, ({ tenant, facts, reply, actor, body }) => beginLink(tenant, { facts, reply }, actor, body.next)),
  bound(contract.listIdentities, ({ tenant, actor }) => readIdentities(tenant, actor.userId)),
  bound(contract.unlinkIdentity, ({ tenant, actor, params, facts }) => disconnect(tenant, actor, params.id, facts)),
  bound(contract.listUserIdentities, ({ tenant, params }) => readUserIdentities(tenant, params.id)),
  bound(contract.unlinkUserIdentity, ({ tenant, actor, params, facts }) =>
    disconnectUser(tenant, actor, { userId: params.id, identityId: params.identityId }, facts),
  ),
  bound(contract.getSignInSettings, ({ tenant, facts }) => readSettings(tenant, facts)),
  bound(contract.updateSignInSettings, ({ tenant, actor, facts, body }) => changeSettings(tenant, { actor, facts }, body)),
  bound(contract.setSso, ({ tenant, actor, facts, body }) => saveSso(tenant, { actor, facts }, body)),
  bound(contract.removeSso, ({ tenant, actor, facts }) => dropSso(tenant, { actor, facts })),
  bound(contract.testSso, ({ tenant, body }) => trySso(tenant, body)),
  bound(contract.createBreakGlassCode, ({ tenant, actor, facts }) => makeBreakGlass(tenant, { actor, facts })),
  bound(contract.listSignInEvents, ({ tenant, query }) => listSignInEvents(tenant.database, query)),
];

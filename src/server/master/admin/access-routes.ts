import * as contract from '../../../contract/admin/admin-endpoints.ts';
import type { ReplyControls } from '../../platform/http/http-server.ts';
import {
  changeOperatorPassword,
  endOperatorSession,
  OPERATOR_COOKIE,
  signInOperator,
  type OperatorActor,
  type SignedInOperator,
} from '../operators/public.ts';
import { admin, type AdminBinding, type AdminContext } from './bind-admin-endpoint.ts';

export const accessRoutes: readonly AdminBinding[] = [
  admin(contract.signInOperator, async ({ context, master, facts, body, reply }) => {
    return keepSignedIn(reply, context, await signInOperator(master.database, { facts, maxAgeMs: context.sessionMaxAgeMs }, body));
  }),
  admin(contract.signOutOperator, async ({ master, actor, reply }) => {
    await endOperatorSession(master.database, actor.sessionId);
    reply.clearCookie(OPERATOR_COOKIE);
  }),
  admin(contract.getOperator, ({ actor }) => Promise.resolve(meOf(actor))),
  admin(contract.findOperator, ({ actor }) => Promise.resolve({ me: actor ? meOf(actor) : null })),
  admin(contract.changeOperatorPassword, async ({ context, master, actor, facts, body, reply }) => {
    const signedIn = await changeOperatorPassword(master.database, { actor, facts, maxAgeMs: context.sessionMaxAgeMs }, body);
    context.onPasswordChanged?.(actor.email);
    return keepSignedIn(reply, context, signedIn);
  }),
];

function meOf({ id, email, name, role, mustChangePassword }: OperatorActor): SignedInOperator['me'] {
  return { id, email, name, role, mustChangePassword };
}

function keepSignedIn(reply: ReplyControls, { sessionMaxAgeMs }: AdminContext, { me, token }: SignedInOperator): SignedInOperator['me'] {
  reply.setCookie(OPERATOR_COOKIE, token, { maxAgeSeconds: Math.floor(sessionMaxAgeMs / 1000) });
  return me;
}

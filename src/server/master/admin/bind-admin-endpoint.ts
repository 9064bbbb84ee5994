import type { FastifyRequest } from 'fastify';
import type { AdminAccess } from '../../../contract/admin/admin-endpoint.ts';
import { bindIdentified, type Outcome, type Parsed } from '../../platform/http/bind-endpoint.ts';
import type { AnyEndpoint, HttpServer, ReplyControls, RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { OpenidPlatform } from '../../platform/openid/openid-connection.ts';
import { factsOf } from '../../platform/http/request-facts.ts';
import type { By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import { authenticateOperator, type OperatorActor } from '../operators/public.ts';

type AnyAdminEndpoint = AnyEndpoint<AdminAccess>;

export type AdminContext = {
  readonly master: Master;
  readonly version: string;
  readonly sessionMaxAgeMs: number;
  /** Absent: Entra ID of the public cloud, and other providers by https alone. */
  readonly openid?: OpenidPlatform;
  /** Of work that no answer waits for. */
  readonly onError: (error: unknown) => void;
  /** A password that was given to this person has no more use. */
  readonly onPasswordChanged?: (email: string) => void;
};

export type AdminRequest<Endpoint extends AnyAdminEndpoint> = {
  readonly context: AdminContext;
  readonly master: Master;
  readonly actor: Endpoint['access'] extends 'public' ? OperatorActor | undefined : OperatorActor;
  readonly params: Parsed<Endpoint, 'params'>;
  readonly query: Parsed<Endpoint, 'query'>;
  readonly body: Parsed<Endpoint, 'body'>;
  readonly facts: RequestFacts;
  readonly reply: ReplyControls;
  /** Who asks, for the audit log and the ledger. */
  readonly by: By;
};

export type AdminBinding = (server: HttpServer, context: AdminContext) => void;

/** Where the portal's cookie goes, and nowhere else. */
const COOKIE_PATH = '/api/admin';

/** A binding of an endpoint of the control plane: session and role are settled before the body is read. */
export function admin<const Endpoint extends AnyAdminEndpoint>(
  endpoint: Endpoint,
  handler: (request: AdminRequest<Endpoint>) => Promise<Outcome<Endpoint>>,
): AdminBinding {
  return (server, context) => {
    bindIdentified(server.instance, endpoint, {
      cookiePath: COOKIE_PATH,
      identify: async (request: FastifyRequest) => ({ actor: await identify(context.master, endpoint.access, request) }),
      handle: (request) => {
        const { actor, facts } = request;
        const by: By = { requestedBy: actor?.email ?? 'nobody', actorId: actor?.id ?? null, ipAddress: facts.ipAddress.slice(0, 64) };
        // The parts are parsed by the endpoint's own schemas, which is what the generic type says of them.
        return handler({ ...request, context, master: context.master, by } as unknown as AdminRequest<Endpoint>);
      },
    });
  };
}

async function identify({ database }: Master, access: AdminAccess, request: FastifyRequest): Promise<OperatorActor | undefined> {
  const actor = await authenticateOperator(database, factsOf(request));
  if (access === 'public') return actor;
  if (!actor) throw new ProblemError('not_signed_in');
  if (access === 'session') return actor;
  if (actor.mustChangePassword) throw new ProblemError('password_change_required');
  if (access === 'superadmin' && actor.role !== 'superadmin')
    throw new ProblemError('forbidden', { detail: 'Only superadmins may do this.' });
  return actor;
}

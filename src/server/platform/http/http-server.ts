import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Access, EndpointShape } from '../../../contract/endpoint.ts';
import type { Actor } from '../actor.ts';
import type { TenantContext } from '../tenant-context.ts';
import type { ConstraintProblems } from './constraints.ts';

export type AnyEndpoint<Allowed = Access> = EndpointShape<Allowed> & {
  readonly name: string;
  readonly method: string;
  readonly path: string;
};

/** What an answer may set beside its body. Cookies get `HttpOnly`, `SameSite=Lax`, the tenant's path, and `Secure` over HTTPS. */
export type ReplyControls = {
  header(name: string, value: string): void;
  setCookie(name: string, value: string, options?: { readonly maxAgeSeconds?: number }): void;
  clearCookie(name: string): void;
};

/** What is known of the caller before anybody is signed in. */
export type RequestFacts = {
  readonly id: string;
  readonly ipAddress: string;
  /** How browsers reach this server: as configured, else as the request came in. */
  readonly origin: string;
  readonly userAgent: string | null;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  header(name: string): string | undefined;
  readonly log: FastifyBaseLogger;
};

/** Finds who asks, from the session cookie, in the tenant's database. Supplied by the access feature. */
export type Authenticate = (facts: RequestFacts, tenant: TenantContext) => Promise<Actor | undefined>;

/** Works when there is room for the tenant, or throws the problem that says when to come again. */
export type Admit = <Result>(
  tenant: TenantContext,
  work: () => Promise<Result>,
  options?: { readonly isKnown?: boolean },
) => Promise<Result>;

export type HttpEnvironment = {
  readonly resolveTenant: (request: IncomingMessage) => Promise<TenantContext>;
  readonly authenticate: Authenticate;
  /** What a tenant's requests pass before its database is asked, and again before they are answered; absent: nothing. */
  readonly admit?: Admit;
  /** Whether a request's tenant has so many that this one is refused before anything is done for it; absent: never. */
  readonly isRefused?: (request: IncomingMessage) => boolean;
  /** Whose limit of requests an address counts against, so that one tenant's does not use up another's; absent: one for all. */
  readonly rateLimitScopeOf?: (request: IncomingMessage) => string;
  readonly constraints: ConstraintProblems;
};

/** The server that features bind their endpoints to. `endpoints` is what has been bound, for the documentation and the isolation tests. */
export type HttpServer = {
  readonly instance: FastifyInstance;
  readonly environment: HttpEnvironment;
  readonly endpoints: AnyEndpoint[];
};

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../../../contract/endpoint.ts';
import { roleHas } from '../../../contract/roles.ts';
import type { Actor } from '../actor.ts';
import type { TenantContext } from '../tenant-context.ts';
import { isAnswer, type Answer } from './answer.ts';
import { invalidInput } from './error-answer.ts';
import type { AnyEndpoint, HttpEnvironment, HttpServer, ReplyControls, RequestFacts } from './http-server.ts';
import { ProblemError } from './problem-error.ts';
import { readUpload, type UploadedFile } from './read-upload.ts';
import { factsOf, replyControlsOf } from './request-facts.ts';

export type Parsed<Endpoint, Part extends 'params' | 'query' | 'body'> = Endpoint extends {
  readonly [Key in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

export type EndpointRequest<Endpoint extends AnyEndpoint> = {
  readonly tenant: TenantContext;
  readonly actor: Endpoint['access'] extends 'public' ? Actor | undefined : Actor;
  readonly params: Parsed<Endpoint, 'params'>;
  readonly query: Parsed<Endpoint, 'query'>;
  readonly body: Endpoint extends { readonly upload: true } ? undefined : Parsed<Endpoint, 'body'>;
  /** Reads the file of an upload with the text parts as `body` describes them: when the handler has room for it. */
  readonly readUpload: () => Promise<{ readonly file: UploadedFile; readonly fields: Parsed<Endpoint, 'body'> }>;
  readonly facts: RequestFacts;
  readonly reply: ReplyControls;
  /** To notice that the caller hung up; everything else is above. */
  readonly raw: FastifyRequest;
};

export type Outcome<Endpoint> = Endpoint extends { readonly response: infer Schema extends z.ZodType }
  ? z.output<Schema> | Answer
  : Answer | undefined | void;

export type EndpointHandler<Endpoint extends AnyEndpoint> = (request: EndpointRequest<Endpoint>) => Promise<Outcome<Endpoint>>;

const DEFAULT_BODY_LIMIT_BYTES = 256 * 1024;

type Identity = { readonly tenant: TenantContext; readonly actor: Actor | undefined };

/**
 * Binds a contract endpoint: tenant, session and right are settled before the body is read; then parameters, query and body
 * are parsed by the contract's schemas; the answer is encoded by them. Days are text on the wire and numbers inside.
 */
export function bindEndpoint<const Endpoint extends AnyEndpoint>(
  server: HttpServer,
  endpoint: Endpoint,
  handler: EndpointHandler<Endpoint>,
): void {
  server.endpoints.push(endpoint);
  const { environment } = server;
  bindIdentified(server.instance, endpoint, {
    identify: (request) => identify(environment, endpoint.access, request),
    handle: (request) => {
      // The parts are parsed by the endpoint's own schemas, which is what the generic type says of them.
      const work = () => handler(request as EndpointRequest<Endpoint>);
      // A file comes at its sender's pace, and is read within the handler.
      return endpoint.upload ? work() : admit(environment, request.tenant, work, { isKnown: true });
    },
  });
}

/** The parts of a request as the endpoint's schemas read them, not yet typed by the endpoint. */
export type ParsedRequest = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly readUpload: () => Promise<{ readonly file: UploadedFile; readonly fields: unknown }>;
  readonly facts: RequestFacts;
  readonly reply: ReplyControls;
  readonly raw: FastifyRequest;
};

/** Binds any endpoint: `identify` settles who asks, or throws, before the body is read. */
export function bindIdentified<Who extends object>(
  instance: FastifyInstance,
  endpoint: AnyEndpoint<string>,
  binding: {
    readonly identify: (request: FastifyRequest) => Promise<Who>;
    readonly handle: (request: Who & ParsedRequest) => Promise<unknown>;
    /** Where the browser sends the cookies back; absent: to the tenant's own addresses. */
    readonly cookiePath?: string;
  },
): void {
  const identities = new WeakMap<FastifyRequest, Who>();
  const bodyLimit = endpoint.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES;
  instance.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit,
    ...(endpoint.failurePage && { config: { failurePage: endpoint.failurePage } }),
    // After the rate limit, before the body is read.
    preParsing: async (request) => {
      identities.set(request, await binding.identify(request));
    },
    handler: async (request, reply) => {
      const identity = identities.get(request);
      if (!identity) throw new Error(`${endpoint.name}: no identity`);
      const parsed = {
        ...identity,
        params: parsePart(endpoint.params, request.params),
        query: parsePart(endpoint.query, request.query),
        body: endpoint.upload ? undefined : parsePart(endpoint.body, request.body),
        readUpload: async () => {
          const { file, fields } = await readUpload(request, bodyLimit);
          return { file, fields: parsePart(endpoint.body, fields) };
        },
        facts: factsOf(request),
        reply: replyControlsOf(reply, binding.cookiePath),
        raw: request,
      };
      return send(reply, endpoint, await binding.handle(parsed));
    },
  });
}

/** A binding to be made later, so that a feature can list its endpoints with each handler's types kept. */
export function bound<const Endpoint extends AnyEndpoint>(
  endpoint: Endpoint,
  handler: EndpointHandler<Endpoint>,
): (server: HttpServer) => void {
  return (server) => bindEndpoint(server, endpoint, handler);
}

/** The one place where session and access are checked. */
export async function identify(environment: HttpEnvironment, access: Access, request: FastifyRequest): Promise<Identity> {
  const tenant = await environment.resolveTenant(request.raw);
  const actor = await admit(environment, tenant, () => environment.authenticate(factsOf(request), tenant));
  if (access === 'public') return { tenant, actor };
  if (!actor) throw new ProblemError('not_signed_in');
  if (access === 'session') return { tenant, actor };
  if (actor.mustChangePassword) throw new ProblemError('password_change_required');
  if (!roleHas(actor.role, access)) throw new ProblemError('forbidden');
  return { tenant, actor };
}

const admit = <Result>(
  environment: HttpEnvironment,
  tenant: TenantContext,
  work: () => Promise<Result>,
  options?: { readonly isKnown: boolean },
): Promise<Result> => (environment.admit ? environment.admit(tenant, work, options) : work());

function parsePart(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}

function send(reply: FastifyReply, endpoint: AnyEndpoint<string>, outcome: unknown): FastifyReply {
  if (isAnswer(outcome)) {
    // An answer's own headers come last; an empty one must not pretend to have a type.
    return reply
      .code(outcome.status)
      .headers(outcome.headers)
      .send(outcome.body ?? undefined);
  }
  if (!endpoint.response) return reply.code(endpoint.status ?? 204).send();
  const text = JSON.stringify(z.encode(endpoint.response, outcome));
  return reply
    .code(endpoint.status ?? 200)
    .type('application/json; charset=utf-8')
    .send(text);
}

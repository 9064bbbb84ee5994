import cookie from '@fastify/cookie';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import { constants } from 'node:zlib';
import { createUuid } from '../../../lib/uuid.ts';
import type { ConstraintProblems } from './constraints.ts';
import { createRefusingFactory } from './early-refusal.ts';
import { problemOfRequest } from './error-answer.ts';
import type { HttpEnvironment, HttpServer } from './http-server.ts';
import { addressOf, rewriteTenantUrl } from '../tenancy/tenant-address.ts';
import { ProblemError } from './problem-error.ts';
import { refuseCrossSite, setSecurityHeaders } from './security.ts';

export type HttpOptions = {
  readonly environment: HttpEnvironment;
  readonly logger: NonNullable<FastifyServerOptions['logger']>;
  readonly trustProxy: boolean | string[];
  readonly secureCookies: boolean | undefined;
  readonly publicOrigin: string | undefined;
  /** Addresses may name a tenant (`/t/{slug}/…`). */
  readonly isMultiTenant?: boolean;
  /** Per address and tenant; undefined is no limit. */
  readonly maxRequestsPerMinute: number | undefined;
};

const MAX_LOGGED_SLUG = 60;
/** Browsers send pings alone. */
const MAX_SOCKET_MESSAGE_BYTES = 1024;

/** Compressed within half a millisecond, which is less than the way through threads and streams takes of this one. */
const COMPRESSED_AT_ONCE_BYTES = 32 * 1024;

/** Fastify's types know its own two compilers alone. */
const NO_COMPILERS = { buildValidator: () => () => () => true, buildSerializer: () => () => JSON.stringify } as never;

/** A server with everything that is the same for all endpoints; features bind theirs, then `instance.listen`. */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { isRefused } = options.environment;
  const instance = fastify({
    logger: options.logger,
    trustProxy: options.trustProxy,
    genReqId: () => createUuid(),
    rewriteUrl: options.isMultiTenant === true ? rewriteTenantUrl : undefined,
    childLoggerFactory: (logger, bindings, childOptions, raw) => {
      const { slug } = addressOf(raw);
      return logger.child(slug === undefined ? bindings : { ...bindings, tenant: slug.slice(0, MAX_LOGGED_SLUG) }, childOptions);
    },
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
    // Everything is checked and written by the contract's schemas, so the framework's own compilers need not load.
    schemaController: { compilersFactory: NO_COMPILERS },
    ...(isRefused && { serverFactory: createRefusingFactory({ isRefused, secureCookies: options.secureCookies }) }),
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply, {}),
  });
  instance.decorate('secureCookies', options.secureCookies);
  instance.decorate('publicOrigin', options.publicOrigin);
  instance.removeContentTypeParser('text/plain');
  // Before every hook that may refuse: only from here on is the connection of a refused upgrade closed.
  await instance.register(websocket, { options: { maxPayload: MAX_SOCKET_MESSAGE_BYTES, perMessageDeflate: false } });
  instance.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(request, reply);
    refuseCrossSite(request, options.publicOrigin);
  });
  const { constraints } = options.environment;
  instance.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, constraints));
  await registerPlugins(instance, options);
  const isLimited = options.maxRequestsPerMinute !== undefined;
  instance.setNotFoundHandler(isLimited ? { preHandler: instance.rateLimit() } : {}, (request, reply) =>
    sendProblem(new ProblemError('not_found'), request, reply, constraints),
  );
  return { instance, environment: options.environment, endpoints: [] };
}

async function registerPlugins(instance: FastifyInstance, { maxRequestsPerMinute, environment }: HttpOptions): Promise<void> {
  await instance.register(cookie);
  await instance.register(multipart);
  // Quality 4 costs a tenth of the default and gives nearly its size; a window of 256 kB takes a twentieth of the memory.
  await instance.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 } },
    syncThreshold: COMPRESSED_AT_ONCE_BYTES,
  });
  if (maxRequestsPerMinute === undefined) return;
  await instance.register(rateLimit, {
    max: maxRequestsPerMinute,
    timeWindow: 60_000,
    cache: 10_000,
    keyGenerator: (request) => `${environment.rateLimitScopeOf?.(request.raw) ?? ''} ${request.ip}`,
    errorResponseBuilder: (_request, context) =>
      new ProblemError('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(context.ttl / 1000)) }),
  });
}

const REFERENCE_LENGTH = 8;

/** What the page itself cannot find out again. */
function failureOf({ code }: ProblemError, requestId: string): string {
  return code === 'internal' ? `?failure=internal&reference=${requestId.slice(-REFERENCE_LENGTH)}` : '';
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, constraints: ConstraintProblems): FastifyReply {
  const problem = problemOfRequest(error, request.raw, constraints);
  if (problem.code === 'internal')
    request.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
  if (problem.code === 'forbidden' || problem.code === 'cross_site_request')
    request.log.info(
      { event: 'refused', code: problem.code, method: request.method, route: request.routeOptions.url, ip: request.ip },
      'refused',
    );
  if (problem.details.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.details.retryAfterSeconds));
  const { failurePage } = request.routeOptions.config;
  if (failurePage !== undefined) return reply.redirect(`${addressOf(request.raw).basePath}${failurePage}${failureOf(problem, request.id)}`);
  // A refused upgrade leaves a connection that no one else would ever close.
  if (request.headers.upgrade !== undefined) reply.header('connection', 'close').raw.once('finish', () => request.raw.socket.destroySoon());
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.toDocument(request.id)));
}

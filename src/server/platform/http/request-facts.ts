import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TenantContext } from '../tenant-context.ts';
import type { ReplyControls, RequestFacts } from './http-server.ts';

const MAX_USER_AGENT = 300;

export function factsOf(request: FastifyRequest): RequestFacts {
  return {
    id: request.id,
    ipAddress: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null,
    cookies: request.cookies,
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    log: request.log,
  };
}

export function replyControlsOf(reply: FastifyReply, tenant: TenantContext): ReplyControls {
  const path = tenant.tenant.basePath === '' ? '/' : tenant.tenant.basePath;
  return {
    header: (name, value) => void reply.header(name, value),
    setCookie: (name, value, options) => void reply.setCookie(name, value, { ...cookieBase(reply, path), ...maxAgeOf(options) }),
    clearCookie: (name) => void reply.clearCookie(name, cookieBase(reply, path)),
  };
}

function maxAgeOf(options: { readonly maxAgeSeconds?: number } | undefined): { maxAge?: number } {
  return options?.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds };
}

function cookieBase(reply: FastifyReply, path: string) {
  return { path, httpOnly: true, sameSite: 'lax', secure: isSecure(reply.request) } as const;
}

/** Over HTTPS as far as this server, or its trusted proxy, can tell; or set so by SECURE_COOKIES. */
function isSecure(request: FastifyRequest): boolean {
  return request.server.secureCookies ?? request.protocol === 'https';
}

declare module 'fastify' {
  interface FastifyInstance {
    /** undefined: as the request came in. */
    readonly secureCookies: boolean | undefined;
  }
}

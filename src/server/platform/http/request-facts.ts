import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressOf } from '../tenancy/tenant-address.ts';
import type { ReplyControls, RequestFacts } from './http-server.ts';

const MAX_USER_AGENT = 300;

export function factsOf(request: FastifyRequest): RequestFacts {
  return {
    id: request.id,
    ipAddress: request.ip,
    origin: request.server.publicOrigin ?? `${request.protocol}://${request.host}`,
    userAgent: request.headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null,
    cookies: request.cookies,
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    log: request.log,
  };
}

/** Cookies go back where they came from and nowhere else: to the tenant's own addresses, or below `cookiePath`. */
export function replyControlsOf(reply: FastifyReply, cookiePath?: string): ReplyControls {
  const { basePath } = addressOf(reply.request.raw);
  const path = cookiePath ?? (basePath === '' ? '/' : basePath);
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
  interface FastifyContextConfig {
    /** Of an endpoint to which browsers go themselves. */
    failurePage?: string;
  }
  interface FastifyInstance {
    /** undefined: as the request came in. */
    readonly secureCookies: boolean | undefined;
    readonly publicOrigin: string | undefined;
  }
}

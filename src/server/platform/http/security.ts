import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.ts';

// React Aria sets style attributes, so styles may be inline; scripts never.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What every answer bears. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** For answers over HTTPS. */
export const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
  if (request.server.secureCookies ?? request.protocol === 'https') {
    reply.header('strict-transport-security', STRICT_TRANSPORT);
  }
  if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another web site makes a browser send: by Fetch Metadata where the browser tells, else by the Origin header.
 * Programs that send neither are no browsers and carry no ambient cookies.
 */
export function refuseCrossSite(request: FastifyRequest, publicOrigin: string | undefined): void {
  const isUpgrade = request.headers.upgrade !== undefined;
  if (SAFE_METHODS.has(request.method) && !isUpgrade) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const { origin } = request.headers;
  if (site === undefined && origin === undefined) return;
  if (site === undefined && isOwnOrigin(origin, request, publicOrigin)) return;
  throw new ProblemError('cross_site_request');
}

function isOwnOrigin(origin: string | undefined, request: FastifyRequest, publicOrigin: string | undefined): boolean {
  if (origin === undefined) return false;
  if (origin === publicOrigin) return true;
  const host = URL.parse(origin)?.host;
  // The default port may be named on one side alone; the scheme that a proxy took away is not known here.
  return host !== undefined && [`http://${request.host}`, `https://${request.host}`].some((own) => URL.parse(own)?.host === host);
}

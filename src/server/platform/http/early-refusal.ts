import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { FastifyServerFactory } from 'fastify';
import { createUuid } from '../../../lib/uuid.ts';
import { ProblemError } from './problem-error.ts';
import { SECURITY_HEADERS, STRICT_TRANSPORT } from './security.ts';

export type EarlyRefusal = {
  /** Whether a request is refused because its tenant has too many already: asked first of all, so it costs next to nothing. */
  readonly isRefused: (request: IncomingMessage) => boolean;
  /** As configured; undefined: as a proxy says. */
  readonly secureCookies: boolean | undefined;
};

const RETRY_SECONDS = 1;
const PROBLEM = new ProblemError('overloaded');
const HEADERS = Object.entries({
  ...SECURITY_HEADERS,
  'cache-control': 'no-store',
  'retry-after': String(RETRY_SECONDS),
  'content-type': 'application/problem+json; charset=utf-8',
}).flat();

/** A server that answers what is refused early itself, at a fraction of what a request costs that is routed and checked first. */
export function createRefusingFactory({ isRefused, secureCookies }: EarlyRefusal): FastifyServerFactory {
  return (listener, { keepAliveTimeout, requestTimeout }) => {
    const server = createServer((request, response) => {
      if (isRefused(request)) refuse(response, secureCookies ?? request.headers['x-forwarded-proto'] === 'https');
      else listener(request, response);
    });
    // The framework sets these on servers of its own making alone.
    return Object.assign(server, { keepAliveTimeout, requestTimeout });
  };
}

function refuse(response: ServerResponse, isSecure: boolean): void {
  const id = createUuid();
  const body = JSON.stringify(PROBLEM.toDocument(id));
  const own = ['x-request-id', id, 'content-length', String(Buffer.byteLength(body))];
  response.writeHead(PROBLEM.status, [...HEADERS, ...own, ...(isSecure ? ['strict-transport-security', STRICT_TRANSPORT] : [])]);
  response.end(body);
}

import path from 'node:path';
import staticFiles from '@fastify/static';
import type { HttpServer } from './http-server.ts';
import { ProblemError } from './problem-error.ts';

/** Vite names these files by their content. */
const HASHED_FOLDER = `${path.sep}assets${path.sep}`;
const HASHED_ADDRESSES = '/assets/*';
const INDEX = 'index.html';
const PORTAL = 'admin.html';
const PORTAL_ADDRESS = /^\/admin(\/|$)/;
const OWN_ADDRESS = /^\/(api|t\/[^/]+\/api|health|metrics)(\/|$)/;

/**
 * Serves the built client, compressed ahead: hashed files for ever, the page itself fresh each time, and the page for every
 * address that is neither a file nor the server's own, since the client routes by itself. `hasPortal`: below `/admin/` that is
 * the control plane's page.
 */
export async function bindClientFiles(server: HttpServer, folder: string, options: { readonly hasPortal?: boolean } = {}): Promise<void> {
  const { instance } = server;
  await instance.register(staticFiles, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (response, file) => {
      response.header('cache-control', file.includes(HASHED_FOLDER) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  // A first visit asks for dozens of them, and many visitors may share one address: only those that are not there are counted.
  instance.get(HASHED_ADDRESSES, { config: { rateLimit: false } }, (request, reply) => reply.sendFile(pathOf(request.url)));
  instance.get('/*', (request, reply) => {
    const address = pathOf(request.url);
    if (OWN_ADDRESS.test(address)) throw new ProblemError('not_found');
    const isFile = /\.[a-z0-9]{2,11}$/i.test(address);
    const page = options.hasPortal === true && PORTAL_ADDRESS.test(address) ? PORTAL : INDEX;
    return reply.sendFile(isFile ? address : page);
  });
}

const pathOf = (url: string): string => url.split('?')[0] ?? '';

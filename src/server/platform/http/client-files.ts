import { existsSync } from 'node:fs';
import path from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpServer } from './http-server.ts';
import { ProblemError } from './problem-error.ts';

/** Vite names these files by their content. */
const HASHED_FOLDER = `${path.sep}assets${path.sep}`;
const INDEX = 'index.html';

/**
 * Serves the built client: hashed files for ever, the page itself fresh each time, and the page for every address that is
 * not the server's own, since the client routes by itself.
 */
export async function bindClientFiles(server: HttpServer, folder: string): Promise<void> {
  const { instance } = server;
  if (!existsSync(path.join(folder, INDEX))) return;
  await instance.register(staticFiles, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, file) => {
      response.header('cache-control', file.includes(HASHED_FOLDER) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  instance.get('/*', (request, reply) => sendPage(request, reply));
}

function sendPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [address = ''] = request.url.split('?');
  const isPage = !/^\/(api|assets|health|metrics)(\/|$)/.test(address) && !/\.[a-z0-9]{2,5}$/i.test(address);
  if (!isPage) throw new ProblemError('not_found');
  return reply.sendFile(INDEX);
}

import type { HttpServer } from './http-server.ts';
import { ProblemError } from './problem-error.ts';

/** `/health` says that the process lives and touches nothing; `/health/ready` that the database answers and is migrated. */
export function bindHealth(server: HttpServer, isReady: () => Promise<boolean>): void {
  const { instance } = server;
  instance.get('/health', { config: { rateLimit: false } }, () => ({ status: 'ok' }));
  instance.get('/health/ready', { config: { rateLimit: false } }, async () => {
    if (!(await isReady())) throw new ProblemError('database_unavailable', { retryAfterSeconds: 2 });
    return { status: 'ready' };
  });
}

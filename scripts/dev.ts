/**
 * `npm run dev`: the server starts again when its sources change, the browser updates in place when the client's do. One
 * address for both; the client's development server passes calls and sockets on.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createServer } from 'vite';

const serverPort = process.env.PORT ?? '8485';
const clientPort = Number(process.env.DEV_PORT ?? 5173);
process.env.MILESTONE_DEV_SERVER = `http://127.0.0.1:${serverPort}`;

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', path.join('src', 'server', 'main.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, PORT: serverPort, LOG_LEVEL: process.env.LOG_LEVEL ?? 'info' },
});
server.stdout.on('data', (chunk: Buffer) => process.stdout.write(chunk));

const vite = await createServer({ server: { port: clientPort } });
await vite.listen();
const address = vite.resolvedUrls?.local[0] ?? `http://localhost:${clientPort}`;
console.log(`Milestone for development: ${address}`);

let isStopping = false;
async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await vite.close();
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
  }
  process.exit(exitCode);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
server.once('exit', (code) => void stop(code ?? 1));

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export type CommandOutcome = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** Runs `milestone …` in a process of its own, as people do. */
export function runCommand(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env }, cwd: '/tmp' });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk: Buffer) => (output[name] += chunk.toString()));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, ...output })));
}

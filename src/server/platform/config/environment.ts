import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process environment, completed by `.env` of the working folder; what is set already wins. Call it once, at the start. */
export function readEnvironment(): Environment {
  if (existsSync('.env')) loadEnvFile('.env');
  return { ...process.env };
}

import { randomBytes } from 'node:crypto';

/** 192 random bits; only programs type it. */
export function createDatabasePassword(): string {
  return randomBytes(24).toString('base64url');
}

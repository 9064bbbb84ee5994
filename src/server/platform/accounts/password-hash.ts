import { hash, parseOptions, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. The package's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A PHC string: algorithm, cost, random salt and hash. */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), COST);
}

/**
 * Whether the password belongs to the hash. Without a hash (no such account, or none set yet) it does the same work against
 * a hash that no password has, so that the answer takes as long and tells nothing.
 */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const isMatch = await verify(passwordHash ?? (await decoyHash()), normalized(password));
  return isMatch && typeof passwordHash === 'string';
}

/** True when the hash was made with another cost than today's: hash again at the next sign-in. */
export function isOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash);
  return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
}

let decoy: Promise<string> | undefined;

/** Made once per process from random bytes; call it at start, so that the first unknown account costs no more than others. */
export function decoyHash(): Promise<string> {
  decoy ??= hash(crypto.getRandomValues(new Uint8Array(32)), COST);
  return decoy;
}

// Keyboards disagree on how to compose an accent; the password is the same (RFC 8265, OpaqueString).
function normalized(password: string): string {
  return password.normalize('NFC');
}

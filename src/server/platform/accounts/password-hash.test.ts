import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';
import { createSessionToken, hashSessionToken } from './session-token.ts';

describe('stored passwords', () => {
  it('are argon2id at OWASP cost with a salt of their own', async () => {
    const [first, second] = [await hashPassword('kettle orbit mild'), await hashPassword('kettle orbit mild')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(isOutdated(first)).toBe(false);
    expect(isOutdated(await hash('x', { memoryCost: 8192, timeCost: 2 }))).toBe(true);
  });

  it('match the same password however its accents were composed, and nothing else', async () => {
    const stored = await hashPassword('crème brûlée à midi');
    expect(await verifyPassword(stored, 'cre\u0300me bru\u0302le\u0301e a\u0300 midi')).toBe(true);
    expect(await verifyPassword(stored, 'creme brulee a midi')).toBe(false);
  });

  it('without a stored hash nothing matches', async () => {
    expect(await verifyPassword(null, '')).toBe(false);
    expect(await verifyPassword(undefined, 'kettle orbit mild')).toBe(false);
  });
});

describe('session tokens', () => {
  it('have 256 bits and are kept as their SHA-256 alone', () => {
    const token = createSessionToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(hashSessionToken(token)).toHaveLength(32);
    expect(hashSessionToken(token)?.toString('base64url')).not.toBe(token);
  });

  it.each(['', 'x', `${'a'.repeat(43)}=`, 'a'.repeat(44), "' or 1=1 --"])('%j is no token', (text) => {
    expect(hashSessionToken(text)).toBeUndefined();
  });
});

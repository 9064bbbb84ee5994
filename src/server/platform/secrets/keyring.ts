import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What a ciphertext is for and whose it is: bound to it, so that it opens nowhere else. */
export type Purpose = {
  readonly owner: string;
  readonly purpose: 'login-a' | 'login-b' | 'first-password' | 'server-admin' | 'sso-client' | 'sso-flow' | 'sso-link';
};

export type Keyring = {
  /** The first 8 hex digits of the SHA-256 of the key that encrypts now. */
  readonly keyId: string;
  readonly keyIds: readonly string[];
  encrypt(text: string, purpose: Purpose): string;
  /** Throws a KeyringError when the key is unknown, or the text was changed or belongs to something else. */
  decrypt(ciphertext: string, purpose: Purpose): string;
};

export class KeyringError extends Error {}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';

/** AES-256-GCM with a random IV of 96 bits, kept as version.key-id.iv.tag.data. Keys are 64 hex characters; old ones only read. */
export function createKeyring(currentKey: string, oldKeys: readonly string[] = []): Keyring {
  const current = keyOf(currentKey);
  const keys = new Map([...oldKeys.map(keyOf), current].map((key) => [key.id, key.bytes]));
  return {
    keyId: current.id,
    keyIds: [...keys.keys()],
    encrypt: (text, purpose) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv(CIPHER, current.bytes, iv).setAAD(additionalDataOf(purpose));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, current.id, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.');
    },
    decrypt: (ciphertext, purpose) => {
      const [version, keyId = '', iv = '', tag = '', data = '', ...rest] = ciphertext.split('.');
      const key = keys.get(keyId);
      if (version !== VERSION || rest.length > 0) throw new KeyringError('This is no ciphertext of a known version.');
      if (!key)
        throw new KeyringError(`It was encrypted with the key ${keyId}, which is neither TENANT_ENCRYPTION_KEY nor among the old keys.`);
      const [ivBytes, tagBytes] = [Buffer.from(iv, 'base64url'), Buffer.from(tag, 'base64url')];
      if (ivBytes.length !== 12 || tagBytes.length !== 16) throw new KeyringError('This is no ciphertext of a known version.');
      try {
        const decipher = createDecipheriv(CIPHER, key, ivBytes).setAAD(additionalDataOf(purpose)).setAuthTag(tagBytes);
        return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new KeyringError('The ciphertext was changed, or belongs to another row.', { cause: error });
      }
    },
  };
}

function keyOf(hex: string): { id: string; bytes: Buffer } {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new KeyringError('An encryption key is 64 hex characters.');
  const bytes = Buffer.from(hex, 'hex');
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

/** Which key a ciphertext names. */
export function keyIdOf(ciphertext: string): string | undefined {
  return ciphertext.split('.')[1];
}

function additionalDataOf({ owner, purpose }: Purpose): Buffer {
  return Buffer.from(`milestone\0${owner}\0${purpose}`);
}

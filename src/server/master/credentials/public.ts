export { createKeyring, keyIdOf, KeyringError, type Keyring, type Purpose } from '../../platform/secrets/keyring.ts';
export { createDatabasePassword } from './database-password.ts';

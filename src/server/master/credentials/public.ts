export { createKeyring, keyIdOf, KeyringError, type Keyring, type Purpose } from './keyring.ts';
export { createDatabasePassword } from './database-password.ts';

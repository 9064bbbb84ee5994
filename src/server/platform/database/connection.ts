import pg from 'pg';

/** Where a database is and as whom to enter it. The password is never logged. */
export type ConnectionConfig = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl: 'off' | 'require' | 'verify';
  /** The role to act as from the first statement on; direct connections only. */
  readonly role?: string;
  /** How long a statement waits for a lock that somebody else holds; direct connections only. */
  readonly lockTimeoutMs?: number;
};

/** Object ids of built-in types, fixed by PostgreSQL. */
const OIDS = { int8: 20, date: 1082, numeric: 1700 };

/** Days stay text (`YYYY-MM-DD`, no zone can shift them); int8 and numeric become numbers (ours stay far below 2^53). */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === OIDS.date) return (text) => text;
  if (oid === OIDS.int8 || oid === OIDS.numeric) return Number;
  return pg.types.getTypeParser(oid, format ?? 'text');
}

export function clientOptionsOf(connection: ConnectionConfig): pg.ClientConfig {
  const { role, lockTimeoutMs } = connection;
  const settings = [
    ...(role === undefined ? [] : [`-c role=${role}`]),
    ...(lockTimeoutMs === undefined ? [] : [`-c lock_timeout=${lockTimeoutMs}`]),
  ];
  return {
    host: connection.host,
    port: connection.port,
    database: connection.database,
    user: connection.user,
    password: connection.password,
    ssl: connection.ssl === 'off' ? false : { rejectUnauthorized: connection.ssl === 'verify' },
    application_name: 'milestone',
    ...(settings.length === 0 ? {} : { options: settings.join(' ') }),
    keepAlive: true,
    types: { getTypeParser },
  };
}

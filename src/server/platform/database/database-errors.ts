/** What a failure of the driver means to a caller. Everything else is a bug and stays an error. */
export type DatabaseFailure =
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'unstorableText' }
  | { readonly kind: 'constraint'; readonly constraint: string; readonly sqlState: string };

/** No connection for a caller: all are in use, the server or the login refuses, or the handle was closed meanwhile. */
export class ConnectionError extends Error {
  readonly reason: 'busy' | 'failed' | 'closed';

  constructor(reason: ConnectionError['reason'], cause?: unknown) {
    super(`no database connection (${reason})${cause instanceof Error ? `: ${cause.message}` : ''}`, { cause });
    this.reason = reason;
  }
}

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Shutdown, crash, starting up, too many connections, dropped database. */
const UNAVAILABLE_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '3D000']);
/** The driver reports a lost connection by message alone. */
const LOST_MESSAGE =
  /connection terminated|client has encountered a connection error|client was closed|connection ended|driver has already been destroyed/i;
const WAITED_MESSAGE = /timeout exceeded when trying to connect/i;

export function failureOf(error: unknown): DatabaseFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof ConnectionError) return { kind: error.reason === 'busy' ? 'overloaded' : 'unavailable' };
  if (error instanceof AggregateError && error.errors.length > 0) return failureOf(error.errors[0]);
  const code = codeOf(error);
  if (code !== undefined && (CONNECTION_CODES.has(code) || UNAVAILABLE_STATES.has(code) || /^08...$/.test(code)))
    return { kind: 'unavailable' };
  if (LOST_MESSAGE.test(error.message)) return { kind: 'unavailable' };
  if (WAITED_MESSAGE.test(error.message)) return { kind: 'overloaded' };
  if (code !== undefined && (isRetryable(error) || code === '55P03' || code === '57014' || code === '53200')) return { kind: 'overloaded' };
  if (code === '22021' || code === '22P05') return { kind: 'unstorableText' };
  if (code !== undefined && code.startsWith('23') && 'constraint' in error && typeof error.constraint === 'string')
    return { kind: 'constraint', constraint: error.constraint, sqlState: code };
  return undefined;
}

/** A deadlock or a serialization failure: the same transaction may succeed when it is run again. */
export function isRetryable(error: unknown): boolean {
  const code = error instanceof Error ? codeOf(error) : undefined;
  return code === '40001' || code === '40P01';
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

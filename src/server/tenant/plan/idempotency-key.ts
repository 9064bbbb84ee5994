import type { RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';

const KEY = /^[\u0021-\u007e]{1,200}$/;

/** The request's `Idempotency-Key`, if it has one. */
export function idempotencyKeyOf(facts: RequestFacts): string | undefined {
  const key = facts.header('idempotency-key');
  if (key === undefined || KEY.test(key)) return key;
  const message = 'must be 1 to 200 visible ASCII characters';
  throw new ProblemError('invalid_input', { errors: [{ field: 'Idempotency-Key', message }] });
}

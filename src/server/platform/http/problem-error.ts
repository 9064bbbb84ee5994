import { problemCodes, type Problem, type ProblemCode } from '../../../contract/problems.ts';

export type FieldError = { readonly field: string; readonly message: string };
export type ProblemDetails = Pick<Problem, 'detail' | 'rule' | 'ids' | 'conflicts'> & {
  readonly errors?: readonly FieldError[];
  /** Sent as the Retry-After header. */
  readonly retryAfterSeconds?: number;
};

/** An expected refusal on its way to the caller: thrown anywhere below a handler, sent as an RFC 9457 problem document. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? problemCodes[code].title);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return problemCodes[this.code].status;
  }

  /** The document that the caller reads; `requestId` is what the log knows the request by. */
  toDocument(requestId: string): Problem {
    const { retryAfterSeconds: _header, errors, ...details } = this.details;
    const { status, title } = problemCodes[this.code];
    return {
      type: `urn:milestone:problem:${this.code}`,
      title,
      status,
      code: this.code,
      instance: requestId,
      ...details,
      ...(errors ? { errors: errors.map((error) => ({ ...error })) } : {}),
    };
  }
}

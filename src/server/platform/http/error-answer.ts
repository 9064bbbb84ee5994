import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { failureOf, type DatabaseFailure } from '../database/database-errors.ts';
import type { ConstraintProblem, ConstraintProblems } from './constraints.ts';
import { addressOf } from '../tenancy/tenant-address.ts';
import { useInputWords } from './input-words.ts';
import { ProblemError, type FieldError } from './problem-error.ts';

useInputWords();

const MAX_FIELD_ERRORS = 100;

/** Turns anything thrown below a handler into the problem that the caller may see. An unknown error becomes `internal` and leaks nothing. */
function problemOf(error: unknown, constraints: ConstraintProblems): ProblemError {
  if (error instanceof ProblemError) return error;
  const failure = failureOf(error);
  if (failure) return problemOfDatabase(failure, constraints);
  return problemOfFramework(error) ?? new ProblemError('internal');
}

/** As `problemOf`, named after what the caller asked for: an unreachable database is that of its tenant. */
export function problemOfRequest(error: unknown, raw: IncomingMessage, constraints: ConstraintProblems): ProblemError {
  const problem = problemOf(error, constraints);
  if (problem.code !== 'database_unavailable' || addressOf(raw).slug === undefined) return problem;
  return new ProblemError('tenant_database_unavailable', problem.details);
}

/** Field paths are dotted (`commands.0.endOn`); a fault of the whole value has the path ``. */
export function invalidInput(error: z.ZodError): ProblemError {
  const errors = error.issues.slice(0, MAX_FIELD_ERRORS).flatMap(fieldErrorsOf);
  const firstOfField = new Map(errors.toReversed().map((fieldError) => [fieldError.field, fieldError]));
  return new ProblemError('invalid_input', { errors: [...firstOfField.values()].toReversed().slice(0, MAX_FIELD_ERRORS) });
}

function fieldErrorsOf(issue: z.core.$ZodIssue): FieldError[] {
  const field = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ field, message: issue.message }];
  return issue.keys.map((key) => ({ field: field === '' ? key : `${field}.${key}`, message: 'is not known here' }));
}

function problemOfDatabase(failure: DatabaseFailure, constraints: ConstraintProblems): ProblemError {
  switch (failure.kind) {
    case 'unavailable':
      return new ProblemError('database_unavailable', { retryAfterSeconds: 2 });
    case 'overloaded':
      return new ProblemError('overloaded', { retryAfterSeconds: 1 });
    case 'unstorableText':
      return new ProblemError('invalid_input', {
        detail: 'A text holds characters that cannot be stored (NUL or a broken surrogate pair).',
      });
    case 'constraint':
      return problemOfConstraint(constraints[failure.constraint]);
  }
}

function problemOfConstraint(known: ConstraintProblem | undefined): ProblemError {
  if (!known) return new ProblemError('internal');
  const { code, detail, field } = known;
  const message = detail ?? 'breaks a rule of the data';
  return new ProblemError(code, { ...(detail ? { detail } : {}), ...(field ? { errors: [{ field, message }] } : {}) });
}

/** Fastify's own refusals: bodies that are too large, not JSON, of another type. */
function problemOfFramework(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  const { statusCode } = error;
  if (statusCode === 413) return new ProblemError('payload_too_large');
  if (statusCode === 415) return new ProblemError('unsupported_media_type');
  if (statusCode === 404) return new ProblemError('not_found');
  if (statusCode >= 400 && statusCode < 500) return new ProblemError('malformed_request', { detail: error.message });
  return undefined;
}

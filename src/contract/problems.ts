import { z } from 'zod';

/** Every error code with its HTTP status and the sentence that says what to do; the message of a problem may be more precise. */
export const problemCodes = {
  invalid_input: { status: 422, title: 'Some fields are not valid. Correct the fields named below and try again.' },
  malformed_request: { status: 400, title: 'The request could not be read. Send valid JSON with the documented content type.' },
  payload_too_large: { status: 413, title: 'The upload is larger than allowed. Send a smaller file or split the request.' },
  unsupported_media_type: { status: 415, title: 'This content type is not accepted here. See the API documentation.' },
  not_signed_in: { status: 401, title: 'You are not signed in, or your session has ended. Sign in and try again.' },
  wrong_credentials: { status: 401, title: 'E-mail or password is wrong. Check both and try again.' },
  local_sign_in_off: { status: 403, title: 'Passwords are switched off here. Use the single sign-on of your organization.' },
  account_disabled: { status: 403, title: 'This account is switched off. Ask your administrator.' },
  password_change_required: { status: 403, title: 'Change your password first: it was given to you by somebody else.' },
  password_too_weak: { status: 422, title: 'Choose a longer password that is not your name, e-mail or a common one.' },
  forbidden: { status: 403, title: 'Your role does not allow this. Ask a superuser or an administrator of the site.' },
  cross_site_request: { status: 403, title: 'The request came from another web site and was refused.' },
  not_found: { status: 404, title: 'There is nothing at this address, or you may not see it.' },
  conflict: { status: 409, title: 'Somebody changed this since you loaded it. Compare both values and decide.' },
  refused: { status: 409, title: 'The change breaks a rule of the plan and was not applied.' },
  duplicate: { status: 409, title: 'There is one with this value already. Choose another value.' },
  in_use: { status: 409, title: 'This is still in use. Remove what uses it first.' },
  wrong_status: { status: 409, title: 'This tenant is in a state in which that cannot be done.' },
  busy: { status: 409, title: 'Another operation of this tenant is under way. Wait for its end and try again.' },
  not_available: { status: 409, title: 'This cannot be had at present. The message says why.' },
  limit_reached: {
    status: 409,
    title: 'This workspace has as many as its plan allows. Remove one, or ask your provider for a larger plan.',
  },
  changes_gone: { status: 410, title: 'These changes are no longer kept. Load the plan again.' },
  too_many_requests: { status: 429, title: 'Too many requests. Wait as long as the Retry-After header says.' },
  too_many_attempts: { status: 429, title: 'Too many failed sign-ins. Wait as long as the Retry-After header says.' },
  internal: { status: 500, title: 'Something went wrong on our side; nothing was changed. Report the request id to your administrator.' },
  database_unavailable: { status: 503, title: 'The database does not answer. Nothing was changed; try again in a moment.' },
  overloaded: { status: 503, title: 'The server is busy. Nothing was changed; try again in a moment.' },
  tenant_not_found: { status: 404, title: 'There is no workspace of this name. Check the address.' },
  tenant_inactive: { status: 403, title: 'This workspace is not active. Ask your administrator.' },
  tenant_database_unavailable: { status: 503, title: 'The database of this workspace does not answer. Try again in a moment.' },
  tenant_migrating: { status: 503, title: 'This workspace is being updated. Try again in a moment.' },
  file_not_readable: { status: 422, title: 'The file could not be read as a plan. The message says how far it went.' },
} as const;

export type ProblemCode = keyof typeof problemCodes;

/** RFC 9457 problem document. `errors` names each field at fault by its path (`commands.0.endOn`). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; one of the documented codes'),
    detail: z.string().optional(),
    instance: z.string().optional().describe('The request id, as in the log'),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    /** `refused`: the engine's own code, e.g. `dependency_cycle`, and the ids that it speaks of. */
    rule: z.string().optional(),
    ids: z.array(z.string()).optional(),
    /** `conflict`: what the command set, and what stands there now, field by field. */
    conflicts: z
      .array(
        z.object({
          entity: z.string(),
          id: z.string(),
          field: z.string(),
          mine: z.unknown(),
          theirs: z.unknown(),
          revision: z.int(),
          actorName: z.string().nullable(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

import { fromWire, toWire } from '../../contract/days-wire.ts';
import type { Problem, ProblemCode } from '../../contract/problems.ts';
import { routes, type RouteName } from '../../contract/routes.ts';
import { currentBasePath } from './base-path.ts';

export type FieldFault = { readonly field: string; readonly message: string };

/** A refusal of the server, or `unreachable` where there was no answer at all. `message` is a sentence for the user. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode | 'unreachable';
  readonly status: number;
  readonly problem: Partial<Problem>;
  readonly retryAfterMs: number | undefined;

  constructor(problem: Partial<Problem>, status: number, retryAfterMs?: number) {
    super(problem.detail ?? problem.title ?? 'The server gave an answer that could not be read. Try again in a moment.');
    // The code is one of the documented ones by the contract; an unknown one only falls through to the general handling.
    this.code = (problem.code ?? 'internal') as ProblemCode | 'unreachable';
    this.status = status;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }

  /** What is wrong field by field, for the form that sent it. */
  get faults(): readonly FieldFault[] {
    return this.problem.errors ?? [];
  }

  /** The same request may succeed later: no answer, or the server asks to wait. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export type RequestOptions = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** Called on every answer that says that nobody is signed in (any more). */
type SignedOutListener = () => void;
let onSignedOut: SignedOutListener = () => undefined;

/** Names what happens when the session has ended; the application leads to the sign-in page. */
export function setSignedOutListener(listener: SignedOutListener): void {
  onSignedOut = listener;
}

/** Called on every answer that says that the workspace is not served (any more). */
type WorkspaceClosedListener = (problem: ProblemError) => void;
let onWorkspaceClosed: WorkspaceClosedListener = () => undefined;

/** Names what happens when there is no workspace at this address, or it was made inactive. */
export function setWorkspaceClosedListener(listener: WorkspaceClosedListener): void {
  onWorkspaceClosed = listener;
}

/** The address of an endpoint within the workspace that is open. Throws when a path parameter is missing. */
export function urlOf(name: RouteName, options: Pick<RequestOptions, 'params' | 'query'> = {}, basePath = currentBasePath()): string {
  const path = routes[name].path.replace(/:([a-zA-Z]+)/g, (_, key: string) => {
    const value = options.params?.[key];
    if (value === undefined) throw new Error(`${name} needs the parameter ${key}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(options.query ?? {})) if (value !== undefined) query.set(key, String(value));
  const suffix = query.size > 0 ? `?${query.toString()}` : '';
  return `${basePath}${path}${suffix}`;
}

/** Calls an endpoint; days are numbers on this side. Throws a ProblemError for everything but success. */
export async function request<Answer>(name: RouteName, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(name, options);
  if (!response.ok) throw await problemOf(name, response);
  if (response.status === 204) return undefined as Answer;
  // The server checks its answers against the contract in its own tests; here the type is taken on trust.
  return fromWire(await response.json()) as Answer;
}

async function send(name: RouteName, options: RequestOptions): Promise<Response> {
  const hasJson = options.body !== undefined;
  try {
    return await fetch(urlOf(name, options), {
      method: routes[name].method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(hasJson ? { 'content-type': 'application/json' } : {}), ...options.headers },
      ...(hasJson ? { body: JSON.stringify(toWire(options.body)) } : {}),
      ...(options.form ? { body: options.form } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw unreachable();
  }
}

/** There was no answer at all. */
export function unreachable(): ProblemError {
  // `unreachable` is the client's own code, for the one case in which no problem document can exist.
  const problem = { code: 'unreachable', title: 'The server cannot be reached. Check the connection; Milestone keeps trying.' };
  return new ProblemError(problem, 0);
}

async function problemOf(name: RouteName, response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  return toProblem(name, response.status, body, response.headers.get('retry-after'));
}

/** The refusal that an answer's body describes, whatever brought it; an ended session is told to the application. */
export function toProblem(name: string, status: number, body: unknown, retryAfterSeconds: string | null): ProblemError {
  const retryAfter = Number(retryAfterSeconds);
  // Every field is optional, and read as what the contract says of problem documents.
  const problem = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  const error = new ProblemError(problem, status, retryAfter > 0 ? retryAfter * 1000 : undefined);
  if (error.code === 'not_signed_in' && name !== 'signIn') onSignedOut();
  if (error.code === 'tenant_not_found' || error.code === 'tenant_inactive') onWorkspaceClosed(error);
  return error;
}

import type { z } from 'zod';
import type { Right } from './roles.ts';
import { routes, type RouteName } from './routes.ts';

/**
 * Who reaches an endpoint at all: everyone; anyone signed in, also before the forced password change; or holders of a right.
 * What they see and may name is then decided by the feature's policy.
 */
export type Access = 'public' | 'session' | Right;

export type EndpointShape<Allowed = Access> = {
  readonly summary: string;
  readonly access: Allowed;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Absent: the answer is text that PostgreSQL built, checked against `documented` in tests only. */
  readonly response?: z.ZodType;
  readonly documented?: z.ZodType;
  readonly status?: 200 | 201 | 204;
  readonly bodyLimitBytes?: number;
  /** The request is `multipart/form-data`: one part `file`, and text parts that `body` describes. */
  readonly upload?: boolean;
  /** A browser goes there itself, and nobody reads a problem document: what fails leads to this page of the workspace. */
  readonly failurePage?: '/sign-in';
};

/** An endpoint as a value: the server binds it, the documentation shows it, the isolation suite generates its calls from it. */
export function endpoint<Name extends RouteName, const Shape extends EndpointShape>(name: Name, shape: Shape) {
  return { name, ...routes[name], ...shape };
}

/** What an endpoint answers: `response`, or where PostgreSQL builds the text, what is documented of it. */
export type ResponseOf<Endpoint> = Endpoint extends { readonly response: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : Endpoint extends { readonly documented: infer Schema extends z.ZodType }
    ? z.output<Schema>
    : undefined;

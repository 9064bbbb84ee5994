import type { z } from 'zod';
import type { ResponseOf } from '../../contract/endpoint.ts';
import type { TenantEndpoint } from '../../contract/endpoints.ts';
import { request, type RequestOptions } from './api.ts';

/** Names of the endpoints that the contract describes as values. Types alone are imported: no schema reaches the browser. */
export type EndpointName = TenantEndpoint['name'];
type EndpointOf<Name extends EndpointName> = Extract<TenantEndpoint, { readonly name: Name }>;

/** What an endpoint answers, with days as numbers. */
export type AnswerOf<Name extends EndpointName> = ResponseOf<EndpointOf<Name>>;
/** What an endpoint takes, with days as numbers. */
export type BodyOf<Name extends EndpointName> =
  EndpointOf<Name> extends { readonly body: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

export type CallOptions<Name extends EndpointName> = Omit<RequestOptions, 'body'> & { readonly body?: BodyOf<Name> };

/** Calls an endpoint by its name, typed by the contract. Throws a ProblemError for everything but success. */
export function call<Name extends EndpointName>(name: Name, options: CallOptions<Name> = {}): Promise<AnswerOf<Name>> {
  return request<AnswerOf<Name>>(name, options);
}

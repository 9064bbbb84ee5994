import { z } from 'zod';
import { problemSchema } from '../../../contract/problems.ts';
import type { AnyEndpoint } from './http-server.ts';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of the bound endpoints, from the same schemas that check the calls. Schemas with an id become
 * components. Everything is described as it travels, so answers are taken by their encoded side too.
 */
export function describeEndpoints(
  endpoints: readonly AnyEndpoint<string>[],
  title: string,
  version: string,
  cookieName = 'milestone_session',
): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint, schemas) };
  }
  const problem = {
    description: 'A refusal, as a problem document (RFC 9457)',
    content: { 'application/problem+json': { schema: jsonSchemaOf(problemSchema, schemas) } },
  };
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      schemas,
      responses: { Problem: problem },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName } },
    },
  };
}

function operationOf(endpoint: AnyEndpoint<string>, schemas: Json): Json {
  const answered = endpoint.response ?? endpoint.documented;
  const status = String(endpoint.status ?? (answered ? 200 : 204));
  const content = answered ? { content: { 'application/json': { schema: jsonSchemaOf(answered, schemas) } } } : {};
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [/^\/api\/(?:admin\/)?([a-z-]+)/.exec(endpoint.path)?.[1] ?? 'api'],
    ...(endpoint.access === 'public' ? { security: [] } : { security: [{ session: [] }], description: `Needs: ${endpoint.access}` }),
    parameters: [...parametersOf('path', endpoint.params, schemas), ...parametersOf('query', endpoint.query, schemas)],
    ...(endpoint.body ? { requestBody: { required: true, content: contentOf(endpoint, jsonSchemaOf(endpoint.body, schemas)) } } : {}),
    responses: { [status]: { description: 'Done', ...content }, default: { $ref: '#/components/responses/Problem' } },
  };
}

/** An upload is a form with the part `file` beside the fields. */
function contentOf(endpoint: AnyEndpoint<string>, schema: Json): Json {
  if (endpoint.upload !== true) return { 'application/json': { schema } };
  const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
  return { 'multipart/form-data': { schema: { allOf: [schema, file] } } };
}

function parametersOf(place: 'path' | 'query', schema: z.ZodType | undefined, schemas: Json): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, schemas) as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({ name, in: place, required: required.includes(name), schema: property }));
}

/** Definitions move to the components; references follow. */
function jsonSchemaOf(schema: z.ZodType, schemas: Json): Json {
  const {
    $schema: _dialect,
    $defs = {},
    id: _id,
    ...rest
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json & { $defs?: Json };
  for (const [name, definition] of Object.entries($defs)) schemas[name] ??= relocate(definition);
  const own = schema.meta()?.id;
  if (own === undefined) return relocate(rest) as Json;
  schemas[own] ??= relocate(rest);
  return { $ref: `#/components/schemas/${own}` };
}

function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value === 'string' && value.startsWith('#/$defs/')) return value.replace('#/$defs/', '#/components/schemas/');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, item]) => !(key === 'id' && typeof item === 'string'));
  return Object.fromEntries(entries.map(([key, item]) => [key, relocate(item)]));
}

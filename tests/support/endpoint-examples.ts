import { z } from 'zod';
import { endpoints } from '../../src/contract/endpoints.ts';
import type { EndpointShape } from '../../src/contract/endpoint.ts';

/** An endpoint of the contract as the suites that are made from the list see it. */
export type ListedEndpoint = EndpointShape & { readonly name: string; readonly method: string; readonly path: string };
export const listedEndpoints: readonly ListedEndpoint[] = endpoints;

export type JsonSchema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly format?: string;
};

/** What to send under a name, where the schema alone does not make sense of it. */
export type Values = Readonly<Record<string, unknown>>;

const plainValues: Values = {
  name: 'Example',
  color: '#336699',
  timeZone: 'Europe/Zurich',
  startOn: '2027-01-04',
  endOn: '2027-01-08',
  currency: 'EUR',
  countryCode: 'CH',
  regionCode: 'ZH',
  newPassword: 'seven green ladders',
};

/** The JSON schema of what a caller sends. */
export function inputSchemaOf(schema: z.ZodType): JsonSchema {
  // The output of zod is a JSON schema; only the parts above are read.
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema;
}

/** Something that the schema accepts: what is required, or `all` fields. */
export function exampleOf(schema: JsonSchema, values: Values = {}, extent: 'required' | 'all' = 'required', name = ''): unknown {
  if (name in values) return values[name];
  if (name in plainValues) return plainValues[name];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return exampleOf(choice, values, extent);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return exampleObject(schema, values, extent);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => exampleOf(schema.items ?? {}, values, extent));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return exampleText(schema.format);
    case undefined:
    default:
      return null;
  }
}

function exampleObject(schema: JsonSchema, values: Values, extent: 'required' | 'all'): unknown {
  const names = Object.keys(schema.properties ?? {}).filter((name) => extent === 'all' || schema.required?.includes(name));
  return Object.fromEntries(names.map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, values, extent, name)]));
}

function exampleText(format: string | undefined): string {
  if (format === 'uuid') return crypto.randomUUID();
  if (format === 'date') return '2027-01-04';
  if (format === 'email') return `${crypto.randomUUID()}@test.example`;
  return 'example';
}

/** Names of a schema's fields that hold ids, with those of a list. */
export function idFieldsOf(schema: z.ZodType | undefined): readonly string[] {
  const properties = schema ? (inputSchemaOf(schema).properties ?? {}) : {};
  return Object.keys(properties).filter((name) => /(^id|Ids?|^site)$/.test(name));
}

/** The path with its parameters put in. */
export function pathOf(endpoint: ListedEndpoint, parameters: Readonly<Record<string, string>>): string {
  return endpoint.path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

/** The kind of thing that the path's id names: `/api/projects/:id/phases` names a project. */
export function kindOf(endpoint: ListedEndpoint): string {
  const segments = endpoint.path.split('/');
  return segments[segments.indexOf(':id') - 1] ?? '';
}

import { describe, expect, it } from 'vitest';
import { endpoints } from '../src/contract/endpoints.ts';
import { routes } from '../src/contract/routes.ts';
import { describeEndpoints } from '../src/server/platform/http/openapi.ts';

type Schema = Readonly<Record<string, unknown>>;
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schema };
};

// The document is plain JSON; this is its shape.
const document = JSON.parse(JSON.stringify(describeEndpoints(endpoints, 'Milestone', '1.0.0'))) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation })),
);

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === '$ref' && typeof item === 'string' ? [item] : referencesIn(item)));
}

describe('the API document', () => {
  it('has every route of the contract, once, under its own name', () => {
    expect(operations.map(({ operation }) => operation.operationId).toSorted((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(routes).toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('refers to nothing that it does not define', () => {
    const defined = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`));
    const dangling = referencesIn(document).filter((reference) => reference.startsWith('#/components/schemas/') && !defined.has(reference));
    expect(dangling).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('#/$defs/');
  });

  it('describes each part of an address', () => {
    for (const { path, operation } of operations) {
      const named = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1]);
      expect(operation.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)).toEqual(named);
    }
  });

  it('shows days as they travel, and uploads as multipart', () => {
    expect(document.components.schemas['Holiday']).toMatchObject({ properties: { startOn: { type: 'string', format: 'date' } } });
    const upload = operations.find(({ operation }) => operation.operationId === 'runImport')?.operation;
    expect(Object.keys(upload?.requestBody?.content ?? {})).toEqual(['multipart/form-data']);
  });
});

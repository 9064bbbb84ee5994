/** What a browser must load before a page works, as gzip of script, against its budget. Reads the built client's manifest. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

type Chunk = { readonly file: string; readonly imports?: readonly string[]; readonly dynamicImports?: readonly string[] };

const OUTPUT = 'dist/client';
// Vite's documented manifest format.
const manifest = JSON.parse(readFileSync(path.join(OUTPUT, '.vite', 'manifest.json'), 'utf8')) as Readonly<Record<string, Chunk>>;

/** Pages by the modules that their address loads: the entry, the shell where it has one, and the route. */
const pages: readonly { readonly name: string; readonly modules: readonly string[]; readonly budgetKb: number }[] = [
  { name: 'sign-in', modules: ['index.html', 'app/sign-in-route.tsx'], budgetKb: 150 },
  { name: 'Gantt', modules: ['index.html', 'app/shell/shell.tsx', 'app/gantt-route.tsx'], budgetKb: 330 },
  { name: 'portal', modules: ['admin.html'], budgetKb: 230 },
];

function scriptsOf(modules: readonly string[]): Set<string> {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the manifest has no ${name}: correct scripts/check-budgets.ts`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const module of modules) visit(module);
  return new Set(Array.from(files).filter((file) => file.endsWith('.js')));
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}

/** The timeline alone, with all that it brings but React. */
async function measureTimeline(): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: path.resolve('src/client/timeline/timeline.tsx'), formats: ['es'] },
      rolldownOptions: { external: [/^react(-dom)?(\/|$)/] },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  return outputs
    .flatMap((part) => ('output' in part ? part.output : []))
    .reduce((sum, file) => sum + (file.type === 'chunk' ? gzipSync(file.code).length : 0), 0);
}

const lines = pages.map(({ name, modules, budgetKb }) => ({
  name,
  budgetKb,
  kb: kilobytes(Array.from(scriptsOf(modules)).reduce((sum, file) => sum + gzipSync(readFileSync(path.join(OUTPUT, file))).length, 0)),
}));
lines.push({ name: 'timeline', budgetKb: 60, kb: kilobytes(await measureTimeline()) });
for (const { name, kb, budgetKb } of lines)
  process.stdout.write(`${name}: ${kb} KB of ${budgetKb} KB${kb > budgetKb ? '  TOO LARGE' : ''}\n`);
process.exitCode = lines.some(({ kb, budgetKb }) => kb > budgetKb || kb === 0) ? 1 : 0;

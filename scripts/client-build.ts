import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const OUTPUT = 'dist/client';
const STAMP = 'dist/client.stamp';
/** What the client is built from; folders with everything below. */
const SOURCES = [
  'src/client',
  'src/contract',
  'src/planning',
  'src/lib',
  'vite.config.ts',
  'scripts/compile-early.ts',
  'package-lock.json',
];
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|webmanifest)$/;
const MIN_COMPRESSED_BYTES = 1024;

/** A digest of every source of the client: the same whenever, wherever and by whom it was checked out. */
export function digestSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(listFiles).sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Whether there is a client at all, of whatever sources. */
export function hasBuild(): boolean {
  return existsSync(path.join(OUTPUT, 'index.html'));
}

/** A production install has no build tools. */
export function canBuild(): boolean {
  return existsSync(path.join('node_modules', 'vite', 'package.json'));
}

export function isBuilt(digest: string): boolean {
  return hasBuild() && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest;
}

/** Builds with Vite, then compresses beside each file, once, with the best the formats can. */
export async function buildClient(digest: string): Promise<void> {
  // Vite is a development dependency: only a build loads it.
  const { build } = await import('vite');
  // Built beside and moved, so that an interrupted build leaves the last one whole.
  const partial = path.resolve(`${OUTPUT}.${process.pid}.partial`);
  await build({ logLevel: 'warn', build: { outDir: partial, emptyOutDir: true } });
  for (const file of listFiles(partial)) compress(file);
  rmSync(STAMP, { force: true });
  rmSync(OUTPUT, { recursive: true, force: true });
  renameSync(partial, OUTPUT);
  writeFileSync(STAMP, digest);
}

function compress(file: string): void {
  const content = readFileSync(file);
  if (!COMPRESSIBLE.test(file) || content.length < MIN_COMPRESSED_BYTES) return;
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

function listFiles(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

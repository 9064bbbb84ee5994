/**
 * `npm run bench` lists the benchmarks, `npm run bench -- NAME …` runs some, `npm run bench -- all` every one, each in a
 * process of its own, so that none inherits another's heap.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const folder = new URL('../bench/', import.meta.url);
const known = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

const asked = process.argv.slice(2);
if (asked.length === 0) {
  console.log(`Benchmarks: ${known.join(', ')}\nRun them with: npm run bench -- NAME …   (or: all)`);
  process.exit(0);
}

const names = asked.includes('all') ? known : asked;
let exitCode = 0;
for (const name of names) {
  const file = new URL(`${name}.ts`, folder);
  if (!known.includes(name) || !existsSync(file)) {
    console.error(`There is no benchmark "${name}". Known: ${known.join(', ')}`);
    exitCode = 1;
    continue;
  }
  console.log(`\n# ${name}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', file.pathname], { stdio: 'inherit' });
  if (status !== 0) exitCode = 1;
}
process.exit(exitCode);

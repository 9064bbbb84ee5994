/**
 * `npm ci` refuses a lockfile that lacks optional platform packages which its packages name. npm writes such locks when the
 * registry has only some of a release's platform packages; this says so before anybody else's machine does.
 */
import { readFileSync } from 'node:fs';

type LockPackage = {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly link?: boolean;
  readonly resolved?: string;
};

// The lockfile is our own, of lockfileVersion 3, whose `packages` map has this shape.
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { readonly packages: Readonly<Record<string, LockPackage>> };

const missing: string[] = [];
let checked = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    checked += 1;
    if (!isReachable(place, name)) missing.push(`${place || 'the project'} names ${name}, which the lockfile lacks`);
  }
}
const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.link !== true && /^https?:/.test(entry.resolved ?? ''));
for (const [place] of resolved) missing.push(`${place} names a registry host; install with omit-lockfile-registry-resolved`);

for (const line of missing) process.stdout.write(`${line}\n`);
process.stdout.write(`${checked} optional packages of the lockfile checked, ${missing.length} faults\n`);
process.exitCode = missing.length > 0 || checked === 0 ? 1 : 0;

/** Node's look-up: beside the package, then in each folder above it. */
function isReachable(place: string, name: string): boolean {
  let folder = place;
  for (;;) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[candidate]) return true;
    if (folder === '') return false;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent < 0 ? '' : folder.slice(0, parent);
  }
}

/** `npm run build`; with `--if-needed` nothing happens when the client on the disk is of these sources. */
import { buildClient, canBuild, digestSources, hasBuild, isBuilt } from './client-build.ts';

const digest = digestSources();
if (process.argv.includes('--if-needed') && isBuilt(digest)) process.exit(0);
if (!canBuild()) {
  console.error(
    'The client is not built, or older than its sources, and there is nothing to build it with: run npm ci without --omit=dev, or npm run build elsewhere.',
  );
  process.exit(hasBuild() ? 0 : 1);
}
console.log('Building the client …');
const startedAt = performance.now();
await buildClient(digest);
console.log(`Built the client in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);

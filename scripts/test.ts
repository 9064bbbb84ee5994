/**
 * `npm test`: everything a contributor runs, one step after the other, with a closing line that counts. Each step prints its
 * own output; all of them run even after a failure, so that one run shows everything that is wrong.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Step = { readonly name: string; readonly command: readonly string[]; readonly report?: 'vitest' | 'playwright' };
type Counts = { passed: number; failed: number; skipped: number };

const reportFile = path.join(tmpdir(), `milestone-test-${process.pid}.json`);
const bin = (name: string) => path.join('node_modules', '.bin', name);

const steps: readonly Step[] = [
  { name: 'client', command: [process.execPath, 'scripts/build-client.ts', '--if-needed'] },
  { name: 'lockfile', command: [process.execPath, 'scripts/check-lockfile.ts'] },
  { name: 'format', command: [bin('oxfmt'), '--check', '.'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware'] },
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the client', command: [bin('tsc'), '-p', 'tsconfig.client.json'] },
  { name: 'unused code', command: [bin('knip')] },
  {
    name: 'unit, database and component tests',
    command: [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
    report: 'vitest',
  },
  { name: 'script budgets', command: [process.execPath, 'scripts/check-budgets.ts'] },
  { name: 'browser journeys', command: [bin('playwright'), 'test', '--reporter=list,json'], report: 'playwright' },
];

function run(step: Step): { readonly ok: boolean; readonly counts: Counts } {
  process.stdout.write(`\n── ${step.name}\n`);
  rmSync(reportFile, { force: true });
  const [file = '', ...args] = step.command;
  const result = spawnSync(file, args, {
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile, FORCE_COLOR: process.env['CI'] ? '0' : '1' },
  });
  const ok = result.status === 0;
  if (!step.report) return { ok, counts: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 } };
  const counts = readCounts(step.report);
  return { ok: ok && counts.failed === 0, counts };
}

/** A report that is missing or counts nothing is a failure: no step passes by not running. */
function readCounts(kind: 'vitest' | 'playwright'): Counts {
  try {
    const report: unknown = JSON.parse(readFileSync(reportFile, 'utf8'));
    // The two reporters' documented JSON shapes; a wrong one yields NaN, which fails below.
    const counts = kind === 'vitest' ? countVitest(report as VitestReport) : countPlaywright(report as PlaywrightReport);
    return counts.passed > 0 ? counts : { ...counts, failed: counts.failed + 1 };
  } catch (error) {
    process.stdout.write(`no test report: ${String(error)}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
};
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

function countVitest(report: VitestReport): Counts {
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
}

function countPlaywright({ stats }: PlaywrightReport): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

const outcomes = steps.map((step) => ({ step, ...run(step) }));
rmSync(reportFile, { force: true });
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { counts } of outcomes) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
const broken = outcomes.filter(({ ok }) => !ok).map(({ step }) => step.name);
process.stdout.write(broken.length > 0 ? `\nFailed: ${broken.join(', ')}\n` : '\nEverything passed.\n');
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
// A skipped test counts as a failure: what cannot run here must say so and fail.
process.exitCode = broken.length > 0 || total.failed > 0 || total.skipped > 0 ? 1 : 0;

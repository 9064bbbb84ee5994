/**
 * How fast the engine edits, recomputes and adds up, against the bare arithmetic of the same run.
 *
 * The plan: 10,000 phases in 100 projects, trees of four levels, 12,000 links of all types on leaves and parents, every other
 * project in working days with holidays. Predecessors lie in the same project, one in a hundred in another project of the same
 * programme (five projects).
 *
 * Baseline `pass`: the critical path method on arrays: tasks sorted topologically, one forward and one backward pass over
 * lengths and lags, without calendars, trees, ids, projects or results for anyone to read.
 * Full recompute: from a plan in memory with no order of its links yet, sort, push every violated phase, fit all
 * parents and projects, then for each project the critical path with both slacks, and the completion of everything.
 * Edit: `runCommands` with one rescheduled leaf, as on each pointer move of a drag: all consequences, patches, moves, taken back.
 */
import { weekdayOf } from '../src/lib/days.ts';
import type { Command } from '../src/planning/commands/command.ts';
import { runCommands } from '../src/planning/commands/run-commands.ts';
import { createPlan, hasChildren, type Plan, toSnapshot } from '../src/planning/plan.ts';
import { completionsOf } from '../src/planning/schedule/completion.ts';
import { criticalPathsOf } from '../src/planning/schedule/critical-path.ts';
import { workloadsOf } from '../src/planning/workload/workload.ts';
import { createArrayNetwork, passForwardAndBackward } from './support/array-network.ts';
import { createBenchPlan, createStaffPlan, FIRST_MONDAY } from './support/engine-plans.ts';
import { measureInTurns, median, percentile, timeMs } from './support/measure.ts';
import { report } from './support/report.ts';

const options = { doubleBooking: 'allow' } as const;

function recompute(plan: Plan): number {
  plan.index.order = undefined;
  const outcome = runCommands(
    plan,
    Array.from(plan.projects.keys(), (id) => ({ kind: 'schedule.resolve', id }) as const),
    options,
  );
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
  return passAll(plan) + outcome.patches.length;
}

/** Critical path, slack and completion of every project; the sum keeps the work from being optimized away. */
function passAll(plan: Plan): number {
  let sum = 0;
  for (const { tasks } of criticalPathsOf(plan).values()) sum += tasks.size;
  for (const id of plan.projects.keys()) sum += completionsOf(plan, id).size;
  return sum;
}

function measureEdits(plan: Plan, count: number): { readonly times: number[]; readonly moved: number } {
  const leaves = Array.from(plan.phases.values()).filter(({ id }) => !hasChildren(plan, id));
  const times: number[] = [];
  let moved = 0;
  for (let index = -500; index < count; index += 1) {
    const leaf = leaves[((index + 500) * 7919) % leaves.length];
    if (!leaf) continue;
    const days = 1 + ((index + 500) % 10);
    const command: Command = { kind: 'phase.reschedule', id: leaf.id, startOn: leaf.startOn + days, endOn: leaf.endOn + days };
    const ms = timeMs(() => {
      const outcome = runCommands(plan, [command], options);
      if (outcome.kind === 'accepted' && index >= 0) moved += outcome.moves.length;
    });
    if (index >= 0) times.push(ms);
  }
  return { times, moved: moved / count };
}

// Made anew from its lists, as a browser or server holds it.
const snapshot = toSnapshot(createBenchPlan(10_000, 12_000));
const plan = createPlan(snapshot);
const network = createArrayNetwork(snapshot);
console.log(`plan: ${plan.phases.size} phases, ${plan.dependencies.size} links, ${plan.projects.size} projects`);

const {
  pass = Number.NaN,
  full = Number.NaN,
  critical = Number.NaN,
} = measureInTurns({
  pass: () => {
    passForwardAndBackward(network);
  },
  full: () => {
    recompute(plan);
  },
  critical: () => {
    passAll(plan);
  },
});
const edits = measureEdits(plan, 3000);
const ofPass = 'topological sort, forward and backward pass on arrays, no calendars';

report({
  name: 'engine: full recompute of 10,000 phases and 12,000 links',
  of: { baseline: ofPass, figure: 'sort, push, fit parents, critical paths with slack, completion' },
  baseline: pass,
  figure: full,
  unit: 'ms',
  goal: { kind: '≤', ratio: 15 },
  note: `critical paths and completion alone ${(critical / pass).toFixed(1)} ×`,
});
report({
  name: 'engine: one edit, 95th percentile of 3,000',
  of: { baseline: 'full recompute', figure: `runCommands with one rescheduled leaf, ${edits.moved.toFixed(1)} moves on average` },
  baseline: full,
  figure: percentile(edits.times, 95),
  unit: 'ms',
  goal: { kind: '≤', ratio: 0.2 },
  note: `median ${median(edits.times).toFixed(3)} ms, slowest ${Math.max(...edits.times).toFixed(2)} ms`,
});

const DAYS = 104 * 7;
const staffPlan = createStaffPlan(500, DAYS);
const staffIds = Array.from(staffPlan.staff.keys());
const cells = new Float64Array(staffIds.length * DAYS).map((_, index) => weekdayOf(index) * 10);
const sums = measureInTurns({
  sum: () => {
    let sum = 0;
    for (let index = 0; index < cells.length; index += 1) sum += cells[index] ?? 0;
    if (sum < 0) throw new Error('impossible');
  },
  load: () => {
    workloadsOf(staffPlan, staffIds, FIRST_MONDAY, FIRST_MONDAY + DAYS - 1);
  },
});
report({
  name: 'engine: capacity and load of 500 people over 104 weeks',
  of: { baseline: 'a bare sum over as many numbers', figure: 'capacity, confirmed and tentative load of each day' },
  baseline: sums.sum ?? Number.NaN,
  figure: sums.load ?? Number.NaN,
  unit: 'ms',
  goal: { kind: '≤', ratio: 40 },
});

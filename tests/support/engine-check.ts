/** Holds the engine against the oracle: one recipe, all its batches, every property that must hold after each. */
import { isDeepStrictEqual } from 'node:util';
import type { Command, CommandOutcome } from '../../src/planning/commands/command.ts';
import type { revertPatches } from '../../src/planning/commands/revert.ts';
import type { runCommands } from '../../src/planning/commands/run-commands.ts';
import type { Patch, PhaseId, PlanSnapshot } from '../../src/planning/model.ts';
import type { applyPatches, invertPatches } from '../../src/planning/patches.ts';
import type { childrenOf, createPlan, Plan, toSnapshot } from '../../src/planning/plan.ts';
import { COLLECTIONS } from '../../src/planning/plan-index.ts';
import { commandOf, type PlanRecipe, snapshotOf } from './random-plans.ts';
import { brokenPairs, leavesOf, type World, worldOf } from './oracle-world.ts';
import { runOracle } from './schedule-oracle.ts';

/** The engine as a value, so that a changed copy of it can be held against the same rules. */
export type Engine = {
  readonly createPlan: typeof createPlan;
  readonly toSnapshot: typeof toSnapshot;
  readonly childrenOf: typeof childrenOf;
  readonly runCommands: typeof runCommands;
  readonly revertPatches: typeof revertPatches;
  readonly applyPatches: typeof applyPatches;
  readonly invertPatches: typeof invertPatches;
};

/** What happened on the way, to show that the recipes reach what they are meant to reach. */
export type Tally = { batches: number; accepted: number; refused: number; moved: number; pushed: number; codes: Set<string> };

export function createTally(): Tally {
  return { batches: 0, accepted: 0, refused: 0, moved: 0, pushed: 0, codes: new Set() };
}

/** The first way in which the engine breaks a rule on this recipe; undefined when it keeps them all. */
export function findFault(engine: Engine, recipe: PlanRecipe, tally: Tally = createTally()): string | undefined {
  const plan = engine.createPlan(snapshotOf(recipe));
  let world = worldOf(snapshotOf(recipe));
  for (const [index, batch] of recipe.batches.entries()) {
    const start = world;
    const commands = batch.map((one, at) => commandOf(one, start, index * 10 + at));
    const step = checkBatch(engine, { plan, world, commands, doubleBooking: recipe.mayDoubleBook ? 'allow' : 'refuse' }, tally);
    if (step.fault !== undefined) return `batch ${index} ${JSON.stringify(commands)}: ${step.fault}`;
    world = step.world;
  }
  return undefined;
}

type Batch = {
  readonly plan: Plan;
  readonly world: World;
  readonly commands: readonly Command[];
  readonly doubleBooking: 'refuse' | 'allow';
};
type Step = { readonly fault?: string; readonly world: World };

function checkBatch(engine: Engine, batch: Batch, tally: Tally): Step {
  const { plan, world, commands, doubleBooking } = batch;
  const before = engine.toSnapshot(plan);
  const expected = runOracle(world, commands, doubleBooking);
  const outcome = engine.runCommands(plan, commands, { doubleBooking });
  tally.batches += 1;
  const fault = findSnapshotDifference(before, engine.toSnapshot(plan));
  if (fault !== undefined) return { fault: `asking changed the plan: ${fault}`, world };
  if (outcome.kind === 'refused' || expected.kind === 'refused') return { ...compareRefusals(outcome, expected, tally), world };
  tally.accepted += 1;
  return { ...checkAccepted(engine, batch, before, expected.world, outcome, tally), world: expected.world };
}

function compareRefusals(outcome: CommandOutcome, expected: ReturnType<typeof runOracle>, tally: Tally): { readonly fault?: string } {
  const mine = outcome.kind === 'refused' ? `${outcome.refusal.code} at ${outcome.refusal.commandIndex}` : 'accepted';
  const theirs = expected.kind === 'refused' ? `${expected.code} at ${expected.commandIndex}` : 'accepted';
  tally.refused += 1;
  if (outcome.kind === 'refused') tally.codes.add(outcome.refusal.code);
  const isBookingClash = mine.startsWith('equipment_clash') && theirs.startsWith('equipment_clash');
  return mine === theirs || isBookingClash ? {} : { fault: `engine: ${mine}; oracle: ${theirs}` };
}

function checkAccepted(
  engine: Engine,
  { plan, world, commands, doubleBooking }: Batch,
  before: PlanSnapshot,
  expected: World,
  outcome: Extract<CommandOutcome, { readonly kind: 'accepted' }>,
  tally: Tally,
): { readonly fault?: string } {
  const { patches, moves } = outcome;
  tally.moved += moves.length;
  tally.pushed += moves.filter(({ reason }) => reason.kind === 'pushed').length;
  const wrongFrom = findWrongFrom(before, patches);
  if (wrongFrom !== undefined) return { fault: wrongFrom };
  engine.applyPatches(plan, patches);
  const after = engine.toSnapshot(plan);
  const fault =
    findWorldDifference(engine, plan, expected) ??
    findMoveFault(before, after, moves) ??
    findBrokenLink(world, expected, commands) ??
    findSpanFault(expected, after) ??
    findIndexFault(engine, plan);
  if (fault !== undefined) return { fault };
  const reverted = engine.revertPatches(plan, patches, { doubleBooking: 'allow' });
  if (reverted.kind !== 'accepted') return { fault: `revert: ${JSON.stringify(reverted)}` };
  for (const [name, inverse] of [['inverse', engine.invertPatches(patches)] as const, ['revert', reverted.patches] as const]) {
    engine.applyPatches(plan, inverse);
    const difference = findSnapshotDifference(before, engine.toSnapshot(plan)) ?? findIndexFault(engine, plan);
    if (difference !== undefined) return { fault: `${name} does not restore: ${difference}` };
    const again = engine.runCommands(plan, commands, { doubleBooking });
    if (!isDeepStrictEqual(again, outcome))
      return { fault: `after the ${name}, the same commands do ${JSON.stringify(again)} instead of ${JSON.stringify(outcome)}` };
    engine.applyPatches(plan, patches);
  }
  return {};
}

type Plain = { readonly id: string };

function byId(items: readonly Plain[]): Map<string, Plain> {
  return new Map(items.map((item) => [item.id, item]));
}

function findSnapshotDifference(a: PlanSnapshot, b: PlanSnapshot): string | undefined {
  for (const name of Object.values(COLLECTIONS)) {
    const fault = findListDifference(name, a[name], b[name]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findListDifference(name: string, expected: readonly Plain[], actual: readonly Plain[]): string | undefined {
  if (expected.length !== actual.length) return `${name}: ${actual.length} instead of ${expected.length}`;
  const known = byId(actual);
  for (const one of expected) {
    const other = known.get(one.id);
    if (one !== other && !isDeepStrictEqual(one, other)) return `${name}: ${JSON.stringify(other)} instead of ${JSON.stringify(one)}`;
  }
  return undefined;
}

const WORLD_COLLECTIONS = ['holidays', 'projects', 'phases', 'dependencies', 'assignments', 'reservations'] as const;

function findWorldDifference(engine: Engine, plan: Plan, expected: World): string | undefined {
  const snapshot = engine.toSnapshot(plan);
  const withoutRank = (items: readonly Plain[]) => items.map((item) => ({ ...item, rank: '' }));
  for (const name of WORLD_COLLECTIONS) {
    const fault = findListDifference(name, withoutRank(expected[name]), withoutRank(snapshot[name]));
    if (fault !== undefined) return fault;
  }
  for (const project of expected.projects) {
    for (const parentId of [null, ...expected.phases.flatMap(({ id, projectId }) => (projectId === project.id ? [id] : []))]) {
      const ids = engine.childrenOf(plan, project.id, parentId).map(({ id }) => id);
      const wanted = expected.order.get(parentId ?? project.id) ?? [];
      if (ids.join() !== wanted.join()) return `children of ${parentId ?? project.id}: ${ids.join()} instead of ${wanted.join()}`;
    }
  }
  return undefined;
}

function findWrongFrom(before: PlanSnapshot, patches: readonly Patch[]): string | undefined {
  const known = new Map(Object.values(COLLECTIONS).map((name) => [name, byId(before[name])]));
  const wrong = patches.find(({ entity, id, field, from }) => {
    const old = known.get(COLLECTIONS[entity])?.get(id) as Record<string, unknown> | undefined;
    return !isDeepStrictEqual(old?.[field] ?? null, from);
  });
  return wrong && `a patch does not start from what there was: ${JSON.stringify(wrong)}`;
}

function findMoveFault(
  before: PlanSnapshot,
  after: PlanSnapshot,
  moves: Extract<CommandOutcome, { readonly kind: 'accepted' }>['moves'],
): string | undefined {
  const old = new Map([...before.phases, ...before.projects].map((one) => [one.id as string, one]));
  const told = new Map(moves.map((move) => [move.id as string, move]));
  for (const { id, startOn, endOn } of [...after.phases, ...after.projects]) {
    const from = old.get(id);
    const move = told.get(id);
    const hasMoved = from !== undefined && (from.startOn !== startOn || from.endOn !== endOn);
    if (hasMoved !== (move !== undefined)) return `move of ${id} ${hasMoved ? 'untold' : 'invented'}`;
    if (move && (move.to.startOn !== startOn || move.to.endOn !== endOn || move.from.startOn !== from?.startOn))
      return `move of ${id} told wrongly`;
  }
  return undefined;
}

/** With automatic scheduling, no gesture on dates, tree or links breaks a link that held. */
function findBrokenLink(before: World, after: World, commands: readonly Command[]): string | undefined {
  if (commands.some(({ kind }) => kind === 'project.update' || kind === 'holiday.set')) return undefined;
  const brokenBefore = new Set(brokenPairs(before).map(({ key }) => key));
  const broken = brokenPairs(after).find(({ key, to }) => {
    const project = after.projects.find(({ id }) => id === to.projectId);
    return project?.autoSchedule === true && !project.isArchived && !brokenBefore.has(key);
  });
  return broken && `a link that held is broken: ${broken.key}`;
}

function findSpanFault(world: World, after: PlanSnapshot): string | undefined {
  const wrong = after.phases.find((phase) => {
    const leaves = leavesOf(world, phase.id);
    return leaves.some(({ startOn, endOn }) => startOn < phase.startOn || endOn > phase.endOn);
  });
  return wrong && `${wrong.id} does not span its children`;
}

/**
 * Indexes kept through changes are those of a plan made anew, and the order of places obeys every edge. There is no order after
 * patches of which some intermediate state held a circle: the next change makes it anew.
 */
function findIndexFault(engine: Engine, plan: Plan): string | undefined {
  const fresh = engine.createPlan(engine.toSnapshot(plan));
  for (const [id, node] of plan.index.nodes) {
    const other = fresh.index.nodes.get(id);
    const ids = (nodes: readonly { phase: { id: PhaseId } }[] | undefined) => nodes?.map(({ phase }) => phase.id).join();
    if (ids(node.children) !== ids(other?.children)) return `children of ${id}`;
    if (node.lastStart !== other?.lastStart || node.lastFinish !== other.lastFinish) return `instants of ${id}`;
    if (node.incoming.length !== other.incoming.length || node.outgoing.length !== other.outgoing.length) return `links of ${id}`;
    if (!plan.index.order) continue;
    if (!node.entry || !node.exit) return `${id} has no place`;
    if (node.entry.isQueued || node.exit.isAlarmed) return `${id} still waits`;
    const isSorted =
      node.children.every(
        ({ entry, exit }) => entry && exit && node.entry && node.exit && node.entry.tag < entry.tag && exit.tag < node.exit.tag,
      ) && node.outgoing.every(({ to }) => node.exit && to.entry && node.exit.tag < to.entry.tag);
    if (!isSorted) return `order at ${id}`;
  }
  return plan.index.nodes.size === fresh.index.nodes.size ? undefined : 'phases';
}

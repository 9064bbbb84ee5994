import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPlanStore, type PlanStore, type RunResult } from '../src/client/data/plan-store.ts';
import type { Change } from '../src/client/data/plan-transport.ts';
import { fromWire, toWire } from '../src/contract/days-wire.ts';
import { deriveUuid } from '../src/lib/derived-uuid.ts';
import { createUuid } from '../src/lib/uuid.ts';
import type { Command } from '../src/planning/commands/command.ts';
import type { CustomColumnId, ListOption, ListOptionId, Patch, PlanSnapshot, ProjectId } from '../src/planning/model.ts';
import { applyPatches } from '../src/planning/patches.ts';
import { createPlan, listProjects, toSnapshot } from '../src/planning/plan.ts';
import { findEntity } from '../src/planning/plan-index.ts';
import { buildCommands, ownIds, ownWorld } from './support/build-plan.ts';
import { seededRandom } from '../seeds/seeded-random.ts';
import { commandOf, samplePlanRecipes, snapshotOf } from './support/random-plans.ts';
import { createServerTransport } from './support/server-transport.ts';
import { signedIn, type TestClient } from './support/test-accounts.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const PEOPLE = 5;
const OPERATIONS = Number(process.env['UNDO_OPERATIONS'] ?? 10_000);
const SEED = 20_261_121;

const names = Array.from({ length: PEOPLE }, (_, index) => `Person ${String(index + 1)}`);

let server: TestServer;
let builder: TestClient;
let latecomer: TestClient;
let clients: TestClient[];
beforeAll(async () => {
  server = await startTestServer();
  const signIn = (name: string) => signedIn(server, { role: 'admin', name });
  [builder, latecomer] = [await signIn('Builder'), await signIn('Late')];
  clients = await Promise.all(names.map(signIn));
  await buildPlan(builder);
});
afterAll(() => server.stop());

type Attempt = { readonly name: string; readonly target: number; readonly seen: number; readonly result: RunResult };

/** What people did, counted; attempts to take back are kept one by one. */
type Tally = { sent: number; projectMoves: number; readonly attempts: Attempt[] };

type Person = { readonly name: string; readonly store: PlanStore };

function openTab(client: TestClient): Promise<PlanStore> {
  return openPlanStore({ transport: createServerTransport(server.url, client) });
}

const recipes = samplePlanRecipes(3, SEED);

async function buildPlan(client: TestClient): Promise<void> {
  for (const [number, recipe] of recipes.entries()) {
    const commands = buildCommands(ownIds(snapshotOf(recipe), number + 1));
    const answer = await client.call('POST', '/api/commands', { commands: toWire(commands) });
    if (answer.status !== 200) throw new Error(answer.text);
  }
}

function contentOf(snapshot: PlanSnapshot): object {
  const sorted = Object.entries(snapshot).map(([name, items]: [string, number | readonly { readonly id: string }[]]) => [
    name,
    typeof items === 'number' ? items : items.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  ]);
  return Object.fromEntries(sorted) as object;
}

/** One person among others: mostly new changes, some undone and redone; now and then alone for a while. */
function createHabits(people: readonly Person[], tally: Tally, random: () => number) {
  let alone: { readonly person: Person; readonly until: Promise<void> } | undefined;
  let busy = 0;
  let serial = 0;

  const change = async ({ store }: Person): Promise<void> => {
    const number = 1 + Math.floor(random() * recipes.length);
    const snapshot = toSnapshot(store.plan);
    const world = ownWorld(snapshot, number);
    const pick = (max: number) => Math.floor(random() * (max + 1));
    serial += 1;
    const dice = random();
    // Where there is much already, more goes than comes.
    const kind = world.phases.length > 40 && random() < 0.05 ? 22 : pick(39);
    const command =
      (dice < 0.15 ? customCommand(snapshot, random) : dice < 0.2 ? projectMove(snapshot, random) : undefined) ??
      ownIds(commandOf([kind, pick(60), pick(60), pick(60), pick(25) - 9], world, serial), number);
    const result = await store.run([command], { label: `Change ${String(serial)}` });
    if (result.kind === 'done' || (result.kind === 'refused' && result.problem)) tally.sent += 1;
    if (result.kind === 'done' && command.kind === 'project.move') tally.projectMoves += 1;
  };
  const takeBack = async ({ name, store }: Person, direction: 'undo' | 'redo'): Promise<void> => {
    const target = store[direction === 'undo' ? 'nextUndo' : 'nextRedo'];
    if (target?.revision === undefined) return;
    const result = await store[direction]();
    if (result.kind === 'nothing') return;
    tally.sent += 1;
    tally.attempts.push({ name, target: target.revision, seen: store.plan.revision, result });
    // What cannot be taken back is left alone, so that the next step comes up.
    if (result.kind === 'refused')
      await store.revert({ ...target, revision: target.revision }, { onConflict: random() < 0.5 ? 'drop' : 'keep' });
  };
  const beAlone = async (person: Person): Promise<void> => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    alone = { person, until };
    await vi.waitUntil(() => busy === 1, { timeout: 20_000, interval: 1 });
    const steps = 1 + Math.floor(random() * 5);
    for (let step = 0; step < steps; step += 1) await change(person);
    for (let step = 0; step < steps; step += 1) await takeBack(person, 'undo');
    if (random() < 0.5) for (let step = 0; step < steps; step += 1) await takeBack(person, 'redo');
    alone = undefined;
    release();
  };
  return async (person: Person): Promise<void> => {
    while (tally.sent < OPERATIONS) {
      if (alone) await alone.until;
      busy += 1;
      const dice = random();
      if (dice < 0.02 && !alone) await beAlone(person);
      else if (dice < 0.2) await takeBack(person, 'undo');
      else if (dice < 0.28) await takeBack(person, 'redo');
      else await change(person);
      busy -= 1;
    }
  };
}

/** Any project, also one that is in nobody's way, to any place of the order that all share; undefined where there is but one. */
function projectMove({ projects }: PlanSnapshot, random: () => number): Command | undefined {
  const project = projects[Math.floor(random() * projects.length)];
  if (!project || projects.length < 2) return undefined;
  const others = projects.filter(({ id }) => id !== project.id);
  const after = random() < 0.2 ? undefined : others[Math.floor(random() * others.length)];
  return { kind: 'project.move', id: project.id, afterId: after?.id ?? null };
}

const labels = ['Low', 'Medium', 'High'];
const optionsOf = (column: string, count: number): readonly ListOption[] =>
  labels.slice(0, count).map((label) => ({ id: deriveUuid(column, label) as ListOptionId, label, color: null }));

/** Columns come, change and go, and their cells are filled and emptied. */
function customCommand({ customColumns, phases }: PlanSnapshot, random: () => number): Command {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const [column, phase] = [pick(customColumns), pick(phases)];
  const dice = random();
  if (!column || !phase || customColumns.length < 3 || dice < 0.03) {
    const id = createUuid() as CustomColumnId;
    return { kind: 'customColumn.create', id, fields: { name: id, kind: 'list', options: optionsOf(id, 3) } };
  }
  if (dice < 0.06 && customColumns.length > 3) return { kind: 'customColumn.delete', id: column.id };
  if (dice < 0.12)
    return { kind: 'customColumn.update', id: column.id, fields: { options: optionsOf(column.id, 2 + Math.floor(random() * 2)) } };
  if (dice < 0.18) return { kind: 'customColumn.move', id: column.id, afterId: null };
  const value = dice < 0.4 ? null : (pick(column.options)?.id ?? null);
  return { kind: 'customValue.set', id: column.id, phaseId: phase.id, value };
}

/** The whole log, replayed: by revision, a figure that is the same for the same plan. */
async function replay(client: TestClient, first: PlanSnapshot) {
  const changes = new Map<number, Change>();
  const digests = new Map<number, number>();
  const plan = createPlan(first);
  let digest = 0;
  const weigh = (patches: readonly Patch[], sign: 1 | -1): void => {
    for (const key of new Set(patches.map(({ entity, id }) => `${entity} ${id}`))) {
      const [entity, id] = key.split(' ') as [Patch['entity'], string];
      const weight = sign * hashOf(JSON.stringify(findEntity(plan, entity, id) ?? null, sortedKeys));
      digest = (digest + weight + MODULUS) % MODULUS;
    }
  };
  digests.set(first.revision, digest);
  for (let since = first.revision; ;) {
    const { body } = await client.call('GET', `/api/changes?since=${since}&limit=500`);
    const page = fromWire(body.items) as readonly Change[];
    for (const change of page) {
      weigh(change.patches, -1);
      applyPatches(plan, change.patches);
      weigh(change.patches, 1);
      digests.set(change.revision, digest);
      changes.set(change.revision, change);
    }
    const last = page.at(-1);
    if (!last) return { plan, changes, digests };
    since = last.revision;
  }
}

const MODULUS = 2 ** 46;

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hashOf(text: string): number {
  let [a, b] = [5381, 52_711];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = (Math.imul(a, 33) ^ code) >>> 0;
    b = (Math.imul(b, 31) + code) >>> 0;
  }
  return (a * 4096 + (b & 4095)) % MODULUS;
}

describe(`${PEOPLE} people who change, undo and redo at once`, () => {
  it(`end in the same plan after ${OPERATIONS} operations, and each undo is exact or says who stands in its way`, async () => {
    const people = await Promise.all(clients.map(async (client, index) => ({ name: names[index] ?? '', store: await openTab(client) })));
    const secondTab = await openTab(clients[0]!);
    const first = structuredClone(toSnapshot(people[0]!.store.plan));
    const tally: Tally = { sent: 0, projectMoves: 0, attempts: [] };
    const live = createHabits(people, tally, seededRandom(SEED));
    await Promise.all(people.map(live));
    const stores = [...people.map(({ store }) => store), secondTab];
    const { plan, changes, digests } = await replay(builder, first);
    const last = Math.max(...changes.keys());
    await vi.waitUntil(() => stores.every((store) => store.plan.revision >= last && store.pendingCount === 0), { timeout: 20_000 });

    const kept = fromWire((await builder.call('GET', '/api/plan')).body) as PlanSnapshot;
    const truth = contentOf(kept);
    for (const store of stores) expect(contentOf(toSnapshot(store.plan))).toEqual(truth);
    const inOrder = listProjects(createPlan(structuredClone(kept))).map(({ id }) => id);
    for (const store of stores)
      expect(
        listProjects(store.plan).map(({ id }) => id),
        'projects stand in one order',
      ).toEqual(inOrder);
    expect(tally.projectMoves).toBeGreaterThan(OPERATIONS / 100);
    expect({ ...contentOf(toSnapshot(plan)), revision: 0 }).toEqual({ ...truth, revision: 0 });
    expect([secondTab.nextUndo, secondTab.nextRedo], 'two tabs of one person offer the same').toEqual([
      people[0]!.store.nextUndo,
      people[0]!.store.nextRedo,
    ]);

    const figures = judge(tally.attempts, changes, digests, names);
    expect(figures.undisturbed).toBeGreaterThan(OPERATIONS / 50);
    expect(figures.exact / figures.undisturbed).toBeGreaterThanOrEqual(0.95);
    expect(figures.refused).toBeGreaterThan(OPERATIONS / 100);
    expect(figures.unexplained).toEqual([]);
    for (const store of stores) store.close();
  }, 300_000);

  it('250 steps are undone and redone after a reload, in a browser that was not there before', async () => {
    const store = await openTab(latecomer);
    const [project, [site]] = [createUuid() as ProjectId, store.plan.sites.values()];
    const create: Command = { kind: 'project.create', id: project, siteId: site!.id, name: 'Notebook', startOn: 20_500, endOn: 20_510 };
    await store.run([create], { label: 'Create' });
    const before = contentOf(toSnapshot(store.plan));
    for (let step = 0; step < 250; step += 1)
      await store.run([{ kind: 'project.update', id: project, fields: { notes: `Step ${String(step)}` } }], {
        label: `Step ${String(step)}`,
      });
    const after = contentOf(toSnapshot(store.plan));
    store.close();
    const again = await openTab(latecomer);
    await vi.waitUntil(() => again.nextUndo?.label === 'Step 249');
    for (let step = 0; step < 250; step += 1) expect(await again.undo()).toMatchObject({ kind: 'done' });
    expect({ ...contentOf(toSnapshot(again.plan)), revision: 0 }).toEqual({ ...before, revision: 0 });
    for (let step = 0; step < 250; step += 1) expect(await again.redo()).toMatchObject({ kind: 'done' });
    expect({ ...contentOf(toSnapshot(again.plan)), revision: 0 }).toEqual({ ...after, revision: 0 });
    again.close();
  }, 60_000);
});

/**
 * Undisturbed: nobody else changed anything between a change and the attempt to take it back. Exact: the plan is then, whole, what
 * it was before the change. Unexplained: a refusal that does not name field, person and revision.
 */
function judge(
  attempts: readonly Attempt[],
  changes: ReadonlyMap<number, Change>,
  digests: ReadonlyMap<number, number>,
  names: readonly string[],
) {
  const figures = { attempts: attempts.length, undisturbed: 0, exact: 0, refused: 0, unexplained: [] as unknown[] };
  for (const { name, target, seen, result } of attempts) {
    const end = result.kind === 'done' ? result.revision : seen;
    const between = Array.from({ length: Math.max(0, end - target - 1) }, (_, index) => changes.get(target + 1 + index));
    const isUndisturbed = between.every((change) => change?.actorName === name);
    if (isUndisturbed) figures.undisturbed += 1;
    if (isUndisturbed && result.kind === 'done' && digests.get(result.revision) === digests.get(target - 1)) figures.exact += 1;
    if (result.kind !== 'refused') continue;
    figures.refused += 1;
    const conflicts = result.problem?.problem.conflicts ?? [];
    const isExplained = conflicts.every(
      ({ field, actorName, revision }) => field !== '' && names.includes(actorName ?? '') && revision > target,
    );
    if (!isExplained || conflicts.length === 0) figures.unexplained.push({ code: result.code, message: result.message, conflicts });
  }
  return figures;
}

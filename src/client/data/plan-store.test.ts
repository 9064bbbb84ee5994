import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createFakePlanServer, goodNetwork, type FakePlanServer, type Network } from '../../../tests/support/fake-plan-server.ts';
import { seededRandom } from '../../../seeds/seeded-random.ts';
import { commandOf, samplePlanRecipes, snapshotOf, type PlanRecipe } from '../../../tests/support/random-plans.ts';
import { worldOf } from '../../../tests/support/oracle-world.ts';
import type { Command } from '../../planning/commands/command.ts';
import type { PhaseId, PlanSnapshot } from '../../planning/model.ts';
import { hasChildren, toSnapshot, type Plan } from '../../planning/plan.ts';
import { openPlanStore, type PlanNotice, type PlanStore } from './plan-store.ts';

/** Everything of a plan in a fixed order, to compare two of them. */
function contentOf(plan: Plan): PlanSnapshot {
  const sorted = Object.entries(toSnapshot(plan)).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.toSorted((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)) : value,
  ]);
  return Object.fromEntries(sorted) as PlanSnapshot;
}

function openStore(server: FakePlanServer, name: string, network: Network = goodNetwork): Promise<PlanStore> {
  return openPlanStore({ transport: server.transportFor(name, network), retryPauseMs: () => 0 });
}

async function settled(server: FakePlanServer, stores: readonly PlanStore[]): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (stores.some((store) => store.plan.revision !== server.plan.revision || store.pendingCount > 0)) {
    if (Date.now() > deadline) throw new Error('the stores never caught up');
    server.sayHello();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const recipe = samplePlanRecipes(50, 4)
  .map((recipe): PlanRecipe => ({ ...recipe, links: [], bookings: [] }))
  .find((recipe) => snapshotOf(recipe).phases.length >= 8) as PlanRecipe;

function leaf(server: FakePlanServer, index = 0): PhaseId {
  const phases = [...server.plan.phases.values()];
  const leaves = phases.filter((phase) => !phase.isMilestone && !phases.some((other) => other.parentId === phase.id));
  return leaves.at(index)!.id;
}

const rename = (id: PhaseId, name: string): Command => ({ kind: 'phase.update', id, fields: { name } });
const nameOf = (plan: Plan, id: PhaseId): string | undefined => plan.phases.get(id)?.name;

describe('a change of one’s own', () => {
  it('is shown before the server has answered, and stays with the answer', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const store = await openStore(server, 'ada');
    const id = leaf(server);
    const before = store.version;
    const result = store.run([rename(id, 'Synthesis')], { label: 'Rename' });
    expect(nameOf(store.plan, id)).toBe('Synthesis');
    expect(nameOf(server.plan, id)).not.toBe('Synthesis');
    const predicted = store.version;
    expect(predicted).toBeGreaterThan(before);
    expect(await result).toMatchObject({ kind: 'done', revision: server.plan.revision });
    expect(contentOf(store.plan)).toEqual(contentOf(server.plan));
    expect(store.version, 'an answer that was foreseen changes nothing on screen').toBe(predicted);
  });

  it('is taken off again when the server refuses it, and the reason is told', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const [ada, ben] = await Promise.all([openStore(server, 'ada'), openStore(server, 'ben', { ...goodNetwork, missedShare: 1 })]);
    const id = leaf(server);
    await ada.run([{ kind: 'phase.delete', id }], { label: 'Delete' });
    const notices: PlanNotice[] = [];
    ben.onNotice((notice) => notices.push(notice));
    const result = await ben.run([rename(id, 'Late')], { label: 'Rename' });
    expect(result).toMatchObject({ kind: 'refused', code: 'not_found' });
    expect(notices).toMatchObject([{ kind: 'refused', label: 'Rename' }]);
    await settled(server, [ada, ben]);
    expect(contentOf(ben.plan)).toEqual(contentOf(server.plan));
    expect(ben.nextUndo?.label).toBeUndefined();
  });

  it('that breaks a rule of the plan is refused without asking the server', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const store = await openStore(server, 'ada');
    const command: Command = { kind: 'phase.reschedule', id: leaf(server), startOn: 20_500, endOn: 20_400 };
    expect(await store.run([command], { label: 'Move' })).toMatchObject({ kind: 'refused', code: 'end_before_start' });
    expect(server.log).toEqual([]);
  });

  it('waits while the server cannot be reached, and is sent once when it can', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const store = await openStore(server, 'ada');
    const id = leaf(server);
    server.setReachable(false);
    const result = store.run([rename(id, 'Offline')], { label: 'Rename' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.connection).toBe('reconnecting');
    expect(store.pendingCount).toBe(1);
    server.setReachable(true);
    await result;
    expect(server.log).toHaveLength(1);
    expect(store.connection).toBe('live');
  });
});

describe('changes of others', () => {
  it('arrive below one’s own unanswered change', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const [ada, ben] = await Promise.all([openStore(server, 'ada', { ...goodNetwork, maxDelayMs: 40 }), openStore(server, 'ben')]);
    const [mine, theirs] = [leaf(server, 0), leaf(server, 1)];
    const result = ada.run([rename(mine, 'Mine')], { label: 'Rename' });
    await ben.run([rename(theirs, 'Theirs'), rename(mine, 'Overtaken')], { label: 'Rename' });
    await result;
    await settled(server, [ada, ben]);
    expect([nameOf(ada.plan, mine), nameOf(ada.plan, theirs)]).toEqual(['Mine', 'Theirs']);
    expect(ada.lastForeignChange).toMatchObject({ actorName: 'ben' });
    expect(contentOf(ben.plan)).toEqual(contentOf(server.plan));
  });

  it('that were missed are asked for, and a plan is loaded afresh where they are no longer kept', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const deaf = { ...goodNetwork, missedShare: 1 };
    const [ada, ben, eve] = await Promise.all([
      openStore(server, 'ada'),
      openStore(server, 'ben', deaf),
      openStore(server, 'eve', { ...deaf, goneShare: 1 }),
    ]);
    const { revision } = ben.plan;
    for (let index = 0; index < 20; index += 1) await ada.run([rename(leaf(server), `Name ${String(index)}`)], { label: 'Rename' });
    expect(ben.plan.revision).toBe(revision);
    server.sayHello();
    await settled(server, [ada, ben, eve]);
    expect(contentOf(ben.plan)).toEqual(contentOf(server.plan));
    expect(contentOf(eve.plan)).toEqual(contentOf(server.plan));
  });

  it('are not what a request beside the store has made under a key that the store gave out', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const [ada, ben] = await Promise.all([openStore(server, 'ada'), openStore(server, 'ben')]);
    const beside = server.transportFor('ada', goodNetwork);
    await beside.runCommands(ada.claimKey(), [rename(leaf(server), 'Imported')], 'Import');
    await settled(server, [ada, ben]);
    expect(nameOf(ada.plan, leaf(server))).toBe('Imported');
    expect(ada.lastForeignChange).toBeUndefined();
    expect(ben.lastForeignChange).toMatchObject({ actorName: 'ada' });
  });
});

describe('undo and redo', () => {
  it('go back and forth over many own changes and end in the same plan', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const store = await openStore(server, 'ada');
    const id = leaf(server);
    const first = contentOf(server.plan);
    for (let index = 0; index < 220; index += 1)
      await store.run([rename(id, `Name ${String(index)}`)], { label: `Rename ${String(index)}` });
    const last = contentOf(server.plan);
    expect(store.nextUndo?.label).toBe('Rename 219');
    for (let index = 0; index < 220; index += 1) expect((await store.undo()).kind).toBe('done');
    expect({ ...contentOf(store.plan), revision: 0 }).toEqual({ ...first, revision: 0 });
    expect((await store.undo()).kind).toBe('nothing');
    for (let index = 0; index < 220; index += 1) expect((await store.redo()).kind).toBe('done');
    expect({ ...contentOf(store.plan), revision: 0 }).toEqual({ ...last, revision: 0 });
  });

  it('pressed before the first answer takes back the change that is still on its way', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const store = await openStore(server, 'ada', { ...goodNetwork, maxDelayMs: 10 });
    const id = leaf(server);
    const before = nameOf(store.plan, id);
    const run = store.run([rename(id, 'Short-lived')], { label: 'Rename' });
    const undo = store.undo();
    expect(nameOf(store.plan, id)).toBe(before);
    await Promise.all([run, undo]);
    expect(nameOf(server.plan, id)).toBe(before);
    expect(server.log).toHaveLength(2);
  });

  it('survive a reload of the page', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const id = leaf(server);
    const before = nameOf(server.plan, id);
    const first = await openStore(server, 'ada');
    await first.run([rename(id, 'Kept')], { label: 'Rename phase' });
    first.close();
    const second = await openStore(server, 'ada');
    await vi.waitFor(() => expect(second.nextUndo?.label).toBe('Rename phase'));
    expect((await second.undo()).kind).toBe('done');
    expect(nameOf(server.plan, id)).toBe(before);
    expect(second.nextRedo?.label).toBe('Rename phase');
  });

  it('are one list for two tabs of one person, also where both take the same step back at once', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const [here, there] = await Promise.all([openStore(server, 'ada'), openStore(server, 'ada')]);
    const id = leaf(server);
    const before = nameOf(server.plan, id);
    await here.run([rename(id, 'Once')], { label: 'Rename' });
    await settled(server, [here, there]);
    expect(there.nextUndo?.label).toBe('Rename');
    const notices: PlanNotice[] = [];
    for (const tab of [here, there]) tab.onNotice((notice) => notices.push(notice));
    const results = await Promise.all([here.undo(), there.undo()]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'nothing']);
    expect(notices, 'the slower tab has nothing to complain of').toEqual([{ kind: 'undone', label: 'Rename', movedIds: [] }]);
    await settled(server, [here, there]);
    expect([nameOf(server.plan, id), here.nextRedo?.label, there.nextRedo?.label]).toEqual([before, 'Rename', 'Rename']);
  });

  it('say what has other days then, without what only spans what is in it', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const store = await openStore(server, 'ada');
    const inside = [...server.plan.phases.values()].find(({ id, parentId }) => parentId !== null && !hasChildren(server.plan, id));
    if (!inside) throw new Error('no phase within another');
    const notices: PlanNotice[] = [];
    store.onNotice((notice) => notices.push(notice));
    const days = { startOn: inside.startOn + 400, endOn: inside.endOn + 400 };
    await store.run([{ kind: 'phase.reschedule', id: inside.id, ...days }], { label: 'Move' });
    await store.undo();
    expect(notices).toEqual([{ kind: 'undone', label: 'Move', movedIds: expect.arrayContaining([inside.id]) as unknown }]);
    const [notice] = notices;
    const moved = notice?.kind === 'undone' ? notice.movedIds : [];
    expect(moved.filter((id) => hasChildren(server.plan, id as PhaseId) || !server.plan.phases.has(id as PhaseId))).toEqual([]);
  });

  it('say why not when somebody changed the value since, and leave it alone', async () => {
    const server = createFakePlanServer(snapshotOf(recipe));
    const [ada, ben] = await Promise.all([openStore(server, 'ada'), openStore(server, 'ben')]);
    const id = leaf(server);
    await ada.run([rename(id, 'Ada’s')], { label: 'Rename' });
    await settled(server, [ada, ben]);
    await ben.run([rename(id, 'Ben’s')], { label: 'Rename' });
    await settled(server, [ada, ben]);
    const notices: PlanNotice[] = [];
    ada.onNotice((notice) => notices.push(notice));
    expect(await ada.undo()).toMatchObject({ kind: 'refused', code: 'conflict' });
    expect(notices).toMatchObject([{ kind: 'blocked', step: { label: 'Rename', isOwn: true, ways: ['overwrite'] } }]);
    expect(ada.nextUndo?.label, 'the step stays until it is decided').toBe('Rename');
    const [notice] = notices;
    if (notice?.kind === 'blocked') await ada.revert(notice.step, { onConflict: 'drop' });
    expect([ada.nextUndo?.label, ada.nextRedo?.label]).toEqual([undefined, undefined]);
    expect(nameOf(ada.plan, id)).toBe('Ben’s');
  });
});

describe('many people at once', () => {
  const commandRecipe = fc.tuple(
    fc.nat({ max: 39 }),
    fc.nat({ max: 60 }),
    fc.nat({ max: 60 }),
    fc.nat({ max: 60 }),
    fc.integer({ min: -9, max: 16 }),
  );

  /** Edits by several people at once; what the plan is in the end, on the server and to each of them. */
  async function editWildly(seed: number, people: number, edits: number) {
    const random = seededRandom(seed);
    const [planRecipe] = samplePlanRecipes(1, seed) as [PlanRecipe];
    const server = createFakePlanServer(snapshotOf(planRecipe));
    const network: Network = { random, maxDelayMs: 3, lossShare: 0.08, missedShare: 0.1, goneShare: 0.05 };
    const stores = await Promise.all(Array.from({ length: people }, (_, index) => openStore(server, `person ${String(index)}`, network)));
    const recipes = fc.sample(commandRecipe, { numRuns: edits, seed });
    const results: Promise<unknown>[] = [];
    for (const [serial, one] of recipes.entries()) {
      const store = stores.at(Math.floor(random() * people))!;
      const dice = random();
      if (dice < 0.12) results.push(store.undo());
      else if (dice < 0.18) results.push(store.redo());
      else results.push(store.run([commandOf(one, worldOf(toSnapshot(store.plan)), serial)], { label: 'Edit' }));
      if (dice > 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 2));
    }
    await Promise.all(results);
    await settled(server, stores);
    for (const store of stores) store.close();
    return { changeCount: server.log.length, onServer: contentOf(server.plan), inBrowsers: stores.map((store) => contentOf(store.plan)) };
  }

  it.each([1, 2, 3, 4, 5, 6])(
    'three people, 120 edits over a bad network, end in the server’s plan (seed %i)',
    async (seed) => {
      const { changeCount, onServer, inBrowsers } = await editWildly(seed, 3, 120);
      expect(changeCount).toBeGreaterThan(120 / 10);
      expect(inBrowsers).toEqual([onServer, onServer, onServer]);
    },
    30_000,
  );

  it('five people, 1,000 edits over a bad network, end in the server’s plan', { timeout: 60_000 }, async () => {
    const { changeCount, onServer, inBrowsers } = await editWildly(99, 5, 1000);
    expect(changeCount).toBeGreaterThan(1000 / 10);
    expect(inBrowsers).toEqual([onServer, onServer, onServer, onServer, onServer]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSchema } from '../../../contract/changes.ts';
import { fromWire } from '../../../contract/days-wire.ts';
import { planSchema } from '../../../contract/plan.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { EntityName, Patch, PlanSnapshot } from '../../../planning/model.ts';
import { applyPatches, setRevision } from '../../../planning/patches.ts';
import { createPlan, toSnapshot, type Plan } from '../../../planning/plan.ts';
import { SECRET, startTwoSites, type TwoSites } from '../../../../tests/support/two-sites.ts';
import { listChangesFor } from './list-changes.ts';
import { readPlanText } from './plan-query.ts';
import type { Reader } from './sight.ts';

let lab: TwoSites;
beforeAll(async () => {
  lab = await startTwoSites();
});
afterAll(() => lab.server.stop());

describe('masking', () => {
  it('a project of another site leaves the server as id, site, rank, days and Confidential', async () => {
    const { body } = await lab.superuser.call('GET', '/api/plan');
    planSchema.parse(body);
    const masked = body.projects.find((project: { id: string }) => project.id === lab.ids.foreignProject);
    expect(masked).toEqual({
      id: lab.ids.foreignProject,
      siteId: lab.foreign,
      rank: masked.rank,
      name: 'Confidential',
      startOn: '2026-03-02',
      endOn: '2026-03-13',
      hasFixedDates: false,
      autoSchedule: false,
      workingDays: false,
      isConfirmed: true,
      isArchived: false,
      color: null,
      customer: null,
      managerId: null,
      salesManagerId: null,
      volume: null,
      currency: null,
      notes: null,
      isMasked: true,
    });
  });

  it('no byte of any answer holds a name, note or person of another site', async () => {
    const { ids, superuser, user } = lab;
    const paths = [
      '/api/plan',
      `/api/plan?site=${lab.foreign}`,
      '/api/changes?since=0',
      '/api/projects',
      '/api/projects?sort=-name&search=conf',
      `/api/projects/${ids.foreignProject}`,
      `/api/projects/${ids.foreignProject}/phases`,
      `/api/phases/${ids.foreignPhase}`,
      '/api/dependencies',
      `/api/dependencies?projectId=${ids.foreignProject}`,
      `/api/dependencies?phaseId=${ids.foreignPhase}`,
    ];
    for (const client of [superuser, user]) {
      for (const path of paths) {
        const { text } = await client.call('GET', path);
        expect(text).not.toContain(SECRET);
        // An answer may repeat the id that was asked for.
        const hidden = [ids.foreignPhase, ids.foreignLink, ids.foreignEquipment, ids.foreignAssignment, ids.foreignTimeOff, ids.crossLink];
        expect(hidden.filter((id) => text.includes(id) && !path.includes(id))).toEqual([]);
      }
    }
  });

  it('equipment of the own site shows that a hidden project reserved it, and nothing more', async () => {
    const { body } = await lab.user.call('GET', '/api/plan');
    expect(body.reservations.find((row: { id: string }) => row.id === lab.ids.bookingOfForeign)).toEqual({
      id: lab.ids.bookingOfForeign,
      equipmentId: lab.ids.equipment,
      kind: 'booking',
      projectId: null,
      phaseId: null,
      startOn: '2026-03-02',
      endOn: '2026-03-06',
      note: null,
    });
  });

  it('colleagues see an absence, those who manage staff and oneself its kind', async () => {
    const kindFor = async (client: TwoSites['user']) => {
      const { body } = await client.call('GET', '/api/plan');
      return body.timeOff.find((row: { id: string }) => row.id === lab.ids.timeOff).kind;
    };
    expect(await kindFor(lab.superuser)).toBe('sick');
    expect(await kindFor(lab.user)).toBe('sick');
    const other = await signInColleague();
    expect(await kindFor(other)).toBe('absent');
  });

  it('nothing hidden can be found out by filters, order or search', async () => {
    const search = await lab.superuser.call('GET', `/api/projects?search=${SECRET}`);
    expect(search.body.items).toEqual([]);
    const manager = await lab.superuser.call('GET', `/api/projects?managerId=${lab.foreignSuperuser.userId}`);
    expect(manager.body.items).toEqual([]);
  });

  it('a change at another site is a revision without patches, author or kinds', async () => {
    const { admin, superuser, ids } = lab;
    const done = await admin.call('POST', '/api/commands', {
      commands: [{ kind: 'phase.update', id: ids.foreignPhase, fields: { name: `${SECRET} renamed` } }],
    });
    const { revision } = done.body.change;
    const { body, text } = await superuser.call('GET', `/api/changes?since=${revision - 1}`);
    expect(text).not.toContain(SECRET);
    expect(body.items).toEqual([
      { ...done.body.change, patches: [], actorId: null, actorName: null, kinds: [], idempotencyKey: null, step: null },
    ]);
  });

  it('a refusal that would name something hidden says it without names', async () => {
    const clash = await lab.superuser.call('POST', '/api/commands', {
      commands: [
        {
          kind: 'booking.set',
          id: createUuid(),
          fields: { equipmentId: lab.ids.equipment, projectId: lab.ids.project, startOn: '2026-03-03', endOn: '2026-03-04' },
        },
      ],
    });
    expect(clash.status).toBe(409);
    expect(clash.body.rule).toBe('equipment_clash');
    expect(clash.text).not.toContain(SECRET);
    const circle = await lab.superuser.call('POST', '/api/commands', {
      commands: [
        {
          kind: 'dependency.link',
          id: createUuid(),
          predecessorId: lab.ids.second,
          successorId: lab.ids.foreignPhase,
          type: 'FS',
          lagDays: 0,
        },
      ],
    });
    expect(circle.status).toBe(404);
    expect(circle.text).not.toContain(SECRET);
  });
});

async function signInColleague() {
  const { signedIn } = await import('../../../../tests/support/test-accounts.ts');
  return signedIn(lab.server, { role: 'user', siteIds: [lab.own], name: 'Carla Colleague' });
}

describe('a replica that follows the changes', () => {
  it('equals a fresh masked plan for every reader after every revision, whatever moves between sites', async () => {
    const random = randomFrom(Number(process.env['TEST_SEED'] ?? 20_260_301));
    const readers = await readersOf();
    const replicas = new Map<Reader, Plan>();
    for (const reader of readers) replicas.set(reader, createPlan(await freshPlan(reader)));
    const world = makeWorld(lab);
    let accepted = 0;
    for (let round = 0; round < 300; round += 1) {
      const known = structuredClone(world.ids);
      const commands = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomCommand(world, random));
      const answer = await lab.admin.call('POST', '/api/commands', { commands });
      expect(answer.status).toBeLessThan(500);
      if (answer.status === 200) accepted += 1;
      else {
        Object.assign(world.ids, known);
        continue;
      }
      for (const [reader, plan] of replicas) await follow(reader, plan, commands);
    }
    expect(accepted).toBeGreaterThan(100);
  });
});

async function readersOf(): Promise<readonly Reader[]> {
  const { own, foreign, superuser, user, foreignSuperuser, admin } = lab;
  return [
    { userId: superuser.userId, role: 'superuser', siteIds: [own] },
    { userId: user.userId, role: 'user', siteIds: [own] },
    { userId: foreignSuperuser.userId, role: 'superuser', siteIds: [foreign] },
    { userId: user.userId, role: 'user', siteIds: [] },
    { userId: superuser.userId, role: 'superuser', siteIds: [own, foreign] },
    { userId: admin.userId, role: 'admin', siteIds: 'all' },
  ];
}

async function freshPlan(reader: Reader): Promise<PlanSnapshot> {
  const { text } = await readPlanText(lab.server.context.database, reader);
  return planSchema.parse(JSON.parse(text));
}

/** Brings a replica up to date by what the reader is told, and holds it against the plan as the reader would load it now. */
async function follow(reader: Reader, plan: Plan, commands: readonly unknown[]): Promise<void> {
  const { items } = await listChangesFor(lab.server.context.database, reader, { since: plan.revision, limit: 500 });
  changesSchema.shape.items.parse(items);
  for (const change of items) {
    const patches = fromWire(change.patches) as Patch[];
    try {
      applyPatches(plan, patches);
    } catch (error) {
      throw new Error(`${JSON.stringify({ reader, commands, patches }, null, 1)} ${String(error)}`, { cause: error });
    }
    setRevision(plan, change.revision);
  }
  expect({ commands, plan: comparable(toSnapshot(plan)) }).toEqual({ commands, plan: comparable(await freshPlan(reader)) });
}

function comparable(snapshot: PlanSnapshot): unknown {
  return Object.fromEntries(
    Object.entries(snapshot).map(([key, value]) => [
      key,
      Array.isArray(value) ? sortById(value.map(withoutFalseMask)) : (value as unknown),
    ]),
  );
}

/** Absent and false mean the same. */
function withoutFalseMask(row: { readonly id: string; readonly isMasked?: boolean | null }) {
  const { isMasked, ...rest } = row;
  return isMasked === true ? row : rest;
}

function sortById<Row extends { readonly id: string }>(rows: Row[]): Row[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

type World = { readonly ids: Record<EntityName, string[]>; readonly sites: readonly string[]; readonly people: readonly string[] };

function makeWorld({ ids, own, foreign, user, superuser, foreignSuperuser }: TwoSites): World {
  return {
    sites: [own, foreign],
    people: [user.userId, superuser.userId, foreignSuperuser.userId],
    ids: {
      site: [own, foreign],
      holiday: [],
      companyEvent: [],
      staff: [],
      project: [ids.project, ids.foreignProject],
      phase: [ids.phase, ids.second, ids.foreignPhase, ids.foreignSecond],
      dependency: [ids.link, ids.foreignLink, ids.crossLink],
      assignment: [ids.assignment, ids.foreignAssignment],
      equipment: [ids.equipment, ids.foreignEquipment],
      reservation: [ids.booking, ids.foreignBooking, ids.bookingOfForeign],
      timeOff: [ids.timeOff, ids.foreignTimeOff],
      customColumn: [],
      customValue: [],
    },
  };
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomCommand({ ids, sites, people }: World, random: () => number): object {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const made = (entity: EntityName): string => {
    const id = createUuid();
    ids[entity].push(id);
    return id;
  };
  const oneOf = (entity: EntityName): string => (random() < 0.3 || ids[entity].length === 0 ? made(entity) : pick(ids[entity]));
  const start = 20_500 + Math.floor(random() * 60);
  const days = { startOn: dayText(start), endOn: dayText(start + Math.floor(random() * 6)) };
  const owner = random() < 0.5 ? { phaseId: pick(ids.phase) } : { projectId: pick(ids.project), ...days };
  const place = { projectId: pick(ids.project), parentId: random() < 0.5 ? null : pick(ids.phase) };
  const makers: readonly (() => object)[] = [
    () => ({ kind: 'project.create', id: made('project'), siteId: pick(sites), name: 'P', ...days }),
    () => ({ kind: 'project.update', id: pick(ids.project), fields: { siteId: pick(sites) } }),
    () => ({ kind: 'project.update', id: pick(ids.project), fields: { siteId: pick(sites), name: 'Moved', notes: 'note' } }),
    () => ({ kind: 'project.update', id: pick(ids.project), fields: { isArchived: random() < 0.4 } }),
    () => ({ kind: 'project.reschedule', id: pick(ids.project), ...days }),
    () => ({ kind: 'project.move', id: pick(ids.project), afterId: random() < 0.3 ? null : pick(ids.project) }),
    () => ({ kind: 'phase.create', id: made('phase'), ...place, name: 'F', ...days }),
    () => ({ kind: 'phase.create', id: made('phase'), ...place, name: 'F', ...days }),
    () => ({ kind: 'phase.move', id: pick(ids.phase), ...place }),
    () => ({ kind: 'phase.reschedule', id: pick(ids.phase), ...days }),
    () => ({
      kind: 'dependency.link',
      id: made('dependency'),
      predecessorId: pick(ids.phase),
      successorId: pick(ids.phase),
      type: 'FS',
      lagDays: 0,
    }),
    () => ({ kind: 'assignment.set', id: oneOf('assignment'), fields: { staffId: pick(people), allocationPercent: 20, ...owner } }),
    () => ({ kind: 'booking.set', id: oneOf('reservation'), fields: { equipmentId: pick(ids.equipment), ...owner, note: 'n' } }),
    () => ({ kind: 'block.set', id: made('reservation'), fields: { equipmentId: pick(ids.equipment), ...days } }),
    () => ({
      kind: 'timeOff.set',
      id: oneOf('timeOff'),
      fields: { staffId: pick(people), kind: pick(['sick', 'vacation']), ...days, note: 'n' },
    }),
    () => ({ kind: 'equipment.set', id: oneOf('equipment'), fields: { siteId: pick(sites), name: 'E' } }),
    () => ({ kind: 'holiday.set', id: oneOf('holiday'), fields: { siteId: pick(sites), name: 'H', kind: 'custom', ...days } }),
    () => ({ kind: 'event.set', id: oneOf('companyEvent'), fields: { siteId: pick(sites), name: 'C', color: '#112233', ...days } }),
    () => ({ kind: 'customColumn.create', id: made('customColumn'), fields: { name: createUuid(), kind: 'number' } }),
    () => ({ kind: 'customValue.set', id: oneOf('customColumn'), phaseId: pick(ids.phase), value: Math.floor(random() * 9) }),
    () => ({ kind: 'customValue.set', id: oneOf('customColumn'), projectId: pick(ids.project), value: Math.floor(random() * 9) }),
    () => ({ kind: 'customValue.set', id: oneOf('customColumn'), phaseId: pick(ids.phase), value: null }),
    () => (random() < 0.3 ? { kind: 'customColumn.delete', id: oneOf('customColumn') } : { kind: 'phase.delete', id: pick(ids.phase) }),
    () => ({ kind: 'phase.delete', id: pick(ids.phase) }),
    () => ({ kind: 'dependency.unlink', id: pick(ids.dependency) }),
    () => ({ kind: 'timeOff.remove', id: pick(ids.timeOff) }),
    () => ({ kind: 'booking.remove', id: pick(ids.reservation) }),
    () =>
      random() < 0.2
        ? { kind: 'project.delete', id: pick(ids.project) }
        : { kind: 'project.update', id: pick(ids.project), fields: { isArchived: false } },
  ];
  return pick(makers)();
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

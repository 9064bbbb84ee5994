import { createUuid } from '../../src/lib/uuid.ts';
import type { Role } from '../../src/contract/roles.ts';
import type { SiteId } from '../../src/planning/model.ts';
import { createTestSite, signedIn, type TestClient } from './test-accounts.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** Stands in every name of the second site: no answer to a reader of the first may hold it. */
export const SECRET = 'Geheimsache';

export type TwoSites = {
  readonly server: TestServer;
  readonly own: SiteId;
  readonly foreign: SiteId;
  readonly admin: TestClient;
  readonly superuser: TestClient;
  readonly user: TestClient;
  readonly foreignSuperuser: TestClient;
  readonly ids: TwoSiteIds;
  client(role: Role): TestClient;
};

export type TwoSiteIds = Record<
  | 'project'
  | 'phase'
  | 'second'
  | 'link'
  | 'assignment'
  | 'equipment'
  | 'booking'
  | 'timeOff'
  | 'foreignProject'
  | 'foreignPhase'
  | 'foreignSecond'
  | 'foreignLink'
  | 'foreignEquipment'
  | 'foreignBooking'
  | 'bookingOfForeign'
  | 'foreignAssignment'
  | 'foreignTimeOff'
  | 'crossLink',
  string
>;

/** A server with two sites, people of each role at the first, one at the second, and something of every kind at both. */
export async function startTwoSites(): Promise<TwoSites> {
  const server = await startTestServer();
  const { database } = server.context;
  const [own, foreign] = [await createTestSite(database, 'Basel'), await createTestSite(database, 'Zug')];
  const admin = await signedIn(server, { role: 'admin', name: 'Ada Admin' });
  const superuser = await signedIn(server, { role: 'superuser', siteIds: [own], name: 'Susi Super' });
  const user = await signedIn(server, { role: 'user', siteIds: [own], name: 'Urs User' });
  const foreignSuperuser = await signedIn(server, { role: 'superuser', siteIds: [foreign], name: `${SECRET} Fritz` });
  const people = { own: user.userId, foreign: foreignSuperuser.userId };
  const ids = makeIds();
  const answer = await admin.call('POST', '/api/commands', { commands: commandsFor(ids, { own, foreign }, people) });
  if (answer.status !== 200) throw new Error(answer.text);
  const clients = { admin, superuser, user };
  return { server, own, foreign, admin, superuser, user, foreignSuperuser, ids, client: (role) => clients[role] };
}

function makeIds(): TwoSiteIds {
  return {
    project: createUuid(),
    phase: createUuid(),
    second: createUuid(),
    link: createUuid(),
    assignment: createUuid(),
    equipment: createUuid(),
    booking: createUuid(),
    timeOff: createUuid(),
    foreignProject: createUuid(),
    foreignPhase: createUuid(),
    foreignSecond: createUuid(),
    foreignLink: createUuid(),
    foreignEquipment: createUuid(),
    foreignBooking: createUuid(),
    bookingOfForeign: createUuid(),
    foreignAssignment: createUuid(),
    foreignTimeOff: createUuid(),
    crossLink: createUuid(),
  };
}

function commandsFor(ids: TwoSiteIds, sites: { own: string; foreign: string }, people: { own: string; foreign: string }): object[] {
  const days = { startOn: '2026-03-02', endOn: '2026-03-06' };
  const later = { startOn: '2026-03-09', endOn: '2026-03-13' };
  return [
    { kind: 'project.create', id: ids.project, siteId: sites.own, name: 'Open project', ...days },
    { kind: 'phase.create', id: ids.phase, projectId: ids.project, parentId: null, name: 'First', ...days },
    { kind: 'phase.create', id: ids.second, projectId: ids.project, parentId: null, name: 'Second', ...later },
    { kind: 'dependency.link', id: ids.link, predecessorId: ids.phase, successorId: ids.second, type: 'FS', lagDays: 0 },
    { kind: 'assignment.set', id: ids.assignment, fields: { staffId: people.own, phaseId: ids.phase, allocationPercent: 50 } },
    { kind: 'equipment.set', id: ids.equipment, fields: { siteId: sites.own, name: 'Reactor' } },
    { kind: 'booking.set', id: ids.booking, fields: { equipmentId: ids.equipment, phaseId: ids.second, note: 'ours' } },
    { kind: 'timeOff.set', id: ids.timeOff, fields: { staffId: people.own, kind: 'sick', startOn: '2026-04-01', endOn: '2026-04-03' } },
    {
      kind: 'project.create',
      id: ids.foreignProject,
      siteId: sites.foreign,
      name: `${SECRET} project`,
      ...days,
      fields: { customer: `${SECRET} AG`, notes: `${SECRET} notes`, managerId: people.foreign },
    },
    { kind: 'phase.create', id: ids.foreignPhase, projectId: ids.foreignProject, parentId: null, name: `${SECRET} phase`, ...days },
    { kind: 'phase.create', id: ids.foreignSecond, projectId: ids.foreignProject, parentId: null, name: `${SECRET} second`, ...later },
    {
      kind: 'dependency.link',
      id: ids.foreignLink,
      predecessorId: ids.foreignPhase,
      successorId: ids.foreignSecond,
      type: 'SS',
      lagDays: 0,
    },
    { kind: 'equipment.set', id: ids.foreignEquipment, fields: { siteId: sites.foreign, name: `${SECRET} reactor`, notes: SECRET } },
    {
      kind: 'booking.set',
      id: ids.foreignBooking,
      fields: { equipmentId: ids.foreignEquipment, phaseId: ids.foreignPhase, note: `${SECRET} booking` },
    },
    {
      kind: 'booking.set',
      id: ids.bookingOfForeign,
      fields: { equipmentId: ids.equipment, phaseId: ids.foreignPhase, note: `${SECRET} booking of yours` },
    },
    {
      kind: 'assignment.set',
      id: ids.foreignAssignment,
      fields: { staffId: people.foreign, phaseId: ids.foreignPhase, allocationPercent: 30 },
    },
    {
      kind: 'timeOff.set',
      id: ids.foreignTimeOff,
      fields: { staffId: people.foreign, kind: 'vacation', startOn: '2026-04-01', endOn: '2026-04-03', note: `${SECRET} island` },
    },
    { kind: 'dependency.link', id: ids.crossLink, predecessorId: ids.foreignPhase, successorId: ids.second, type: 'FS', lagDays: 0 },
  ];
}

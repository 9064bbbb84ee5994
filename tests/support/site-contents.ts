import { createUuid } from '../../src/lib/uuid.ts';
import type { TestClient } from './test-accounts.ts';

/** One thing of each kind, by the name that paths use. */
export type SiteContents = Readonly<Record<string, string>>;

/**
 * Fills a site with one thing of each kind for somebody who may do so; `word` is in every name and note. `owner` is a person whom
 * the plan knows.
 */
export async function fillSite(client: TestClient, siteId: string, owner: string, word: string): Promise<SiteContents> {
  const id = createUuid;
  const [project, first, second, link, equipment, holiday, event] = [id(), id(), id(), id(), id(), id(), id()];
  const [assignment, booking, timeOff] = [id(), id(), id()];
  const days = { startOn: '2027-01-04', endOn: '2027-01-08' };
  const name = `${word} thing`;
  const notes = `${word} notes`;
  const phase = { projectId: project, parentId: null, name, ...days, fields: { notes } };
  const dates = { startOn: null, endOn: null };
  const commands = [
    { kind: 'equipment.set', id: equipment, fields: { siteId, name, typeName: word, notes } },
    { kind: 'holiday.set', id: holiday, fields: { siteId, name, kind: 'custom', ...days } },
    { kind: 'event.set', id: event, fields: { siteId, name, color: '#336699', ...days } },
    { kind: 'project.create', id: project, siteId, name, ...days, fields: { customer: word, notes, managerId: owner } },
    { kind: 'phase.create', id: first, ...phase },
    { kind: 'phase.create', id: second, ...phase },
    { kind: 'dependency.link', id: link, predecessorId: first, successorId: second, type: 'FS', lagDays: 0 },
    {
      kind: 'assignment.set',
      id: assignment,
      fields: { staffId: owner, projectId: null, phaseId: first, allocationPercent: 50, ...dates },
    },
    { kind: 'booking.set', id: booking, fields: { equipmentId: equipment, projectId: null, phaseId: first, ...days, note: notes } },
    { kind: 'timeOff.set', id: timeOff, fields: { staffId: owner, kind: 'sick', ...days, note: notes } },
  ];
  const answer = await client.call('POST', '/api/commands', { commands });
  if (answer.status !== 200) throw new Error(answer.text);
  const baseline = id();
  const taken = await client.call('POST', '/api/baselines', { id: baseline, name, projectIds: [project] });
  if (taken.status !== 201) throw new Error(taken.text);
  const view = id();
  const saved = await client.call('POST', '/api/views', { id: view, name, visibility: 'site', siteId, state: { q: name } });
  if (saved.status !== 201) throw new Error(saved.text);
  return {
    sites: siteId,
    users: owner,
    projects: project,
    phases: first,
    laterPhases: second,
    dependencies: link,
    equipment,
    holidays: holiday,
    events: event,
    assignments: assignment,
    bookings: booking,
    timeOff,
    baselines: baseline,
    views: view,
  };
}

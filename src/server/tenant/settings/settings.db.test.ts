import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUuid } from '../../../lib/uuid.ts';
import { signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';

let server: TestServer;
let admin: TestClient;
let reader: TestClient;

beforeEach(async () => {
  server = await startTestServer();
  admin = await signedIn(server, { role: 'admin' });
  reader = await signedIn(server, { role: 'user' });
});
afterEach(() => server.stop());

describe('settings', () => {
  it('are read by everybody and changed by administrators', async () => {
    expect((await reader.call('GET', '/api/settings')).body).toEqual({
      instanceTitle: 'Milestone',
      doubleBooking: 'refuse',
      weekStart: 1,
      showsWeekends: true,
      defaultView: 'month',
      currency: 'EUR',
    });
    const changed = await admin.call('PATCH', '/api/settings', { instanceTitle: 'Lab 7', weekStart: 7, showsWeekends: false });
    expect(changed.body).toMatchObject({ instanceTitle: 'Lab 7', weekStart: 7, showsWeekends: false, currency: 'EUR' });
    expect((await reader.call('GET', '/api/auth/me')).body.instanceTitle).toBe('Lab 7');
    expect((await admin.call('PATCH', '/api/settings', {})).body).toEqual(changed.body);
  });
});

describe('double bookings', () => {
  async function bookTwice() {
    const equipmentId = createUuid();
    const projectId = createUuid();
    const { body: site } = await admin.call('POST', '/api/sites', { name: 'Bern', timeZone: 'Europe/Zurich' });
    const booking = (id: string, startOn: string, endOn: string) => ({
      kind: 'booking.set',
      id,
      fields: { equipmentId, projectId, phaseId: null, startOn, endOn, note: null },
    });
    const [first, second] = [createUuid(), createUuid()];
    const run = (commands: readonly object[]) => admin.call('POST', '/api/commands', { commands });
    expect(
      await run([
        { kind: 'equipment.set', id: equipmentId, fields: { siteId: site.id, name: 'Microscope' } },
        { kind: 'project.create', id: projectId, siteId: site.id, name: 'Assay', startOn: '2027-01-04', endOn: '2027-01-29' },
        booking(first, '2027-01-04', '2027-01-08'),
      ]),
    ).toMatchObject({ status: 200 });
    return { first, second, projectId, run, overlap: () => run([booking(second, '2027-01-07', '2027-01-12')]) };
  }

  it('are refused until the setting allows them, and going back waits until the overlaps are resolved', async () => {
    const { first, second, run, overlap } = await bookTwice();
    expect((await overlap()).status).toBe(409);
    expect((await admin.call('PATCH', '/api/settings', { doubleBooking: 'allow' })).status).toBe(200);
    expect((await overlap()).status).toBe(200);
    const back = await admin.call('PATCH', '/api/settings', { doubleBooking: 'refuse', instanceTitle: 'Not kept' });
    expect(back).toMatchObject({ status: 409, body: { code: 'refused', rule: 'equipment_clash', errors: [{ field: 'doubleBooking' }] } });
    expect(back.body.detail).toContain('Microscope 2027-01-07 to 2027-01-08');
    expect(new Set(back.body.ids)).toEqual(new Set([first, second]));
    expect((await admin.call('GET', '/api/settings')).body).toMatchObject({ doubleBooking: 'allow', instanceTitle: 'Milestone' });
    await run([{ kind: 'booking.remove', id: second }]);
    expect((await admin.call('PATCH', '/api/settings', { doubleBooking: 'refuse' })).status).toBe(200);
    expect((await overlap()).status).toBe(409);
  });

  it('of archived projects do not stand in the way', async () => {
    const { projectId, run, overlap } = await bookTwice();
    await admin.call('PATCH', '/api/settings', { doubleBooking: 'allow' });
    await overlap();
    await run([{ kind: 'project.update', id: projectId, fields: { isArchived: true } }]);
    expect((await admin.call('PATCH', '/api/settings', { doubleBooking: 'refuse' })).status).toBe(200);
  });
});

describe('sample data', () => {
  it('fills an empty instance in one revision with a believable lab', async () => {
    const answer = await admin.call('POST', '/api/sample-data');
    expect(answer.status).toBe(201);
    expect(answer.body.siteCount).toBeGreaterThanOrEqual(3);
    expect(answer.body.projectCount).toBeGreaterThanOrEqual(12);
    expect(answer.body.phaseCount).toBeGreaterThanOrEqual(150);
    expect(answer.body.userCount).toBeGreaterThanOrEqual(40);
    expect(answer.body.equipmentCount).toBeGreaterThanOrEqual(15);
    const { body: plan } = await admin.call('GET', '/api/plan');
    expect(plan.revision).toBe(1);
    expect(plan.projects).toHaveLength(answer.body.projectCount);
    expect(plan.phases).toHaveLength(answer.body.phaseCount);
    expect(plan.dependencies.length).toBeGreaterThan(50);
    expect(plan.holidays.filter((holiday: { kind: string }) => holiday.kind === 'bank').length).toBeGreaterThan(60);
    expect((await admin.call('GET', '/api/users?search=@lab.example&limit=200')).body.items).toHaveLength(answer.body.userCount);
  });

  it('gives its people no password', async () => {
    await admin.call('POST', '/api/sample-data');
    const { rows } = await sql<{ count: number }>`select count(*) as count from users where password_hash is not null`.execute(
      server.context.database,
    );
    expect(rows[0]?.count).toBe(0);
  });

  it('is refused once there are projects, or the sample is there, and changes nothing then', async () => {
    await admin.call('POST', '/api/sample-data');
    expect(await admin.call('POST', '/api/sample-data')).toMatchObject({ status: 409, body: { code: 'in_use' } });
    const { body: plan } = await admin.call('GET', '/api/plan');
    const commands = plan.projects.map((project: { id: string }) => ({ kind: 'project.delete', id: project.id }));
    expect((await admin.call('POST', '/api/commands', { commands })).status).toBe(200);
    expect(await admin.call('POST', '/api/sample-data')).toMatchObject({ status: 409, body: { code: 'in_use' } });
    expect((await admin.call('GET', '/api/plan')).body.revision).toBe(2);
  });
});

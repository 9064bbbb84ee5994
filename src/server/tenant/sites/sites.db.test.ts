import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTenantLab } from '../../../../tests/support/tenant-lab.ts';
import type { TestServer } from '../../../../tests/support/test-server.ts';

let server: TestServer;
let admin: TestClient;
let superuser: TestClient;
let reader: TestClient;
let bern: SiteId;
let lyon: SiteId;

beforeAll(async () => {
  ({ server, admin, superuser, reader, bern, lyon } = await startTenantLab());
});
afterAll(() => server.stop());

const bodyOf = { name: 'Basel', timeZone: 'Europe/Zurich' };
const createSite = async (fields: object = {}) => admin.call('POST', '/api/sites', { ...bodyOf, name: `Site ${createUuid()}`, ...fields });

describe('sites', () => {
  it('are made, changed and removed by administrators, and every plan shows it', async () => {
    const created = await createSite({ name: 'Basel', countryCode: 'CH', regionCode: 'BS' });
    expect(created).toMatchObject({ status: 201, body: { name: 'Basel', countryCode: 'CH', weekendDays: [6, 7] } });
    const { id } = created.body;
    expect((await admin.call('PATCH', `/api/sites/${id}`, { regionCode: null, weekendDays: [5, 6] })).body).toMatchObject({
      name: 'Basel',
      regionCode: null,
      weekendDays: [5, 6],
    });
    expect((await admin.call('GET', '/api/plan')).body.sites).toContainEqual(expect.objectContaining({ id, weekendDays: [5, 6] }));
    expect((await admin.call('DELETE', `/api/sites/${id}`)).status).toBe(204);
    expect((await admin.call('GET', '/api/plan')).text).not.toContain(id);
  });

  it('are listed by name, only those of the own scope', async () => {
    const names = async (client: TestClient, query = '') => {
      const { body } = await client.call('GET', `/api/sites${query}`);
      return body.items.map((site: { name: string }) => site.name);
    };
    expect(await names(reader)).toEqual(['Bern']);
    expect(await names(admin, '?limit=2')).toEqual(['Bern', 'Lyon']);
    expect(await names(admin, '?search=LY')).toEqual(['Lyon']);
  });

  it('have one name each, however it is spelled', async () => {
    expect(await createSite({ name: 'BÉRN ' })).toMatchObject({ status: 409, body: { code: 'duplicate', errors: [{ field: 'name' }] } });
    expect((await admin.call('PATCH', `/api/sites/${lyon}`, { name: 'bern' })).status).toBe(409);
    expect((await admin.call('PATCH', `/api/sites/${lyon}`, { name: 'LYON' })).status).toBe(200);
    await admin.call('PATCH', `/api/sites/${lyon}`, { name: 'Lyon' });
  });

  it('need a real time zone and a working day', async () => {
    expect(await createSite({ timeZone: 'Mars/Olympus' })).toMatchObject({ status: 422, body: { errors: [{ field: 'timeZone' }] } });
    expect(await createSite({ weekendDays: [1, 2, 3, 4, 5, 6, 7] })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'weekendDays' }] },
    });
  });

  it('are made once by a request that is repeated with its key, and removed once', async () => {
    const headers = { 'idempotency-key': createUuid() };
    const body = { name: 'Once', timeZone: 'UTC' };
    const [first, second] = [await admin.call('POST', '/api/sites', body, headers), await admin.call('POST', '/api/sites', body, headers)];
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 201, body: first.body });
    const other = await admin.call('POST', '/api/sites', { ...body, name: 'Other' }, headers);
    expect(other).toMatchObject({ status: 422, body: { errors: [{ field: 'Idempotency-Key' }] } });
    const remove = { 'idempotency-key': createUuid() };
    for (const status of [204, 204])
      expect((await admin.call('DELETE', `/api/sites/${first.body.id}`, undefined, remove)).status).toBe(status);
    expect((await admin.call('DELETE', `/api/sites/${first.body.id}`)).status).toBe(404);
  });

  it('in use stay, with the reason', async () => {
    const { body: site } = await createSite();
    await admin.call('POST', '/api/equipment', { siteId: site.id, name: 'Microscope' });
    const refused = await admin.call('DELETE', `/api/sites/${site.id}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'in_use' } });
    expect(refused.body.detail).toContain('Microscope');
  });

  it('that go away leave the scope of their users', async () => {
    const { body: site } = await createSite();
    const { body } = await admin.call('POST', '/api/users', {
      email: 'scoped@lab.example',
      name: 'Scoped',
      role: 'user',
      siteIds: [site.id, bern],
    });
    expect((await admin.call('DELETE', `/api/sites/${site.id}`)).status).toBe(204);
    expect((await admin.call('GET', `/api/users/${body.user.id}`)).body.siteIds).toEqual([bern]);
  });
});

describe('holidays', () => {
  it('by hand are added and removed by superusers at their sites', async () => {
    const created = await superuser.call('POST', `/api/sites/${bern}/holidays`, {
      name: 'Closed',
      startOn: '2027-03-01',
      endOn: '2027-03-03',
    });
    expect(created).toMatchObject({ status: 201, body: { siteId: bern, kind: 'custom', startOn: '2027-03-01', endOn: '2027-03-03' } });
    const listed = await reader.call('GET', `/api/sites/${bern}/holidays?from=2027-03-02&to=2027-03-02`);
    expect(listed.body.items).toEqual([created.body]);
    expect((await reader.call('GET', `/api/sites/${bern}/holidays?from=2027-03-04`)).body.items).toEqual([]);
    expect((await superuser.call('DELETE', `/api/holidays/${created.body.id}`)).status).toBe(204);
    expect((await superuser.call('DELETE', `/api/holidays/${created.body.id}`)).status).toBe(404);
  });

  it('last one day unless an end is given, never a negative time', async () => {
    const { body } = await superuser.call('POST', `/api/sites/${bern}/holidays`, { name: 'One day', startOn: '2027-04-01' });
    expect(body.endOn).toBe('2027-04-01');
    const wrong = await superuser.call('POST', `/api/sites/${bern}/holidays`, {
      name: 'Wrong',
      startOn: '2027-04-02',
      endOn: '2027-04-01',
    });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'endOn' }] } });
  });

  it('of other sites are not there for those who are not of them', async () => {
    const { body: foreign } = await admin.call('POST', `/api/sites/${lyon}/holidays`, { name: 'Secret closure', startOn: '2027-05-05' });
    for (const client of [superuser, reader]) {
      const answer = await client.call('GET', `/api/sites/${lyon}/holidays`);
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('Secret');
    }
    expect((await superuser.call('POST', `/api/sites/${lyon}/holidays`, { name: 'Mine', startOn: '2027-05-06' })).status).toBe(404);
    expect((await superuser.call('DELETE', `/api/holidays/${foreign.id}`)).status).toBe(404);
    const taken = await superuser.call('POST', `/api/sites/${bern}/holidays`, {
      id: foreign.id,
      name: 'Taken over',
      startOn: '2027-05-06',
    });
    expect([404, 409]).toContain(taken.status);
    expect((await admin.call('GET', `/api/sites/${lyon}/holidays`)).body.items).toEqual([foreign]);
  });

  it('of the country are brought in line by import: again nothing changes, another region replaces them, those by hand stay', async () => {
    const { body: site } = await createSite({ countryCode: 'DE', regionCode: 'BY' });
    await admin.call('POST', `/api/sites/${site.id}/holidays`, { name: 'By hand', startOn: '2027-07-07' });
    const years = { fromYear: 2027, toYear: 2028 };
    const importNow = () => admin.call('POST', `/api/sites/${site.id}/holidays/import`, years);
    const first = await importNow();
    expect(first).toMatchObject({ status: 200, body: { removedCount: 0, keptCount: 0, ...years } });
    expect(first.body.addedCount).toBeGreaterThan(20);
    expect((await importNow()).body).toMatchObject({ addedCount: 0, removedCount: 0, keptCount: first.body.addedCount });
    await admin.call('PATCH', `/api/sites/${site.id}`, { regionCode: 'SN' });
    expect((await importNow()).body.removedCount).toBeGreaterThan(0);
    const { body } = await admin.call('GET', `/api/sites/${site.id}/holidays?limit=200`);
    const days: string[] = body.items.map((holiday: { startOn: string }) => holiday.startOn);
    expect(days).toEqual([...days].sort());
    expect(days).toContain('2027-07-07');
    expect(days).toContain('2027-11-17');
    expect(days).not.toContain('2027-01-06');
  });

  it('cannot be imported without a known country and region, nor for a hundred years', async () => {
    const importAt = async (fields: object, body: object = {}) => {
      const { body: site } = await createSite(fields);
      return admin.call('POST', `/api/sites/${site.id}/holidays/import`, body);
    };
    expect(await importAt({})).toMatchObject({ status: 422, body: { errors: [{ field: 'countryCode' }] } });
    expect(await importAt({ countryCode: 'DE', regionCode: 'QQ' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'regionCode' }] },
    });
    expect(await importAt({ countryCode: 'DE' }, { fromYear: 2000, toYear: 2100 })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'toYear' }] },
    });
    expect((await importAt({ countryCode: 'DE' }, { fromYear: 2027, toYear: 2026 })).status).toBe(422);
  });

  it('of the country are removed by administrators alone', async () => {
    await admin.call('PATCH', `/api/sites/${bern}`, { countryCode: 'CH', regionCode: 'BE' });
    await admin.call('POST', `/api/sites/${bern}/holidays/import`, { fromYear: 2027, toYear: 2027 });
    const { body } = await reader.call('GET', `/api/sites/${bern}/holidays?kind=bank&limit=1`);
    const path = `/api/holidays/${body.items[0].id}`;
    expect((await superuser.call('DELETE', path)).status).toBe(403);
    expect((await admin.call('DELETE', path)).status).toBe(204);
  });

  it('come from a calendar whose countries and regions are listed', async () => {
    const { body } = await admin.call('GET', '/api/holiday-calendar');
    expect(body.items.find((country: { code: string }) => country.code === 'CH').regions).toHaveLength(26);
  });
});

describe('company events', () => {
  it('are made and removed by superusers at their sites, and seen there', async () => {
    const created = await superuser.call('POST', `/api/sites/${bern}/events`, {
      name: 'Open day',
      color: '#aa3311',
      startOn: '2027-06-01',
    });
    expect(created).toMatchObject({ status: 201, body: { endOn: '2027-06-01' } });
    expect((await reader.call('GET', `/api/sites/${bern}/events`)).body.items).toEqual([created.body]);
    expect((await reader.call('DELETE', `/api/events/${created.body.id}`)).status).toBe(403);
    expect((await superuser.call('POST', `/api/sites/${lyon}/events`, { name: 'x', color: '#aa3311', startOn: '2027-06-01' })).status).toBe(
      404,
    );
    expect((await superuser.call('DELETE', `/api/events/${created.body.id}`)).status).toBe(204);
  });
});

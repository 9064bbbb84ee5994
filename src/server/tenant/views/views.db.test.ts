import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId } from '../../../planning/model.ts';
import { signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTenantLab } from '../../../../tests/support/tenant-lab.ts';
import type { TestServer } from '../../../../tests/support/test-server.ts';

let server: TestServer;
let admin: TestClient;
let superuser: TestClient;
let reader: TestClient;
let elsewhere: TestClient;
let bern: SiteId;
let lyon: SiteId;

beforeAll(async () => {
  ({ server, admin, superuser, reader, bern, lyon } = await startTenantLab());
  elsewhere = await signedIn(server, { role: 'user', siteIds: [lyon] });
});
afterAll(() => server.stop());

const state = { sort: '-start', filter: 'status:in:blocked', critical: true, cell: 48 };
const namesSeenBy = async (client: TestClient): Promise<string[]> =>
  (await client.call('GET', '/api/views?limit=200')).body.items.map(({ name }: { name: string }) => name);

describe('a saved view', () => {
  it('is kept as it was given, for its owner alone unless said otherwise', async () => {
    const saved = await reader.call('POST', '/api/views', { name: 'My week', state });
    expect(saved).toMatchObject({
      status: 201,
      body: { name: 'My week', screen: 'gantt', visibility: 'private', siteId: null, state, ownerName: 'Tom', canEdit: true },
    });
    expect(await namesSeenBy(reader)).toContain('My week');
    expect(await namesSeenBy(admin)).not.toContain('My week');
    const path = `/api/views/${saved.body.id}`;
    expect((await admin.call('PUT', path, { name: 'x', state })).status).toBe(404);
    expect((await admin.call('DELETE', path)).status).toBe(404);
    const renamed = await reader.call('PUT', path, { name: 'Next week', state: { q: 'syn' } });
    expect(renamed.body).toMatchObject({ id: saved.body.id, name: 'Next week', state: { q: 'syn' } });
    expect((await reader.call('DELETE', path)).status).toBe(204);
    expect((await reader.call('DELETE', path)).status).toBe(404);
  });

  it('for a site is seen there and nowhere else, and made by those who plan there', async () => {
    const body = { name: 'Blocked in Bern', visibility: 'site', siteId: bern, state };
    expect((await reader.call('POST', '/api/views', body)).status).toBe(403);
    expect((await superuser.call('POST', '/api/views', { ...body, siteId: lyon })).status).toBe(403);
    expect((await superuser.call('POST', '/api/views', body)).status).toBe(201);
    expect(await namesSeenBy(reader)).toContain(body.name);
    expect(await namesSeenBy(elsewhere)).not.toContain(body.name);
    expect(await namesSeenBy(admin)).toContain(body.name);
  });

  it('for everybody is seen everywhere, changed by its owner and administrators', async () => {
    const { body: view } = await superuser.call('POST', '/api/views', { name: 'Late', visibility: 'shared', state });
    const path = `/api/views/${view.id}`;
    const seen = (await elsewhere.call('GET', '/api/views')).body.items.find(({ id }: { id: string }) => id === view.id);
    expect(seen).toMatchObject({ ownerName: 'Ada', canEdit: false });
    const refused = await elsewhere.call('PUT', path, { name: 'x', state });
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Ada') } });
    expect((await admin.call('PUT', path, { name: 'Late phases', visibility: 'shared', state })).body.name).toBe('Late phases');
    expect((await admin.call('PUT', path, { name: 'Late phases', state })).body.errors).toMatchObject([{ field: 'visibility' }]);
    expect((await admin.call('DELETE', path)).status).toBe(204);
  });

  it('comes in the order of names, page by page', async () => {
    const own = await signedIn(server, { role: 'user', siteIds: [bern] });
    for (const name of ['Zebra', 'ähnlich', 'Beta']) await own.call('POST', '/api/views', { name, state });
    const mine = (items: { name: string; canEdit: boolean }[]) => items.filter(({ canEdit }) => canEdit).map(({ name }) => name);
    expect(mine((await own.call('GET', '/api/views?limit=200')).body.items)).toEqual(['ähnlich', 'Beta', 'Zebra']);
    const first = await own.call('GET', '/api/views?limit=2');
    const second = await own.call('GET', `/api/views?limit=200&cursor=${first.body.nextCursor}`);
    expect(mine([...first.body.items, ...second.body.items])).toEqual(['ähnlich', 'Beta', 'Zebra']);
  });

  it('is refused in words when it makes no sense', async () => {
    const fieldsOf = async (body: object) => {
      const answer = await admin.call('POST', '/api/views', body);
      return [answer.status, ...(answer.body.errors ?? []).map(({ field }: { field: string }) => field)];
    };
    expect(await fieldsOf({ name: 'x', visibility: 'site', state })).toEqual([422, 'siteId']);
    expect(await fieldsOf({ name: 'x', visibility: 'shared', siteId: bern, state })).toEqual([422, 'siteId']);
    expect(await fieldsOf({ name: 'x', visibility: 'site', siteId: createUuid(), state })).toEqual([404, 'siteId']);
    expect((await fieldsOf({ name: 'x', state: { 'a b': 'c' } }))[0]).toBe(422);
    expect((await fieldsOf({ name: 'x', state: { q: 'a\u0000b' } }))[0]).toBe(422);
    const id = createUuid();
    expect(await fieldsOf({ id, name: 'x', state })).toEqual([201]);
    expect(await fieldsOf({ id, name: 'x', state })).toEqual([409, 'id']);
  });
});

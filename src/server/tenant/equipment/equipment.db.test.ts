import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('equipment', () => {
  it('is made, changed and removed by superusers at their sites', async () => {
    const created = await superuser.call('POST', '/api/equipment', { siteId: bern, name: 'Microscope', typeName: 'Optics' });
    expect(created).toMatchObject({
      status: 201,
      body: { name: 'Microscope', typeName: 'Optics', color: null, isActive: true, notes: null },
    });
    const path = `/api/equipment/${created.body.id}`;
    const changed = await superuser.call('PATCH', path, { typeName: null, isActive: false, notes: 'Line one\nLine two' });
    expect(changed.body).toMatchObject({ name: 'Microscope', typeName: null, isActive: false, notes: 'Line one\nLine two' });
    expect((await reader.call('GET', '/api/plan')).body.equipment).toContainEqual(changed.body);
    expect((await superuser.call('DELETE', path)).status).toBe(204);
    expect((await superuser.call('DELETE', path)).status).toBe(404);
  });

  it('is read by everybody of the site and changed by no mere user', async () => {
    const { body } = await superuser.call('POST', '/api/equipment', { siteId: bern, name: 'Balance' });
    expect((await reader.call('GET', '/api/equipment')).body.items).toContainEqual(body);
    expect((await reader.call('PATCH', `/api/equipment/${body.id}`, { name: 'x' })).status).toBe(403);
    expect((await reader.call('DELETE', `/api/equipment/${body.id}`)).status).toBe(403);
  });

  it('of other sites is not there for those who are not of them', async () => {
    const { body } = await admin.call('POST', '/api/equipment', { siteId: lyon, name: 'Secret laser' });
    for (const path of ['/api/equipment', `/api/equipment?siteId=${lyon}`, '/api/equipment?search=laser']) {
      const answer = await superuser.call('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('Secret');
    }
    expect((await superuser.call('PATCH', `/api/equipment/${body.id}`, { name: 'Mine' })).status).toBe(404);
    expect((await superuser.call('DELETE', `/api/equipment/${body.id}`)).status).toBe(404);
    expect((await superuser.call('POST', '/api/equipment', { siteId: lyon, name: 'x' })).status).toBe(404);
    const own = await superuser.call('POST', '/api/equipment', { siteId: bern, name: 'Movable' });
    expect((await superuser.call('PATCH', `/api/equipment/${own.body.id}`, { siteId: lyon })).status).toBe(404);
    expect((await admin.call('GET', '/api/equipment?search=laser')).body.items).toEqual([body]);
  });

  it('with an id that is taken is refused, and nothing is overwritten', async () => {
    const { body } = await superuser.call('POST', '/api/equipment', { siteId: bern, name: 'First' });
    const second = await superuser.call('POST', '/api/equipment', { id: body.id, siteId: bern, name: 'Second' });
    expect(second).toMatchObject({ status: 409, body: { code: 'duplicate', errors: [{ field: 'id' }] } });
    expect((await admin.call('GET', '/api/equipment?search=first')).body.items).toEqual([body]);
  });

  it('is paged by name and filtered by state', async () => {
    for (const name of ['Zeta', 'Äpfel', 'apex']) await superuser.call('POST', '/api/equipment', { siteId: bern, name, isActive: false });
    const first = await superuser.call('GET', '/api/equipment?isActive=false&limit=2');
    expect(first.body.items.map((item: { name: string }) => item.name)).toEqual(['apex', 'Äpfel']);
    const second = await superuser.call('GET', `/api/equipment?isActive=false&limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ name: 'Zeta' }], nextCursor: null });
    expect((await superuser.call('GET', '/api/equipment?cursor=nonsense')).body.errors[0].field).toBe('cursor');
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestSite, signedIn, type TestAnswer, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';
import type { SiteId } from '../../../planning/model.ts';

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../../../tests/fixtures/${name}`, import.meta.url)));

let server: TestServer;
let site: SiteId;
let otherSite: SiteId;
let superuser: TestClient;
let user: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  site = await createTestSite(server.context.database, 'Zurich');
  otherSite = await createTestSite(server.context.database, 'Basel');
  superuser = await signedIn(server, { role: 'superuser', siteIds: [site], name: 'Jonas Weber', email: 'someone@lab.example' });
  user = await signedIn(server, { role: 'user', siteIds: [site], name: 'Ada O.', email: 'Ada.Okafor@lab.example' });
  await signedIn(server, { role: 'user', siteIds: [otherSite], name: 'Jonas Weber', email: 'jonas@other.example' });
});
afterAll(() => server.stop());

type Upload = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly key?: string;
};

async function post(client: TestClient, path: string, { bytes, name, fields = {}, key }: Upload): Promise<TestAnswer> {
  const form = new FormData();
  for (const [key, value] of Object.entries({ siteId: site, ...fields })) form.append(key, value);
  form.append('file', new Blob([bytes]), name);
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    body: form,
    headers: { cookie: client.cookie, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
const cryostat: Upload = { bytes: fixture('mspdi/cryostat-upgrade.xml'), name: 'cryostat-upgrade.xml' };
const projectCount = async (): Promise<number> => (await superuser.call('GET', '/api/plan')).body.projects.length;

describe('import', () => {
  it('shows what would come in, and keeps nothing of it', async () => {
    const before = await projectCount();
    const { status, body } = await post(superuser, '/api/import/preview', cryostat);
    expect(status).toBe(200);
    expect(body.source).toMatchObject({ format: 'mspdi', program: 'Microsoft Project 2010 or later', fileName: 'cryostat-upgrade.xml' });
    expect(body.project).toEqual({ name: 'Cryostat upgrade', startOn: '2027-03-01', endOn: '2027-06-30' });
    expect(body.counts).toEqual({ phases: 17, milestones: 3, dependencies: 14, assignments: 6, notes: 2, levels: 3 });
    expect(body.rows[3]).toMatchObject({
      id: 4,
      level: 2,
      name: 'Safety review',
      startOn: '2027-03-10',
      endOn: '2027-03-16',
      isMilestone: false,
    });
    expect(body.people).toEqual([
      { name: 'Ada Okafor', email: 'ada.okafor@lab.example', staffId: user.userId, assignments: 3 },
      { name: 'Jonas Weber', email: 'jonas.weber@lab.example', staffId: superuser.userId, assignments: 3 },
    ]);
    expect(body.report.map((entry: { code: string }) => entry.code)).toEqual([
      'ends_day_before',
      'units_limit',
      'custom_field',
      'calendar_exception',
    ]);
    expect(await projectCount()).toBe(before);
  });

  it('creates the project with its dates, links and people as one change', async () => {
    const before = (await superuser.call('GET', '/api/plan')).body.revision;
    const { status, body } = await post(superuser, '/api/import', cryostat);
    expect(status).toBe(201);
    expect(body).toMatchObject({ projectName: 'Cryostat upgrade', revision: before + 1 });
    const plan = (await superuser.call('GET', '/api/plan')).body;
    const phases = plan.phases.filter((phase: { projectId: string }) => phase.projectId === body.projectId);
    const named = (name: string) => phases.find((phase: { name: string }) => phase.name === name);
    expect(phases).toHaveLength(17);
    expect(named('Mechanics')).toMatchObject({ startOn: '2027-04-12', endOn: '2027-05-28', parentId: named('Installation').id });
    expect(named('Delivery')).toMatchObject({ startOn: '2027-04-12', isMilestone: true, milestoneEdge: 'start' });
    expect(named('Order placed')).toMatchObject({ startOn: '2027-03-26', isMilestone: true, milestoneEdge: 'end' });
    expect(named('Requirements')).toMatchObject({
      completionPercent: 100,
      status: 'done',
      notes: 'Agreed with both groups on 12 February.',
    });
    expect(plan.dependencies).toContainEqual(
      expect.objectContaining({
        predecessorId: named('Mount new cryostat').id,
        successorId: named('Electronics').id,
        type: 'SS',
        lagDays: 5,
      }),
    );
    expect(plan.assignments).toContainEqual(
      expect.objectContaining({ phaseId: named('Vendor quotes').id, staffId: user.userId, allocationPercent: 50 }),
    );
    expect(plan.projects.find((project: { id: string }) => project.id === body.projectId)).toMatchObject({
      autoSchedule: true,
      siteId: site,
    });
  });

  it('takes a sheet with corrections of how it is read', async () => {
    const sheet = JSON.stringify({ dateOrder: 'dmy', columns: { name: 1 } });
    const upload = {
      bytes: text('What;Who;Start\nA;B;01/02/2027\n'),
      name: 'plan.csv',
      fields: { sheet, projectName: 'Told', workingDays: 'true' },
    };
    const { body } = await post(superuser, '/api/import/preview', upload);
    expect(body.project).toEqual({ name: 'Told', startOn: '2027-02-01', endOn: '2027-02-01' });
    expect(body.rows).toMatchObject([{ name: 'B' }]);
    expect(body.sheet).toMatchObject({
      delimiter: ';',
      dateOrder: 'dmy',
      columns: [{ title: 'What', field: null }, { title: 'Who', field: 'name' }, { field: 'start' }],
    });
  });

  it('refuses files that are no plan with a sentence, and creates nothing', async () => {
    const before = await projectCount();
    const files: readonly (readonly [Upload, string])[] = [
      [{ bytes: new Uint8Array(), name: 'a.xml' }, 'empty'],
      [{ bytes: cryostat.bytes.slice(0, 9000), name: 'a.xml' }, 'cut off at line'],
      [{ bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2]), name: 'plan.csv' }, 'JPEG'],
      [{ bytes: text('<!DOCTYPE html><html></html>'), name: 'plan.mpp' }, 'web page'],
      [{ bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), name: 'plan.mpp' }, 'save it as XML'],
    ];
    for (const [upload, says] of files) {
      const { status, body } = await post(superuser, '/api/import', upload);
      expect([status, body.code]).toEqual([422, 'file_not_readable']);
      expect(body.detail).toContain(says);
    }
    expect(await projectCount()).toBe(before);
  });

  it('is for superusers and administrators, into their own sites', async () => {
    expect((await post(user, '/api/import', cryostat)).status).toBe(403);
    expect((await post(user, '/api/import/preview', cryostat)).status).toBe(403);
    const foreign = await post(superuser, '/api/import', { ...cryostat, fields: { siteId: otherSite } });
    expect([foreign.status, foreign.body.errors[0].field]).toEqual([422, 'siteId']);
    const unknown = await post(superuser, '/api/import', { ...cryostat, fields: { siteId: '0190b2a0-0000-7000-8000-000000000000' } });
    expect(unknown.body.errors).toEqual(foreign.body.errors);
  });

  it('makes the first site with the project, for administrators', async () => {
    const fields = { newSiteName: 'Lausanne', newSiteTimeZone: 'Europe/Zurich' };
    const refused = await post(superuser, '/api/import', { ...cryostat, fields });
    expect([refused.status, refused.body.errors?.[0].field ?? refused.body.code]).toEqual([422, 'siteId']);
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.append(key, value);
    form.append('file', new Blob([cryostat.bytes]), cryostat.name);
    const send = (client: TestClient) =>
      fetch(`${server.url}/api/import`, { method: 'POST', body: form, headers: { cookie: client.cookie } });
    expect((await send(superuser)).status).toBe(403);
    const admin = await signedIn(server, { role: 'admin' });
    expect((await send(admin)).status).toBe(201);
    const plan = (await admin.call('GET', '/api/plan')).body;
    const lausanne = plan.sites.find((one: { name: string }) => one.name === 'Lausanne');
    expect(lausanne).toMatchObject({ timeZone: 'Europe/Zurich', weekendDays: [6, 7] });
    expect(plan.projects.filter((project: { siteId: string }) => project.siteId === lausanne.id)).toHaveLength(1);
  });

  it('names the part that is missing or wrong', async () => {
    const noFile = await fetch(`${server.url}/api/import`, { method: 'POST', body: new FormData(), headers: { cookie: superuser.cookie } });
    expect(noFile.status).toBeGreaterThanOrEqual(400);
    expect(noFile.status).toBeLessThan(500);
    const wrong = await post(superuser, '/api/import', { ...cryostat, fields: { sheet: '{', workingDays: 'perhaps', other: 'x' } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map((error: { field: string }) => error.field).sort()).toEqual(['other', 'sheet', 'workingDays']);
    expect((await superuser.call('POST', '/api/import', { siteId: site })).status).toBe(415);
  });

  it('answers broken uploads with a problem, never with a failure of its own', async () => {
    const send = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
      fetch(`${server.url}/api/import`, { method: 'POST', body, headers: { cookie: superuser.cookie, 'content-type': type } });
    const part = (name: string, extra: string, content: string): string =>
      `--x\r\ncontent-disposition: form-data; name="${name}"${extra}\r\n\r\n${content}\r\n`;
    const whole = part('siteId', '', site) + part('file', '; filename="a.csv"', 'Name\nA');
    const bodies: readonly (readonly [string, string, number])[] = [
      [`${whole}--x--\r\n`, 'multipart/form-data', 400],
      [`${whole}--x--\r\n`, 'multipart/form-data; boundary=', 400],
      [`${whole}--x--\r\n`, 'multipart/form-data; boundary=other', 400],
      [whole.slice(0, -10), 'multipart/form-data; boundary=x', 400],
      ['', 'multipart/form-data; boundary=x', 422],
      [`${part('siteId', '', site)}--x--\r\n`, 'multipart/form-data; boundary=x', 422],
      [`${part('siteId', '', 'x'.repeat(100_000)) + whole}--x--\r\n`, 'multipart/form-data; boundary=x', 413],
      [`${part('f', '; filename="a"', 'A') + whole}--x--\r\n`, 'multipart/form-data; boundary=x', 413],
      [`${whole}--x--\r\n`, 'multipart/form-data; boundary=x', 201],
    ];
    const statuses = [];
    for (const [body, type] of bodies) statuses.push((await send(body, type)).status);
    expect(statuses).toEqual(bodies.map(([, , status]) => status));
  });

  it('refuses a file above the limit', async () => {
    const { status, body } = await post(superuser, '/api/import/preview', {
      bytes: new Uint8Array(100 * 1024 * 1024 + 1),
      name: 'big.xml',
    });
    expect([status, body.code]).toEqual([413, 'payload_too_large']);
  });

  it('reads two files at once, and tells the third to come back', async () => {
    const slow = { bytes: text(`Name;Start\n${'Some task;2027-01-01\n'.repeat(5000)}`), name: 'slow.csv' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(superuser, '/api/import/preview', slow)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(answers.find(({ status }) => status === 503)?.headers.get('retry-after')).toBe('3');
    expect((await post(superuser, '/api/import/preview', cryostat)).status).toBe(200);
  });

  it('imports a file once under one key, and refuses the key for another file', async () => {
    const before = await projectCount();
    const keyed = { ...cryostat, key: 'import-1' };
    const [first, again] = [await post(superuser, '/api/import', keyed), await post(superuser, '/api/import', keyed)];
    expect([again.status, again.body.projectId, again.body.revision]).toEqual([201, first.body.projectId, first.body.revision]);
    expect(await projectCount()).toBe(before + 1);
    expect((await post(superuser, '/api/import', { ...keyed, name: 'other.xml' })).status).toBe(422);
  });
});

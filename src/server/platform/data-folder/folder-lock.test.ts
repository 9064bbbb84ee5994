import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { canEnter } from '../database/embedded/unprivileged-user.ts';
import { keepSecrets } from '../secrets/secrets-file.ts';
import { findFirstAdminFile, removeFirstAdminFile, writeFirstAdminFile } from './first-admin-file.ts';
import { lockFolder } from './folder-lock.ts';

const root = mkdtempSync(path.join(tmpdir(), 'milestone-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

function makeFolder(name: string, mode = 0o700): string {
  const folder = path.join(root, name);
  mkdirSync(folder);
  chmodSync(folder, mode);
  return folder;
}

describe('a data folder', () => {
  it('is held by one process at a time, whatever name it is called by, and says by whom', async () => {
    const folder = makeFolder('held');
    symlinkSync(folder, path.join(root, 'alias'));
    const first = await lockFolder(folder);
    if (first.kind !== 'locked') throw new Error('not locked');
    expect(await lockFolder(path.join(root, 'alias'))).toEqual({
      kind: 'held',
      holder: { pid: process.pid, url: null, isStopping: false },
    });
    first.lock.setUrl('http://localhost:1');
    expect(await lockFolder(folder)).toMatchObject({ holder: { url: 'http://localhost:1' } });
    expect((await lockFolder(makeFolder('other'))).kind).toBe('locked');
    await first.lock.release();
    expect((await lockFolder(folder)).kind).toBe('locked');
  });

  it('is waited for while its holder is stopping', async () => {
    const folder = makeFolder('stopping');
    const first = await lockFolder(folder);
    if (first.kind !== 'locked') throw new Error('not locked');
    first.lock.setStopping();
    const second = lockFolder(folder);
    await first.lock.release();
    expect((await second).kind).toBe('locked');
  });

  it('keeps its secrets: made once, readable by their owner alone; a damaged file is not replaced', () => {
    const folder = makeFolder('secrets');
    const secrets = keepSecrets(folder);
    expect(keepSecrets(folder)).toEqual(secrets);
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    writeFileSync(path.join(folder, 'secrets.json'), '{"data');
    expect(() => keepSecrets(folder)).toThrow('damaged');
  });

  it('keeps the one-time password until its own owner replaces it', () => {
    const folder = makeFolder('admin');
    writeFirstAdminFile(folder, { email: 'Ada@Example.org', oneTimePassword: 'x' });
    removeFirstAdminFile(folder, 'da@example.org');
    expect(findFirstAdminFile(folder)).toBeDefined();
    removeFirstAdminFile(folder, 'ada@example.org');
    expect(findFirstAdminFile(folder)).toBeUndefined();
  });

  it('can be entered by another user only where every folder above lets them pass', () => {
    const stranger = { name: 'stranger', uid: 61_234, gid: 61_234 };
    chmodSync(root, 0o755);
    const open = makeFolder('open', 0o711);
    const closed = makeFolder('closed', 0o700);
    expect(canEnter(stranger, path.join(open, 'not-there-yet'))).toBe(true);
    expect(canEnter(stranger, path.join(closed, 'inner'))).toBe(false);
    expect(canEnter({ ...stranger, uid: statSync(closed).uid }, path.join(closed, 'inner'))).toBe(true);
  });
});

import { expect, it } from 'vitest';
import type { SiteId, StaffId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import { mayChangeView, refusalOfAudience } from './views-policy.ts';

const [bern, lyon] = ['bern' as SiteId, 'lyon' as SiteId];
const actor = (role: Actor['role'], siteIds: Actor['siteIds'] = [bern]): Actor =>
  ({ userId: role as string as StaffId, name: role, role, siteIds, sessionId: 's', mustChangePassword: false }) as unknown as Actor;

it('everybody keeps views for themselves; who plans also for their sites and for all', () => {
  expect(refusalOfAudience(actor('user'), { visibility: 'private', siteId: null })).toBeUndefined();
  expect(refusalOfAudience(actor('user'), { visibility: 'site', siteId: bern })).toMatch(/those who plan/);
  expect(refusalOfAudience(actor('superuser'), { visibility: 'site', siteId: bern })).toBeUndefined();
  expect(refusalOfAudience(actor('superuser'), { visibility: 'site', siteId: lyon })).toMatch(/none of yours/);
  expect(refusalOfAudience(actor('superuser'), { visibility: 'shared', siteId: null })).toBeUndefined();
  expect(refusalOfAudience(actor('admin', 'all'), { visibility: 'site', siteId: lyon })).toBeUndefined();
});

it('a site is named exactly where the view is for one', () => {
  expect(refusalOfAudience(actor('admin', 'all'), { visibility: 'site', siteId: null })).toMatch(/names the site/);
  expect(refusalOfAudience(actor('admin', 'all'), { visibility: 'shared', siteId: bern })).toMatch(/names the site/);
});

it('the owner changes a view, and an administrator what others see', () => {
  const view = { ownerId: 'superuser', siteId: null };
  expect(mayChangeView(actor('superuser'), { ...view, visibility: 'private' })).toBe(true);
  expect(mayChangeView(actor('user'), { ...view, visibility: 'shared' })).toBe(false);
  expect(mayChangeView(actor('admin', 'all'), { ...view, visibility: 'shared' })).toBe(true);
  expect(mayChangeView(actor('admin', 'all'), { ...view, visibility: 'private' })).toBe(false);
});

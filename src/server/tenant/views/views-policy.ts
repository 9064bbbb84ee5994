import type { ViewVisibility } from '../../../contract/views.ts';
import { roleHas } from '../../../contract/roles.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';

export type Audience = { readonly visibility: ViewVisibility; readonly siteId: SiteId | null };

/** Why the actor may not save a view for these people; undefined when they may. */
export function refusalOfAudience(actor: Actor, { visibility, siteId }: Audience): string | undefined {
  if ((visibility === 'site') !== (siteId !== null)) return 'a view for a site names the site, no other view does';
  if (visibility === 'private') return undefined;
  if (!roleHas(actor.role, 'plan.write')) return 'views for others are saved by those who plan; save it for yourself';
  if (visibility === 'shared' || siteId === null) return undefined;
  return actor.siteIds === 'all' || actor.siteIds.includes(siteId) ? undefined : 'this site is none of yours';
}

/** Administrators look after what is not private, so that a view can outlive its owner's interest in it. */
export function mayChangeView(actor: Actor, view: { readonly ownerId: string } & Audience): boolean {
  return view.ownerId === actor.userId || (actor.role === 'admin' && view.visibility !== 'private');
}

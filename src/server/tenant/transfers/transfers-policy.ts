import type { SiteId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';

/** A plan is imported into a site of one's own scope. A site outside it answers like one that does not exist. */
export function mayImportInto(actor: Pick<Actor, 'siteIds'>, siteId: SiteId): boolean {
  return actor.siteIds === 'all' || actor.siteIds.includes(siteId);
}

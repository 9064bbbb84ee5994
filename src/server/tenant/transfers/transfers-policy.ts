import { roleHas } from '../../../contract/roles.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';

/** A plan is imported into a site of one's own scope. `null` is the product itself. */
export function mayImportInto(importer: Pick<Actor, 'siteIds'> | null, siteId: SiteId): boolean {
  return importer === null || importer.siteIds === 'all' || importer.siteIds.includes(siteId);
}

export function mayMakeSites(importer: Pick<Actor, 'role'> | null): boolean {
  return importer === null || roleHas(importer.role, 'sites.manage');
}

import { useCallback } from 'react';
import { roleHas } from '../../../contract/roles.ts';
import type { Project, SiteId } from '../../../planning/model.ts';
import { useMe } from '../../data/session.ts';

/** Whether the signed-in person may change what belongs to a site; the server decides in each case. */
export function usePermissions() {
  const me = useMe();
  const canEditSite = useCallback(
    (siteId: SiteId) => roleHas(me.role, 'plan.write') && (me.role === 'admin' || me.siteIds.includes(siteId)),
    [me],
  );
  const canEdit = useCallback((project: Project) => project.isMasked !== true && canEditSite(project.siteId), [canEditSite]);
  return { canEdit, canEditSite };
}

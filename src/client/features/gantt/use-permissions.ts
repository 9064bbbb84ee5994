import { useCallback } from 'react';
import { roleHas } from '../../../contract/roles.ts';
import type { Project } from '../../../planning/model.ts';
import { useMe } from '../../data/session.ts';

/** What the signed-in person may change; the server decides in each case. */
export function usePermissions() {
  const me = useMe();
  const canWrite = roleHas(me.role, 'plan.write');
  const canEdit = useCallback(
    (project: Project) => canWrite && project.isMasked !== true && (me.role === 'admin' || me.siteIds.includes(project.siteId)),
    [me, canWrite],
  );
  return { canEdit, canWrite };
}

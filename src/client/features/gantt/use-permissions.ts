import { useCallback } from 'react';
import { roleHas } from '../../../contract/roles.ts';
import type { Project } from '../../../planning/model.ts';
import { ancestorsOf, assignmentsOf, type Plan } from '../../../planning/plan.ts';
import { useMe } from '../../data/session.ts';
import type { GanttItem } from './gantt-items.ts';

/** Whether a person may say how far an item is. */
export type CanReport = (plan: Plan, item: GanttItem) => boolean;

/** What the signed-in person may change; the server decides in each case. */
export function usePermissions() {
  const me = useMe();
  const canWrite = roleHas(me.role, 'plan.write');
  const canEdit = useCallback(
    (project: Project) => canWrite && project.isMasked !== true && (me.role === 'admin' || me.siteIds.includes(project.siteId)),
    [me, canWrite],
  );
  /** Who may not change the plan still tells how far the phases are that are theirs, and what is in them. */
  const canReport: CanReport = useCallback(
    (plan, item) => {
      if (canEdit(item.project)) return true;
      if (item.kind === 'project' || item.project.isMasked === true || !roleHas(me.role, 'progress.assigned')) return false;
      const ids = [item.id, ...ancestorsOf(plan, item.id).map(({ id }) => id)];
      return ids.some((id) => assignmentsOf(plan, id).some(({ staffId }) => staffId === me.id));
    },
    [me, canEdit],
  );
  return { canEdit, canWrite, canReport };
}

import type { ViewControls } from '../../data/view-state.ts';
import { announce } from '../../ui/announce.ts';
import type { GanttItem } from './gantt-items.ts';

/** Shows the critical path of one project alone, or hides it again. */
export function criticalToggle({ state, update }: ViewControls) {
  const isShownFor = ({ project }: GanttItem): boolean => state.showsCriticalPath && state.criticalProjectId === project.id;
  const toggle = (item: GanttItem): void => {
    const isShown = isShownFor(item);
    update({ showsCriticalPath: !isShown, criticalProjectId: isShown ? undefined : item.project.id });
    announce(isShown ? 'The critical path is hidden' : `The critical path of ${item.project.name} is shown`);
  };
  return { isShownFor, toggle };
}

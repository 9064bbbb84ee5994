import { formatDay } from '../../../lib/days.ts';
import { childrenOf, listProjects } from '../../../planning/plan.ts';
import { usePlan } from '../../data/plan-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The plan as a list of projects with their top phases and dates. */
export function GanttPage() {
  const { plan } = usePlan();
  const projects = listProjects(plan);
  if (projects.length === 0) return <EmptyState title="There is no project yet">Create one, or load the sample data.</EmptyState>;
  return (
    <ul aria-label="Projects">
      {projects.map((project) => (
        <li key={project.id}>
          {project.name}: {formatDay(project.startOn)} to {formatDay(project.endOn)}
          <ul>
            {childrenOf(plan, project.id, null).map((phase) => (
              <li key={phase.id}>
                {phase.name}: {formatDay(phase.startOn)} to {formatDay(phase.endOn)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

import type { ProjectId } from '../model.ts';
import { leavesBelow } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import { type Violation, violationsOf } from '../schedule/violations.ts';
import { checkEquipment } from './equipment-checks.ts';
import { severities, type CheckId, type Checked, type Finding, type HealthScope } from './finding.ts';
import { checkLogic } from './logic-checks.ts';
import { checkPeople, checkUnassigned } from './people-checks.ts';
import { checkProgress, isDone } from './progress-checks.ts';

export type PlanHealth = {
  /** By check, the gravest first; in each the order of projects and phases. */
  readonly groups: readonly { readonly check: CheckId; readonly findings: readonly Finding[] }[];
  readonly findingCount: number;
  /** Leaves that are not done. */
  readonly openCount: number;
  /** Of these, in whole percent, those without a problem or warning; 100 when there are none. */
  readonly soundPercent: number;
};

/** Everything that is wrong, doubtful or worth a look in some projects. */
export function planHealthOf(plan: Plan, scope: HealthScope): PlanHealth {
  const projects = scope.projects.filter((project) => !project.isArchived && project.isMasked !== true);
  const violations = Map.groupBy(violationsOf(plan), (violation) => violation.projectId);
  const checked = projects.flatMap((project) => gather(plan, project.id, scope, violations.get(project.id) ?? []) ?? []);
  const shared =
    projects.length === 0 ? [] : [...checkPeople(plan, { ...scope, projects }), ...checkEquipment(plan, { ...scope, projects })];
  const findings = [...checked.flatMap((one) => [...checkProgress(one), ...checkLogic(one), ...checkUnassigned(one)]), ...shared];
  const byCheck = Map.groupBy(findings, (finding) => finding.check);
  // The keys of the table are its checks.
  const groups = (Object.keys(severities) as CheckId[]).flatMap((check) => {
    const found = byCheck.get(check);
    return found ? [{ check, findings: found }] : [];
  });
  const open = checked.flatMap(({ leaves }) => leaves.filter((leaf) => !isDone(leaf.phase)));
  const doubtful = new Set<string>(findings.filter(({ check }) => severities[check] !== 'hint').map(({ itemId }) => itemId));
  const sound = open.filter((leaf) => !doubtful.has(leaf.phase.id)).length;
  const soundPercent = open.length === 0 ? 100 : Math.floor((100 * sound) / open.length);
  return { groups, findingCount: findings.length, openCount: open.length, soundPercent };
}

function gather(plan: Plan, id: ProjectId, { todayAt, createId }: HealthScope, violations: readonly Violation[]): Checked | undefined {
  const node = plan.index.projectNodes.get(id);
  if (!node) return undefined;
  const leaves = node.roots.flatMap((root) => leavesBelow(root));
  return { plan, project: node.project, leaves, violations, today: todayAt(node.project.siteId), createId };
}

import { ranksBetween } from '../../src/lib/rank.ts';
import { BLANK_PHASE, BLANK_PROJECT, EMPTY_PLAN } from '../../src/planning/blank-plan.ts';
import type { DependencyId, Phase, PhaseId, PlanSnapshot, Project, ProjectId, SiteId } from '../../src/planning/model.ts';
import type { Tree, TreeRow } from './tree.ts';

// The casts are where ids of the benchmark are born.
export const SITE_ID = '01900000-0000-7000-8000-000000000001' as SiteId;

/** The tree as the plan's own plain data: roots are projects, all others phases of theirs. */
export function snapshotOf({ rows, links }: Tree): PlanSnapshot {
  const ranks = ranksBetween(undefined, undefined, rows.length);
  const projects: Project[] = [];
  const phases: Phase[] = [];
  rows.forEach((row, index) => {
    const rank = ranks[index] ?? '';
    const project = projects.at(-1);
    if (row.parentId === null || !project) projects.push(projectOf(row, rank));
    else phases.push(phaseOf(row, rank, project.id));
  });
  return {
    ...EMPTY_PLAN,
    revision: 1,
    sites: [{ id: SITE_ID, name: 'Main site', countryCode: null, regionCode: null, timeZone: 'UTC', weekendDays: [6, 7] }],
    projects,
    phases,
    dependencies: links.map(({ id, fromId, toId }) => ({
      id: id as DependencyId,
      predecessorId: fromId as PhaseId,
      successorId: toId as PhaseId,
      type: 'FS',
      lagDays: 0,
    })),
  };
}

function projectOf({ id, name, startOn, endOn }: TreeRow, rank: string): Project {
  return {
    id: id as ProjectId,
    siteId: SITE_ID,
    rank,
    name,
    startOn,
    endOn,
    ...BLANK_PROJECT,
  };
}

function phaseOf({ id, parentId, name, startOn, endOn, progressPercent, isLeaf }: TreeRow, rank: string, projectId: ProjectId): Phase {
  return {
    id: id as PhaseId,
    projectId,
    // The phases right below a project have no phase above them.
    parentId: parentId === (projectId as string) ? null : (parentId as PhaseId | null),
    rank,
    name,
    startOn,
    endOn,
    ...BLANK_PHASE,
    completionPercent: isLeaf ? progressPercent : null,
  };
}

/** Rows with levels to a tree of the tasks that are taken over. */
import type { PhaseId } from '../../planning/model.ts';
import { LIMITS, type ForeignProject, type ForeignTask } from '../foreign-project.ts';
import type { RemarkLog } from '../remarks.ts';
import { REMARKS } from './remark-texts.ts';

/** A task on its way to a phase. Dates come in later steps. */
export type TaskNode = {
  readonly task: ForeignTask;
  readonly phaseId: PhaseId;
  /** Place in the list of taken tasks. */
  readonly index: number;
  readonly parent: TaskNode | null;
  /** 1 for the top. */
  readonly level: number;
  hasChildren: boolean;
};

/** Nodes in the file's order, parents before their children. */
export function buildTree(project: ForeignProject, createId: () => string, log: RemarkLog): TaskNode[] {
  const isTaken = decideTaken(project.tasks, log);
  const nodes: TaskNode[] = [];
  const open: { readonly node: TaskNode; readonly outlineLevel: number }[] = [];
  for (const [row, task] of project.tasks.entries()) {
    if (isTaken[row] !== true) continue;
    while (open.length > 0 && (open.at(-1)?.outlineLevel ?? 0) >= task.outlineLevel) open.pop();
    if (open.length >= LIMITS.outlineLevels) {
      log.add(REMARKS.levels, task.name);
      open.length = LIMITS.outlineLevels - 1;
    }
    const parent = open.at(-1)?.node ?? null;
    if (parent) parent.hasChildren = true;
    // A fresh id becomes a phase's id here.
    const phaseId = createId() as PhaseId;
    const node: TaskNode = { task, phaseId, index: nodes.length, parent, level: open.length + 1, hasChildren: false };
    nodes.push(node);
    open.push({ node, outlineLevel: task.outlineLevel });
  }
  return nodes;
}

/** Inactive tasks go, unless an active one stands below them; placeholders of other files' tasks go. */
function decideTaken(tasks: readonly ForeignTask[], log: RemarkLog): boolean[] {
  const taken = tasks.map((task) => !task.isInactive && !task.isExternal);
  let neededLevel = 0;
  for (let row = tasks.length - 1; row >= 0; row -= 1) {
    const task = tasks[row];
    if (!task) continue;
    // Walking up from the end, a row on a lower level than a kept one below it is one of its ancestors.
    const isAncestor = task.outlineLevel < neededLevel && !task.isExternal;
    if (taken[row] === true || isAncestor) {
      taken[row] = true;
      neededLevel = task.outlineLevel;
    } else {
      neededLevel = Math.min(neededLevel, task.outlineLevel);
    }
  }
  for (const [row, task] of tasks.entries()) {
    if (taken[row] !== true) log.add(task.isExternal ? REMARKS.external : REMARKS.inactive, task.name || `row ${task.id}`);
  }
  return taken;
}

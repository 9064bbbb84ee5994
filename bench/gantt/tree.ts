/** The plan that both charts get: one array of rows, four levels deep, with links between the leaves. */
import type { Day } from '../../src/lib/days.ts';

export type TreeRow = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly startOn: Day;
  /** Inclusive. */
  readonly endOn: Day;
  readonly progressPercent: number;
  readonly isLeaf: boolean;
};
export type TreeLink = { readonly id: string; readonly fromId: string; readonly toId: string };
export type Tree = {
  readonly rows: readonly TreeRow[];
  /** Each binds the start of one leaf to the end of another, without lag and without room. */
  readonly links: readonly TreeLink[];
};

const GROUPS = 3;
const SUBGROUPS = 4;
const LEAVES = 7;
/** Rows of one project: itself, 3 groups, 12 subgroups, 84 leaves. */
const ROWS_PER_PROJECT = 1 + GROUPS * (1 + SUBGROUPS * (1 + LEAVES));
/** A row's leaves in a chain without gaps: moving the first one moves all the others. */
export const CHAIN = SUBGROUPS * LEAVES;

const subjects = ['Assay', 'Synthesis', 'Purification', 'Screening', 'Validation', 'Formulation', 'Stability', 'Imaging'];

/** `rowCount` is a multiple of 100. The first day of the first project is `firstDay`. Always the same for the same numbers. */
export function createTree(rowCount: number, firstDay: Day): Tree {
  const rows: TreeRow[] = [];
  const links: TreeLink[] = [];
  for (let project = 0; project < rowCount / ROWS_PER_PROJECT; project += 1)
    addProject(rows, links, project, firstDay + (project % 20) * 7);
  return { rows, links };
}

function addProject(rows: TreeRow[], links: TreeLink[], project: number, startOn: Day): void {
  const projectId = idOf(1, project);
  const below: TreeRow[] = [];
  for (let group = 0; group < GROUPS; group += 1) addGroup(below, links, projectId, project * GROUPS + group, startOn + group * 14);
  rows.push(parentOf(projectId, null, `Programme ${project + 1}`, below), ...below);
}

function addGroup(rows: TreeRow[], links: TreeLink[], projectId: string, group: number, startOn: Day): void {
  const groupId = idOf(2, group);
  const below: TreeRow[] = [];
  let day = startOn;
  let before: string | undefined;
  for (let sub = 0; sub < SUBGROUPS; sub += 1) {
    const number = group * SUBGROUPS + sub;
    const subgroupId = idOf(3, number);
    const leaves: TreeRow[] = [];
    for (let leaf = 0; leaf < LEAVES; leaf += 1) {
      const place = number * LEAVES + leaf;
      const id = idOf(4, place);
      const days = 3 + ((place * 7) % 5);
      const name = `${subjects[place % subjects.length]} ${leaf + 1}`;
      leaves.push({
        id,
        parentId: subgroupId,
        name,
        startOn: day,
        endOn: day + days - 1,
        progressPercent: (place * 13) % 101,
        isLeaf: true,
      });
      if (before !== undefined) links.push({ id: idOf(5, links.length), fromId: before, toId: id });
      before = id;
      day += days;
    }
    below.push(parentOf(subgroupId, groupId, `Series ${sub + 1}`, leaves), ...leaves);
  }
  rows.push(parentOf(groupId, projectId, `Stage ${(group % GROUPS) + 1}`, below), ...below);
}

function parentOf(id: string, parentId: string | null, name: string, below: readonly TreeRow[]): TreeRow {
  const startOn = Math.min(...below.map((row) => row.startOn));
  const endOn = Math.max(...below.map((row) => row.endOn));
  return { id, parentId, name, startOn, endOn, progressPercent: 0, isLeaf: false };
}

function idOf(kind: number, number: number): string {
  return `0190${kind}000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

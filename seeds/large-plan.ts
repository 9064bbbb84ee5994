/** A large workspace for benchmarks and for looking at: trees of four levels, linked, in one site, always the same for one seed. */
import type { Day } from '../src/lib/days.ts';
import { createUuid } from '../src/lib/uuid.ts';
import type { Command } from '../src/planning/commands/command.ts';
import type { DependencyId, PhaseId, ProjectId, SiteId } from '../src/planning/model.ts';
import { seededRandom } from './seeded-random.ts';

export type LargePlanSize = { readonly projects: number; readonly groups: number; readonly subgroups: number; readonly leaves: number };

/** 100 projects of 100 phases each: 4 groups, 5 subgroups in each, 3 to 4 leaves in each of those. */
export const TEN_THOUSAND: LargePlanSize = { projects: 100, groups: 4, subgroups: 5, leaves: 4 };

const colors = ['#2f6fde', '#0f8a6d', '#8a4fd3', '#b4541a', '#c2334d', '#12808f', '#6b7a14', '#b3267e'];
const subjects = [
  'Assay',
  'Synthesis',
  'Purification',
  'Screening',
  'Validation',
  'Formulation',
  'Stability',
  'Sequencing',
  'Imaging',
  'Transfer',
];
const aims = ['set-up', 'series', 'campaign', 'report', 'qualification', 'review', 'pilot', 'repeat'];

/** One batch for each project, each within the limits of a request. Dates satisfy the links, so nothing is pushed. */
export function createLargePlan(siteId: SiteId, startOn: Day, size: LargePlanSize, seed = 1): Command[][] {
  const random = seededRandom(seed);
  return Array.from({ length: size.projects }, (_, index) => createProject(siteId, startOn + (index % 26) * 7, index, size, random));
}

function createProject(siteId: SiteId, startOn: Day, index: number, size: LargePlanSize, random: () => number): Command[] {
  // The casts are where ids of the seed are born.
  const projectId = createUuid() as ProjectId;
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const commands: Command[] = [
    {
      kind: 'project.create',
      id: projectId,
      siteId,
      name: `${pick(subjects)} programme ${index + 1}`,
      startOn,
      endOn: startOn,
      fields: { color: colors[index % colors.length] ?? null, isConfirmed: random() > 0.2 },
    },
  ];
  const create = (parentId: PhaseId | null, name: string, from: Day, to: Day): PhaseId => {
    const id = createUuid() as PhaseId;
    commands.push({ kind: 'phase.create', id, projectId, parentId, name, startOn: from, endOn: to });
    return id;
  };
  const link = (predecessorId: PhaseId, successorId: PhaseId) =>
    commands.push({ kind: 'dependency.link', id: createUuid() as DependencyId, predecessorId, successorId, type: 'FS', lagDays: 0 });
  let cursor = startOn;
  let beforeGroup: PhaseId | undefined;
  for (let group = 0; group < size.groups; group += 1) {
    const groupId = create(null, `${pick(subjects)} ${group + 1}`, cursor, cursor);
    if (beforeGroup !== undefined) link(beforeGroup, groupId);
    beforeGroup = groupId;
    let groupEnd = cursor;
    for (let sub = 0; sub < size.subgroups; sub += 1) {
      let day = cursor + Math.floor(random() * 10);
      const subId = create(groupId, `${pick(subjects)} ${group + 1}.${sub + 1}`, day, day);
      let before: PhaseId | undefined;
      for (let leaf = 0; leaf < size.leaves; leaf += 1) {
        const days = 2 + Math.floor(random() * 12);
        const id = create(subId, `${pick(subjects)} ${pick(aims)}`, day, day + days - 1);
        if (before !== undefined) link(before, id);
        before = id;
        day += days + Math.floor(random() * 3);
      }
      groupEnd = Math.max(groupEnd, day);
    }
    cursor = groupEnd + 1;
  }
  return commands;
}

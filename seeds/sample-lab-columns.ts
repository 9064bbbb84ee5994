/** Custom columns as a laboratory would have them. */
import { createUuid } from '../src/lib/uuid.ts';
import type { Command } from '../src/planning/commands/command.ts';
import type { CustomColumnId, ListOption, ListOptionId, PhaseId, ProjectId } from '../src/planning/model.ts';

export type SampleColumns = {
  readonly commands: readonly Command[];
  /** What stands in the cells of the next project. */
  valuesOfProject(projectId: ProjectId): readonly Command[];
  /** What stands in the cells of the next task; work on an instrument is done by the rules of good practice. */
  valuesOfTask(phaseId: PhaseId, usesInstrument: boolean): readonly Command[];
};

const RISKS_IN_TURN = ['Low', 'Low', 'Medium', 'Low', 'High', 'Medium', ''];

export function createSampleColumns(): SampleColumns {
  // The casts are where ids of the seed are born.
  const newColumnId = () => createUuid() as CustomColumnId;
  const [risk, practice, costCentre] = [newColumnId(), newColumnId(), newColumnId()];
  const option = (label: string, color: string): ListOption => ({ id: createUuid() as ListOptionId, label, color });
  const options = [option('Low', '#2e7d4f'), option('Medium', '#b87a0b'), option('High', '#c0392b')];
  let [tasks, projects] = [0, 0];
  return {
    commands: [
      { kind: 'customColumn.create', id: risk, fields: { name: 'Risk', kind: 'list', appliesTo: 'phases', options } },
      { kind: 'customColumn.create', id: practice, fields: { name: 'GxP', kind: 'checkbox', appliesTo: 'phases' } },
      { kind: 'customColumn.create', id: costCentre, fields: { name: 'Cost centre', kind: 'text', appliesTo: 'projects' } },
    ],
    valuesOfProject(projectId) {
      projects += 1;
      return [{ kind: 'customValue.set', id: costCentre, projectId, value: `CC-${4400 + projects * 10}` }];
    },
    valuesOfTask(phaseId, usesInstrument) {
      const chosen = options.find(({ label }) => label === RISKS_IN_TURN[tasks % RISKS_IN_TURN.length]);
      tasks += 1;
      return [
        ...(chosen ? [{ kind: 'customValue.set', id: risk, phaseId, value: chosen.id } as const] : []),
        ...(usesInstrument ? [{ kind: 'customValue.set', id: practice, phaseId, value: true } as const] : []),
      ];
    },
  };
}

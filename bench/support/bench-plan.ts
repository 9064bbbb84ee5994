import { formatDay, type Day } from '../../src/lib/days.ts';
import { createUuid } from '../../src/lib/uuid.ts';

const FIRST: Day = 20_500;

/** 100 projects of 20 phases in a chain, every phase staffed and every fifth with an instrument: commands, one batch per project. */
export function staffedPlanBatches(siteId: string, staffIds: readonly string[]): object[][] {
  const equipment = Array.from({ length: 100 }, () => createUuid());
  const items = equipment.map((id, index) => ({ kind: 'equipment.set', id, fields: { siteId, name: `Instrument ${index + 1}` } }));
  return [items, ...equipment.map((item, index) => projectBatch(siteId, staffIds, item, index))];
}

function projectBatch(siteId: string, staffIds: readonly string[], equipmentId: string, index: number): object[] {
  const projectId = createUuid();
  const day = (offset: number) => formatDay(FIRST + index + offset);
  const commands: object[] = [
    { kind: 'project.create', id: projectId, siteId, name: `Project ${index + 1}`, startOn: day(0), endOn: day(99) },
  ];
  let previousId: string | undefined;
  for (let step = 0; step < 20; step += 1) {
    const id = createUuid();
    const staffId = staffIds[(index + step) % staffIds.length];
    commands.push(
      { kind: 'phase.create', id, projectId, parentId: null, name: `Phase ${step + 1}`, startOn: day(step * 5), endOn: day(step * 5 + 4) },
      { kind: 'assignment.set', id: createUuid(), fields: { staffId, phaseId: id, allocationPercent: 20 } },
    );
    if (step % 5 === 0) commands.push({ kind: 'booking.set', id: createUuid(), fields: { equipmentId, phaseId: id } });
    if (previousId !== undefined)
      commands.push({ kind: 'dependency.link', id: createUuid(), predecessorId: previousId, successorId: id, type: 'FS', lagDays: 0 });
    previousId = id;
  }
  return commands;
}

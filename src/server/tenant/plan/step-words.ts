import type { Command, CommandKind } from '../../../planning/commands/command.ts';

const words: Readonly<Record<CommandKind, string>> = {
  'project.create': 'Create project',
  'project.update': 'Change project',
  'project.reschedule': 'Move project',
  'project.move': 'Move project to another place',
  'project.delete': 'Delete project',
  'phase.create': 'Create phase',
  'phase.update': 'Change phase',
  'phase.reschedule': 'Move phase',
  'phase.move': 'Move phase to another place',
  'phase.delete': 'Delete phase',
  'progress.set': 'Set progress',
  'dependency.link': 'Link phases',
  'dependency.update': 'Change link',
  'dependency.unlink': 'Remove link',
  'schedule.resolve': 'Resolve violations',
  'assignment.set': 'Assign person',
  'assignment.remove': 'Remove assignment',
  'booking.set': 'Book equipment',
  'booking.remove': 'Remove booking',
  'block.set': 'Block equipment',
  'block.remove': 'Remove block',
  'timeOff.set': 'Change time off',
  'timeOff.remove': 'Remove time off',
  'site.set': 'Change site',
  'site.remove': 'Remove site',
  'holiday.set': 'Change holidays',
  'holiday.remove': 'Remove holiday',
  'event.set': 'Change company event',
  'event.remove': 'Remove company event',
  'equipment.set': 'Change equipment',
  'equipment.remove': 'Remove equipment',
  'customColumn.create': 'Create column',
  'customColumn.update': 'Change column',
  'customColumn.move': 'Move column',
  'customColumn.delete': 'Delete column',
  'customValue.set': 'Fill cell',
  'staff.set': 'Change person',
  'staff.remove': 'Remove person',
};

/** What a batch is called whose sender gave it no name: by its first kind. */
export function wordsOf(commands: readonly Command[]): string {
  const [first] = commands;
  if (!first) return 'Change';
  const more = commands.length > 1 ? ` and ${commands.length - 1} more` : '';
  return `${words[first.kind]}${more}`;
}

import type { ProjectFields } from '../../../../planning/commands/command.ts';
import type { Project } from '../../../../planning/model.ts';
import { Switch } from '../../../ui/checkbox.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import type { DrawerProps } from './drawer-props.ts';

export type RuleFieldsProps = Pick<DrawerProps, 'act'> & {
  readonly project: Project;
  readonly isDisabled: boolean;
  readonly change: (fields: ProjectFields) => Promise<string | undefined>;
};

/** How a project is planned, and whether it is out of the way. */
export function RuleFields({ project, isDisabled, change, act }: RuleFieldsProps) {
  // An archived project is out of sight at once: what brings it back is offered with it.
  const archive = (isArchived: boolean): void => {
    const label = isArchived ? `Archive ${project.name}` : `Restore ${project.name}`;
    const announcement = isArchived ? `${project.name} is archived` : `${project.name} is back in the plan`;
    const commands = [{ kind: 'project.update', id: project.id, fields: { isArchived } }] as const;
    void act({ commands, label, announcement }, { isUndoOffered: true });
  };
  return (
    <DrawerSection title="Rules">
      <Switch
        isSelected={project.isConfirmed}
        isDisabled={isDisabled}
        description="Tentative projects are hatched; their load counts separately."
        onChange={(isConfirmed) => void change({ isConfirmed })}
      >
        Confirmed
      </Switch>
      <Switch
        isSelected={project.autoSchedule}
        isDisabled={isDisabled}
        description="Successors are pushed when a phase moves on to them."
        onChange={(autoSchedule) => void change({ autoSchedule })}
      >
        Automatic scheduling
      </Switch>
      <Switch
        isSelected={project.workingDays}
        isDisabled={isDisabled}
        description="Lengths and lags skip weekends and holidays of the site."
        onChange={(workingDays) => void change({ workingDays })}
      >
        Count in working days
      </Switch>
      <Switch
        isSelected={project.hasFixedDates}
        isDisabled={isDisabled}
        description="The project may be longer than its phases."
        onChange={(hasFixedDates) => void change({ hasFixedDates })}
      >
        Fixed dates
      </Switch>
      <Switch isSelected={project.isArchived} isDisabled={isDisabled} onChange={archive}>
        Archived
      </Switch>
    </DrawerSection>
  );
}

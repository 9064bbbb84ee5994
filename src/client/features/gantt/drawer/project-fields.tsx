import type { ProjectFields as ProjectChange } from '../../../../planning/commands/command.ts';
import { childrenOf } from '../../../../planning/plan.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Select } from '../../../ui/select.tsx';
import { reschedule } from '../cell-edit.ts';
import { rename } from '../gantt-actions.ts';
import type { GanttItem } from '../gantt-items.ts';
import { CommercialFields } from './commercial-fields.tsx';
import { ColorPicker } from '../../../ui/color-picker.tsx';
import { CommitDateField, CommitTextField } from './commit-fields.tsx';
import type { DrawerProps } from './drawer-props.ts';
import { NotesField } from './phase-fields.tsx';
import { RuleFields } from './rule-fields.tsx';
import styles from './drawer.module.css';

export type ProjectFieldsProps = DrawerProps & { readonly item: Extract<GanttItem, { kind: 'project' }> };

/** Everything about a project that is its own. */
export function ProjectFields({ plan, item, canEdit, act }: ProjectFieldsProps) {
  const { project } = item;
  const isDisabled = !canEdit;
  const followsPhases = childrenOf(plan, project.id, null).length > 0 && !project.hasFixedDates;
  const change = (fields: ProjectChange) =>
    act({ commands: [{ kind: 'project.update', id: project.id, fields }], label: `Change ${project.name}` });
  const sites = [...plan.sites.values()].map((site) => ({ key: site.id, label: site.name }));
  const staff = [...plan.staff.values()]
    .filter((person) => person.isActive || person.id === project.managerId || person.id === project.salesManagerId)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((person) => ({ key: person.id, label: person.name, ...(person.jobTitle === null ? {} : { note: person.jobTitle }) }));
  return (
    <>
      <DrawerSection title="Project">
        <CommitTextField
          label="Name"
          value={project.name}
          isRequired
          isDisabled={isDisabled}
          onCommit={(name) => act(rename(item, name))}
        />
        <div className={styles.pair}>
          <CommitDateField
            label="Start"
            value={project.startOn}
            isDisabled={isDisabled}
            onCommit={(startOn) => act(reschedule(item, startOn, project.endOn + startOn - project.startOn))}
          />
          <CommitDateField
            label="End"
            value={project.endOn}
            isDisabled={isDisabled || followsPhases}
            {...(followsPhases ? { description: 'Follows from its phases' } : {})}
            onCommit={(endOn) =>
              endOn < project.startOn ? Promise.resolve('The end is before the start') : act(reschedule(item, project.startOn, endOn))
            }
          />
        </div>
        <Select
          label="Site"
          choices={sites}
          value={project.siteId}
          isDisabled={isDisabled}
          onChange={(siteId) => void change({ siteId })}
        />
        <ComboBox
          label="Project manager"
          placeholder="Nobody"
          choices={staff}
          value={project.managerId}
          isDisabled={isDisabled}
          onChange={(managerId) => void change({ managerId })}
        />
        <ColorPicker
          label="Colour"
          inheritedLabel="Automatic"
          value={project.color}
          isDisabled={isDisabled}
          onChange={(color) => void change({ color })}
        />
        <NotesField owner={project} isDisabled={isDisabled} onCommit={(notes) => change({ notes })} />
      </DrawerSection>
      <CommercialFields {...{ project, staff, isDisabled, change }} />
      <RuleFields {...{ project, isDisabled, change, act }} />
    </>
  );
}

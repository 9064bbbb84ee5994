import type { PhaseFields as PhaseChange } from '../../../../planning/commands/command.ts';
import type { Phase, PhaseStatus } from '../../../../planning/model.ts';
import { calendarOf } from '../../../../planning/calendar/calendar-of.ts';
import { hasChildren } from '../../../../planning/plan.ts';
import { Switch } from '../../../ui/checkbox.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Select } from '../../../ui/select.tsx';
import { reschedule } from '../cell-edit.ts';
import { rename, toggleMilestone } from '../gantt-actions.ts';
import type { GanttItem } from '../gantt-items.ts';
import { workingDaysOf } from '../gantt-rows.ts';
import { completionOf } from '../../../../planning/schedule/completion.ts';
import { ColorPicker } from '../../../ui/color-picker.tsx';
import { CommitDateField, CommitNumberField, CommitTextField } from './commit-fields.tsx';
import type { DrawerProps } from './drawer-props.ts';
import styles from './drawer.module.css';

const statuses: readonly { readonly key: PhaseStatus; readonly label: string }[] = [
  { key: 'todo', label: 'To do' },
  { key: 'inProgress', label: 'In progress' },
  { key: 'blocked', label: 'Blocked' },
  { key: 'done', label: 'Done' },
];
const edges = [
  { key: 'end', label: 'End of the day' },
  { key: 'start', label: 'Start of the day' },
] as const;

export type PhaseFieldsProps = DrawerProps & { readonly item: Extract<GanttItem, { kind: 'phase' }>; readonly canReport: boolean };

/** Everything about a phase that is its own. */
export function PhaseFields({ plan, item, canEdit, canReport, act }: PhaseFieldsProps) {
  const { phase, project } = item;
  const holdsOthers = hasChildren(plan, phase.id);
  const isDisabled = !canEdit;
  const change = (fields: PhaseChange, label = `Change ${phase.name}`) =>
    act({ commands: [{ kind: 'phase.update', id: phase.id, fields }], label });
  const calendar = calendarOf(plan, project.siteId);
  return (
    <DrawerSection title="Phase">
      <CommitTextField label="Name" value={phase.name} isRequired isDisabled={isDisabled} onCommit={(name) => act(rename(item, name))} />
      <div className={styles.pair}>
        <CommitDateField
          label={phase.isMilestone ? 'Date' : 'Start'}
          value={phase.startOn}
          isDisabled={isDisabled}
          onCommit={(startOn) => act(reschedule(item, startOn, phase.endOn + startOn - phase.startOn))}
        />
        {phase.isMilestone ? null : (
          <CommitDateField
            label="End"
            value={phase.endOn}
            isDisabled={isDisabled || holdsOthers}
            onCommit={(endOn) =>
              endOn < phase.startOn ? Promise.resolve('The end is before the start') : act(reschedule(item, phase.startOn, endOn))
            }
          />
        )}
      </div>
      <div className={styles.pair}>
        {phase.isMilestone ? (
          <Select
            label="Stands at the"
            choices={edges}
            value={phase.milestoneEdge}
            isDisabled={isDisabled}
            onChange={(milestoneEdge) => void change({ milestoneEdge })}
          />
        ) : (
          <CommitNumberField
            label="Duration"
            unit="wd"
            minValue={1}
            maxValue={10_000}
            value={workingDaysOf(plan, item)}
            isDisabled={isDisabled || holdsOthers}
            onCommit={(days) =>
              act(reschedule(item, phase.startOn, Math.max(phase.startOn, calendar.addWorkingDays(phase.startOn, days ?? 1) - 1)))
            }
          />
        )}
        <CommitNumberField
          label="Progress"
          unit="%"
          minValue={0}
          maxValue={100}
          step={5}
          value={Math.round(completionOf(plan, phase.id))}
          isDisabled={!canReport || holdsOthers}
          onCommit={(completionPercent) =>
            act({ commands: [{ kind: 'progress.set', id: phase.id, completionPercent }], label: `Set progress of ${phase.name}` })
          }
        />
      </div>
      <div className={styles.pair}>
        <Select
          label="Status"
          choices={statuses}
          placeholder="As its phases"
          value={holdsOthers ? null : phase.status}
          isDisabled={isDisabled || holdsOthers}
          onChange={(status) => void change({ status })}
        />
        <Switch
          className={styles.switch}
          isSelected={phase.isMilestone}
          isDisabled={isDisabled || holdsOthers}
          onChange={() => void act(toggleMilestone(plan, item))}
        >
          Milestone
        </Switch>
      </div>
      {holdsOthers ? <p className={styles.hint}>End, duration, progress and status follow from the phases in it.</p> : null}
      <ColorPicker
        label="Colour"
        inheritedLabel="As the project"
        value={phase.color}
        isDisabled={isDisabled}
        onChange={(color) => void change({ color })}
      />
      <NotesField owner={phase} isDisabled={isDisabled} onCommit={(notes) => change({ notes })} />
    </DrawerSection>
  );
}

type NotesFieldProps = {
  readonly owner: Pick<Phase, 'notes'>;
  readonly isDisabled: boolean;
  readonly onCommit: (notes: string | null) => Promise<string | undefined>;
};

export function NotesField({ owner, isDisabled, onCommit }: NotesFieldProps) {
  return (
    <CommitTextField
      label="Notes"
      isMultiline
      maxLength={20_000}
      value={owner.notes ?? ''}
      isDisabled={isDisabled}
      onCommit={(text) => onCommit(text === '' ? null : text)}
    />
  );
}

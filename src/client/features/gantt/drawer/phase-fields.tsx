import type { Day } from '../../../../lib/days.ts';
import type { PhaseFields as PhaseChange } from '../../../../planning/commands/command.ts';
import type { Phase } from '../../../../planning/model.ts';
import { calendarOf } from '../../../../planning/calendar/calendar-of.ts';
import { hasChildren } from '../../../../planning/plan.ts';
import { Switch } from '../../../ui/checkbox.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Select } from '../../../ui/select.tsx';
import { reschedule } from '../cell-edit.ts';
import { rename, toggleMilestone, type Action } from '../gantt-actions.ts';
import type { GanttItem } from '../gantt-items.ts';
import { workingDaysOf } from '../gantt-rows.ts';
import { completionOf } from '../../../../planning/schedule/completion.ts';
import { ColorPicker } from '../../../ui/color-picker.tsx';
import { statusChoices } from '../phase-status.ts';
import { CommitDateField, CommitNumberField, CommitTextField } from './commit-fields.tsx';
import type { DrawerProps } from './drawer-props.ts';
import styles from './drawer.module.css';

const edges = [
  { key: 'end', label: 'End of the day' },
  { key: 'start', label: 'Start of the day' },
] as const;

export type PhaseFieldsProps = DrawerProps & { readonly item: Extract<GanttItem, { kind: 'phase' }>; readonly canReport: boolean };

/** Everything about a phase that is its own. */
export function PhaseFields(props: PhaseFieldsProps) {
  const { plan, item, canEdit, act } = props;
  const { phase } = item;
  return (
    <DrawerSection title="Phase">
      <CommitTextField label="Name" value={phase.name} isRequired isDisabled={!canEdit} onCommit={(name) => act(rename(item, name))} />
      <DateFields {...props} />
      <div className={styles.pair}>
        {phase.isMilestone ? <EdgeField {...props} /> : <DurationField {...props} />}
        <ProgressField {...props} />
      </div>
      <StatusFields {...props} />
      {hasChildren(plan, phase.id) ? <p className={styles.hint}>End, duration, progress and status follow from the phases in it.</p> : null}
      <ColorPicker
        label="Colour"
        inheritedLabel="As the project"
        value={phase.color}
        isDisabled={!canEdit}
        onChange={(color) => void act(changeOf(phase, { color }))}
      />
      <NotesField owner={phase} isDisabled={!canEdit} onCommit={(notes) => act(changeOf(phase, { notes }))} />
    </DrawerSection>
  );
}

function changeOf({ id, name }: Phase, fields: PhaseChange): Action {
  return { commands: [{ kind: 'phase.update', id, fields }], label: `Change ${name}` };
}

function DateFields({ plan, item, canEdit, act }: PhaseFieldsProps) {
  const { phase } = item;
  const handleEnd = (endOn: Day) =>
    endOn < phase.startOn ? Promise.resolve('The end is before the start') : act(reschedule(item, phase.startOn, endOn));
  return (
    <div className={styles.pair}>
      <CommitDateField
        label={phase.isMilestone ? 'Date' : 'Start'}
        value={phase.startOn}
        isDisabled={!canEdit}
        onCommit={(startOn) => act(reschedule(item, startOn, phase.endOn + startOn - phase.startOn))}
      />
      {phase.isMilestone ? null : (
        <CommitDateField label="End" value={phase.endOn} isDisabled={!canEdit || hasChildren(plan, phase.id)} onCommit={handleEnd} />
      )}
    </div>
  );
}

function EdgeField({ item: { phase }, canEdit, act }: PhaseFieldsProps) {
  return (
    <Select
      label="Stands at the"
      choices={edges}
      value={phase.milestoneEdge}
      isDisabled={!canEdit}
      onChange={(milestoneEdge) => void act(changeOf(phase, { milestoneEdge }))}
    />
  );
}

function DurationField({ plan, item, canEdit, act }: PhaseFieldsProps) {
  const { startOn } = item.phase;
  const endAfter = (days: number) => calendarOf(plan, item.project.siteId).addWorkingDays(startOn, days) - 1;
  return (
    <CommitNumberField
      label="Duration"
      unit="wd"
      minValue={1}
      maxValue={10_000}
      value={workingDaysOf(plan, item)}
      isDisabled={!canEdit || hasChildren(plan, item.id)}
      onCommit={(days) => act(reschedule(item, startOn, Math.max(startOn, endAfter(days ?? 1))))}
    />
  );
}

function ProgressField({ plan, item: { phase }, canReport, act }: PhaseFieldsProps) {
  return (
    <CommitNumberField
      label="Progress"
      unit="%"
      minValue={0}
      maxValue={100}
      step={5}
      value={Math.round(completionOf(plan, phase.id))}
      isDisabled={!canReport || hasChildren(plan, phase.id)}
      onCommit={(completionPercent) =>
        act({ commands: [{ kind: 'progress.set', id: phase.id, completionPercent }], label: `Set progress of ${phase.name}` })
      }
    />
  );
}

function StatusFields({ plan, item, canEdit, act }: PhaseFieldsProps) {
  const { phase } = item;
  const holdsOthers = hasChildren(plan, phase.id);
  const isDisabled = !canEdit || holdsOthers;
  return (
    <div className={styles.pair}>
      <Select
        label="Status"
        choices={statusChoices}
        placeholder="As its phases"
        value={holdsOthers ? null : phase.status}
        isDisabled={isDisabled}
        onChange={(status) => void act(changeOf(phase, { status }))}
      />
      <Switch
        className={styles.switch}
        isSelected={phase.isMilestone}
        isDisabled={isDisabled}
        onChange={() => void act(toggleMilestone(plan, item))}
      >
        Milestone
      </Switch>
    </div>
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

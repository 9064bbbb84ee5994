import { X } from 'lucide-react';
import { createUuid } from '../../../../lib/uuid.ts';
import type { Assignment, AssignmentId, StaffId } from '../../../../planning/model.ts';
import { assignmentsOf, type Plan } from '../../../../planning/plan.ts';
import { IconButton } from '../../../ui/button.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import { CommitNumberField } from './commit-fields.tsx';
import type { DrawerProps } from './drawer-props.ts';
import { OwnDays } from './own-days.tsx';
import { RemovableList } from './removable-list.tsx';
import { SearchBox, type Found } from './search-box.tsx';
import styles from './drawer.module.css';

const USUAL_PERCENT = 50;
const MAX_FOUND = 30;

/** Who works on an item. A phase's assignments follow its days, a project's have their own. */
export function PeopleSection(props: DrawerProps & { readonly item: GanttItem }) {
  const { plan, item, canEdit, act } = props;
  const assignments = assignmentsOf(plan, item.id);
  const add = (staffId: string): void => {
    const id = createUuid() as AssignmentId; // Born here: a command carries the final id.
    const owner =
      item.kind === 'project'
        ? { projectId: item.id, phaseId: null, startOn: item.project.startOn, endOn: item.project.endOn }
        : { projectId: null, phaseId: item.id, startOn: null, endOn: null };
    void act({
      // The search offers staff alone.
      commands: [{ kind: 'assignment.set', id, fields: { staffId: staffId as StaffId, allocationPercent: USUAL_PERCENT, ...owner } }],
      label: `Assign to ${nameOf(item)}`,
    });
  };
  return (
    <DrawerSection title="People">
      {assignments.length === 0 ? <p className={styles.hint}>Nobody is assigned.</p> : null}
      <RemovableList count={assignments.length}>
        {assignments.map((assignment) => (
          <AssignmentRow key={assignment.id} {...props} assignment={assignment} />
        ))}
      </RemovableList>
      {canEdit ? (
        <SearchBox label="Assign a person" placeholder="Assign a person…" find={(text) => findStaff(plan, item, text)} onPick={add} />
      ) : null}
    </DrawerSection>
  );
}

type AssignmentRowProps = DrawerProps & { readonly assignment: Assignment };

function AssignmentRow({ plan, assignment, canEdit, act }: AssignmentRowProps) {
  const name = plan.staff.get(assignment.staffId)?.name ?? 'Somebody of another site';
  const { id, startOn, endOn } = assignment;
  const change = (fields: Partial<Omit<Assignment, 'id'>>, label: string): Promise<string | undefined> =>
    act({ commands: [{ kind: 'assignment.set', id, fields }], label });
  return (
    <li className={styles.entry}>
      <div className={styles.link}>
        <span className={styles.person} title={name}>
          {name}
        </span>
        <CommitNumberField
          label={`Allocation of ${name} in percent`}
          isLabelHidden
          value={assignment.allocationPercent}
          minValue={1}
          maxValue={100}
          step={1}
          unit="%"
          isDisabled={!canEdit}
          className={styles.linkLag}
          onCommit={(percent) => change({ allocationPercent: percent ?? USUAL_PERCENT }, `Change allocation of ${name}`)}
        />
        <IconButton
          icon={<X size={14} />}
          size="small"
          label={`Remove ${name}`}
          isDisabled={!canEdit}
          onPress={() =>
            void act({ commands: [{ kind: 'assignment.remove', id }], label: `Remove ${name}`, announcement: `${name} removed` })
          }
        />
      </div>
      {startOn === null || endOn === null ? null : (
        <OwnDays
          what={`Assignment of ${name}`}
          startOn={startOn}
          endOn={endOn}
          isDisabled={!canEdit}
          onCommit={(days) => change(days, `Change assignment of ${name}`)}
        />
      )}
    </li>
  );
}

function findStaff(plan: Plan, item: GanttItem, text: string): Found[] {
  const words = text.trim().toLocaleLowerCase();
  const assigned = new Set(assignmentsOf(plan, item.id).map((assignment) => assignment.staffId));
  return [...plan.staff.values()]
    .filter((staff) => staff.isActive && !assigned.has(staff.id) && staff.name.toLocaleLowerCase().includes(words))
    .sort(
      (a, b) => Number(b.homeSiteId === item.project.siteId) - Number(a.homeSiteId === item.project.siteId) || a.name.localeCompare(b.name),
    )
    .slice(0, MAX_FOUND)
    .map((staff) => ({ id: staff.id, name: staff.name, note: staff.jobTitle ?? '' }));
}

import { X } from 'lucide-react';
import { createUuid } from '../../../../lib/uuid.ts';
import type { AssignmentId, StaffId } from '../../../../planning/model.ts';
import { assignmentsOf, reservationsOf, type Plan } from '../../../../planning/plan.ts';
import { IconButton } from '../../../ui/button.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { rangeText } from '../describe.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import { CommitNumberField } from './commit-fields.tsx';
import type { DrawerProps } from './drawer-props.ts';
import { SearchBox, type Found } from './search-box.tsx';
import styles from './drawer.module.css';

const USUAL_PERCENT = 50;
const MAX_FOUND = 30;

/** Who works on an item, and which instruments are booked for it. */
export function PeopleSection({ plan, item, canEdit, act, format }: DrawerProps & { readonly item: GanttItem }) {
  const assignments = assignmentsOf(plan, item.id);
  const bookings = reservationsOf(plan, item.id);
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
    <>
      <DrawerSection title="People">
        {assignments.length === 0 ? <p className={styles.hint}>Nobody is assigned.</p> : null}
        <ul className={styles.links}>
          {assignments.map((assignment) => {
            const name = plan.staff.get(assignment.staffId)?.name ?? 'Somebody of another site';
            return (
              <li key={assignment.id} className={styles.link}>
                <span className={styles.person}>{name}</span>
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
                  onCommit={(percent) =>
                    act({
                      commands: [{ kind: 'assignment.set', id: assignment.id, fields: { allocationPercent: percent ?? USUAL_PERCENT } }],
                      label: `Change allocation of ${name}`,
                    })
                  }
                />
                <IconButton
                  icon={<X size={14} />}
                  size="small"
                  label={`Remove ${name}`}
                  isDisabled={!canEdit}
                  onPress={() => void act({ commands: [{ kind: 'assignment.remove', id: assignment.id }], label: `Remove ${name}` })}
                />
              </li>
            );
          })}
        </ul>
        {canEdit ? (
          <SearchBox label="Assign a person" placeholder="Assign a person…" find={(text) => findStaff(plan, item, text)} onPick={add} />
        ) : null}
      </DrawerSection>
      {bookings.length === 0 ? null : (
        <DrawerSection title="Equipment">
          <ul className={styles.links}>
            {bookings.map((booking) => (
              <li key={booking.id} className={styles.booking}>
                <span>{plan.equipment.get(booking.equipmentId)?.name ?? 'An item of another site'}</span>
                <span className={styles.hint}>{rangeText(format, booking.startOn, booking.endOn)}</span>
              </li>
            ))}
          </ul>
        </DrawerSection>
      )}
    </>
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

import { X } from 'lucide-react';
import type { Day } from '../../../../lib/days.ts';
import { createUuid } from '../../../../lib/uuid.ts';
import type { EquipmentId, Reservation, ReservationId } from '../../../../planning/model.ts';
import { reservationsOf, reservationsOfEquipment, type Plan } from '../../../../planning/plan.ts';
import { IconButton } from '../../../ui/button.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { rangeText } from '../describe.ts';
import { nameOf, spanOf, type GanttItem } from '../gantt-items.ts';
import type { DrawerProps } from './drawer-props.ts';
import { OwnDays } from './own-days.tsx';
import { RemovableList } from './removable-list.tsx';
import { SearchBox, type Found } from './search-box.tsx';
import styles from './drawer.module.css';

const MAX_FOUND = 30;

/** The instruments that are booked for an item. A phase's bookings follow its days, a project's have their own. */
export function EquipmentSection(props: DrawerProps & { readonly item: GanttItem }) {
  const { plan, item, canEdit, act } = props;
  const bookings = [...reservationsOf(plan, item.id)].sort((a, b) => a.startOn - b.startOn);
  const add = (equipmentId: string): void => {
    const id = createUuid() as ReservationId; // Born here: a command carries the final id.
    const owner = item.kind === 'project' ? { projectId: item.id, phaseId: null } : { projectId: null, phaseId: item.id };
    // The search offers equipment alone.
    const fields = { equipmentId: equipmentId as EquipmentId, ...owner };
    const name = plan.equipment.get(fields.equipmentId)?.name ?? 'equipment';
    void act({
      commands: [{ kind: 'booking.set', id, fields }],
      label: `Book ${name}`,
      announcement: `${name} booked for ${nameOf(item)}`,
    });
  };
  return (
    <DrawerSection title="Equipment">
      {bookings.length === 0 ? <p className={styles.hint}>Nothing is booked.</p> : null}
      <RemovableList count={bookings.length}>
        {bookings.map((booking) => (
          <BookingRow key={booking.id} {...props} booking={booking} />
        ))}
      </RemovableList>
      {canEdit ? (
        <SearchBox label="Book equipment" placeholder="Book equipment…" find={(text) => findEquipment(props, text)} onPick={add} />
      ) : null}
    </DrawerSection>
  );
}

function BookingRow({
  plan,
  booking,
  format,
  item,
  canEdit,
  act,
}: DrawerProps & { readonly booking: Reservation; readonly item: GanttItem }) {
  const name = plan.equipment.get(booking.equipmentId)?.name ?? 'An item of another site';
  const remove = (): void =>
    void act({
      commands: [{ kind: 'booking.remove', id: booking.id }],
      label: `Remove booking of ${name}`,
      announcement: `${name} is no longer booked for ${nameOf(item)}`,
    });
  return (
    <li className={styles.entry}>
      <div className={styles.link}>
        <span className={styles.person} title={name}>
          {name}
        </span>
        {item.kind === 'phase' ? <span className={styles.hint}>{rangeText(format, booking.startOn, booking.endOn)}</span> : null}
        <IconButton icon={<X size={14} />} size="small" label={`Remove booking of ${name}`} isDisabled={!canEdit} onPress={remove} />
      </div>
      {item.kind === 'project' ? (
        <OwnDays
          what={`Booking of ${name}`}
          startOn={booking.startOn}
          endOn={booking.endOn}
          isDisabled={!canEdit}
          onCommit={(days) =>
            act({ commands: [{ kind: 'booking.set', id: booking.id, fields: days }], label: `Change booking of ${name}` })
          }
        />
      ) : null}
    </li>
  );
}

/** Equipment by name and type, that of the project's own site first; what is taken on the item's days says so. */
function findEquipment({ plan, item, format }: DrawerProps & { readonly item: GanttItem }, text: string): Found[] {
  const words = text.trim().toLocaleLowerCase();
  const booked = new Set(Array.from(reservationsOf(plan, item.id), ({ equipmentId }) => equipmentId));
  const { startOn, endOn } = spanOf(item);
  return [...plan.equipment.values()]
    .filter(
      ({ id, isActive, name, typeName }) => isActive && !booked.has(id) && `${name} ${typeName ?? ''}`.toLocaleLowerCase().includes(words),
    )
    .sort((a, b) => Number(b.siteId === item.project.siteId) - Number(a.siteId === item.project.siteId) || a.name.localeCompare(b.name))
    .slice(0, MAX_FOUND)
    .map(({ id, name, typeName, siteId }) => {
      const taken = findTaken(plan, id, startOn, endOn);
      const site = siteId === item.project.siteId ? null : plan.sites.get(siteId)?.name;
      const note = [taken ? `taken ${format.short(taken.startOn)} – ${format.short(taken.endOn)}` : typeName, site]
        .filter(Boolean)
        .join(' · ');
      return { id, name, note };
    });
}

function findTaken(plan: Plan, id: EquipmentId, startOn: Day, endOn: Day): Reservation | undefined {
  return reservationsOfEquipment(plan, id).find((other) => other.startOn <= endOn && other.endOn >= startOn);
}

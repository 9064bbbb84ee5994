import { X } from 'lucide-react';
import { createUuid } from '../../../../lib/uuid.ts';
import type { Dependency, DependencyId, DependencyType, Phase, PhaseId } from '../../../../planning/model.ts';
import { ancestorsOf, predecessorLinksOf, successorLinksOf, type Plan } from '../../../../planning/plan.ts';
import { IconButton } from '../../../ui/button.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Select } from '../../../ui/select.tsx';
import { CommitNumberField } from './commit-fields.tsx';
import type { DrawerProps } from './drawer-props.ts';
import { RemovableList } from './removable-list.tsx';
import { SearchBox, type Found } from './search-box.tsx';
import styles from './drawer.module.css';

const types: readonly { readonly key: DependencyType; readonly label: string; readonly note: string }[] = [
  { key: 'FS', label: 'FS', note: 'Finish to start' },
  { key: 'SS', label: 'SS', note: 'Start to start' },
  { key: 'FF', label: 'FF', note: 'Finish to finish' },
  { key: 'SF', label: 'SF', note: 'Start to finish' },
];
const MAX_FOUND = 30;
const MAX_LAG_DAYS = 3650;

export type DependencySectionProps = DrawerProps & { readonly phase: Phase; readonly side: 'predecessors' | 'successors' };

/** The links to one side of a phase: what they are, adding one by name, type and lag, removing. */
export function DependencySection(props: DependencySectionProps) {
  const { plan, phase, side, canEdit, act } = props;
  const isBefore = side === 'predecessors';
  const links = isBefore ? predecessorLinksOf(plan, phase.id) : successorLinksOf(plan, phase.id);
  const add = (otherId: string): void => {
    // The search offers phases alone, and a new link's id is born here.
    const [other, id] = [otherId as PhaseId, createUuid() as DependencyId];
    const [predecessorId, successorId] = isBefore ? [other, phase.id] : [phase.id, other];
    const name = plan.phases.get(other)?.name ?? 'phase';
    void act({
      commands: [{ kind: 'dependency.link', id, predecessorId, successorId, type: 'FS', lagDays: 0 }],
      label: `Link ${phase.name}`,
      announcement: isBefore ? `${phase.name} now follows ${name}` : `${name} now follows ${phase.name}`,
    });
  };
  return (
    <DrawerSection title={isBefore ? 'Predecessors' : 'Successors'}>
      {links.length === 0 ? <p className={styles.hint}>{isBefore ? 'Waits for nothing.' : 'Nothing waits for it.'}</p> : null}
      <RemovableList count={links.length}>
        {links.map((link) => (
          <LinkRow key={link.id} {...props} link={link} otherId={isBefore ? link.predecessorId : link.successorId} />
        ))}
      </RemovableList>
      {canEdit ? (
        <SearchBox
          label={isBefore ? 'Add a predecessor' : 'Add a successor'}
          placeholder={isBefore ? 'Add a predecessor…' : 'Add a successor…'}
          find={(text) => findLinkable(plan, phase, text)}
          onPick={add}
        />
      ) : null}
    </DrawerSection>
  );
}

type LinkRowProps = DependencySectionProps & { readonly link: Dependency; readonly otherId: PhaseId };

function LinkRow({ plan, phase, link, otherId, canEdit, act, onGoTo, side }: LinkRowProps) {
  const name = plan.phases.get(otherId)?.name ?? 'A phase that you may not see';
  const what = `${side === 'predecessors' ? 'predecessor' : 'successor'} ${name}`;
  return (
    <li className={styles.link}>
      <button type="button" className={styles.linkName} onClick={() => onGoTo(otherId)} title={name}>
        {name}
      </button>
      <Select
        label={`Type of ${what}`}
        isLabelHidden
        size="small"
        choices={types}
        value={link.type}
        isDisabled={!canEdit}
        className={styles.linkType}
        onChange={(type) =>
          void act({ commands: [{ kind: 'dependency.update', id: link.id, type }], label: `Change link of ${phase.name}` })
        }
      />
      <CommitNumberField
        label={`Lag of ${what} in ${countsWorkingDays(plan, link) ? 'working days' : 'days'}`}
        isLabelHidden
        value={link.lagDays}
        minValue={-MAX_LAG_DAYS}
        maxValue={MAX_LAG_DAYS}
        unit={countsWorkingDays(plan, link) ? 'wd' : 'd'}
        isDisabled={!canEdit}
        className={styles.linkLag}
        onCommit={(lagDays) =>
          act({ commands: [{ kind: 'dependency.update', id: link.id, lagDays: lagDays ?? 0 }], label: `Change lag of ${phase.name}` })
        }
      />
      <IconButton
        icon={<X size={14} />}
        size="small"
        label={`Remove ${what}`}
        isDisabled={!canEdit}
        onPress={() =>
          void act({
            commands: [{ kind: 'dependency.unlink', id: link.id }],
            label: `Unlink ${phase.name}`,
            announcement: `Link to ${name} removed`,
          })
        }
      />
    </li>
  );
}

/** A lag counts as the successor's project does. */
function countsWorkingDays(plan: Plan, { successorId }: Dependency): boolean {
  const phase = plan.phases.get(successorId);
  return phase !== undefined && plan.projects.get(phase.projectId)?.workingDays === true;
}

/** Phases that a link could lead to, those of the same project first. */
function findLinkable(plan: Plan, phase: Phase, text: string): Found[] {
  const words = text.trim().toLocaleLowerCase();
  const excluded = new Set<string>([
    phase.id,
    ...ancestorsOf(plan, phase.id).map((ancestor) => ancestor.id),
    ...predecessorLinksOf(plan, phase.id).map((link) => link.predecessorId),
    ...successorLinksOf(plan, phase.id).map((link) => link.successorId),
  ]);
  const near: Found[] = [];
  const far: Found[] = [];
  for (const other of plan.phases.values()) {
    if (excluded.has(other.id) || !other.name.toLocaleLowerCase().includes(words)) continue;
    const isNear = other.projectId === phase.projectId;
    if (isNear ? near.length >= MAX_FOUND : far.length >= MAX_FOUND) continue;
    const parent = other.parentId === null ? undefined : plan.phases.get(other.parentId)?.name;
    const project = plan.projects.get(other.projectId);
    if (!project || project.isMasked === true || project.isArchived) continue;
    (isNear ? near : far).push({ id: other.id, name: other.name, note: (isNear ? parent : project.name) ?? '' });
  }
  return [...near, ...far].slice(0, MAX_FOUND);
}

import { useState } from 'react';
import { childrenOf, type Plan } from '../../../../planning/plan.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { SearchBox, type Found } from '../drawer/search-box.tsx';
import { findItem, isParent, nameOf, type GanttItem } from '../gantt-items.ts';
import type { Act } from '../use-actions.ts';
import styles from './editing.module.css';
import { moveTo, namesOf, topPhases, type TreeTarget } from './many-actions.ts';
import { outlineNumberOf } from './outline-number.ts';
import { withReadableDays } from '../../../ui/format-day.ts';

type Where = 'into' | 'after';
const MAX_FOUND = 30;

export type MoveDialogProps = {
  readonly items: readonly GanttItem[];
  readonly canEdit: (item: GanttItem) => boolean;
  readonly act: Act;
  readonly onClose: () => void;
};

/** Moves rows to any place of any project, without dragging. */
export function MoveDialog({ items, canEdit, act, onClose }: MoveDialogProps) {
  const store = usePlanStore();
  const [targetId, setTargetId] = useState<string>();
  const [where, setWhere] = useState<Where>('into');
  const { plan } = store;
  const phases = topPhases(plan, items);
  const target = findItem(plan, targetId);
  const place = target && (target.kind === 'project' ? 'into' : where);
  const action = target && place ? moveTo(plan, phases, targetOf(plan, target, place)) : undefined;
  const outcome = action && 'commands' in action ? store.preview(action.commands) : undefined;
  const reason =
    action && 'reason' in action ? action.reason : outcome?.kind === 'refused' ? withReadableDays(outcome.refusal.message) : undefined;
  return (
    <Dialog
      title={`Move ${namesOf(phases)}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            tone="primary"
            isDisabled={!action || reason !== undefined}
            onPress={() => {
              onClose();
              if (action) void act(action, { isUndoOffered: true });
            }}
          >
            Move
          </Button>
        </>
      }
    >
      <SearchBox
        label="Project or phase"
        placeholder="Find a project or phase"
        find={(text) => findPlaces(plan, text, canEdit)}
        onPick={setTargetId}
      />
      {target && place ? (
        <>
          <output className={styles.summary}>
            {place === 'into' ? 'As the last part of ' : 'After '}
            <strong>{nameOf(target)}</strong>
            {target.kind === 'phase' ? ` in ${target.project.name}` : ''}
          </output>
          {target.kind === 'phase' ? (
            <Segmented
              label="Place"
              value={where}
              onChange={setWhere}
              choices={[
                { key: 'into', label: 'As part of it', short: 'As part of it' },
                { key: 'after', label: 'After it', short: 'After it' },
              ]}
            />
          ) : null}
        </>
      ) : null}
      {reason === undefined ? null : (
        <p className={styles.reasons} role="alert">
          {reason}
        </p>
      )}
    </Dialog>
  );
}

function targetOf(plan: Plan, target: GanttItem, place: Where): TreeTarget {
  const projectId = target.project.id;
  if (place === 'after' && target.kind === 'phase') return { projectId, parentId: target.phase.parentId, afterId: target.id };
  const parentId = target.kind === 'phase' ? target.id : null;
  return { projectId, parentId, afterId: childrenOf(plan, projectId, parentId).at(-1)?.id ?? null };
}

function findPlaces(plan: Plan, text: string, canEdit: (item: GanttItem) => boolean): readonly Found[] {
  const wanted = text.trim().toLocaleLowerCase();
  const found: Found[] = [];
  const look = (id: string): void => {
    const item = findItem(plan, id);
    if (!item || found.length >= MAX_FOUND || item.project.isArchived || !canEdit(item)) return;
    if (item.kind === 'phase' && item.phase.isMilestone) return;
    if (!nameOf(item).toLocaleLowerCase().includes(wanted)) return;
    const note = item.kind === 'project' ? 'Project' : `${outlineNumberOf(plan, item)} in ${item.project.name}`;
    found.push({ id, name: nameOf(item), note: isParent(plan, item) || item.kind === 'project' ? note : `${note}, a single phase` });
  };
  for (const id of plan.projects.keys()) look(id);
  for (const id of plan.phases.keys()) look(id);
  return found;
}

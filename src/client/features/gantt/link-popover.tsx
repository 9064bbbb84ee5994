import { ArrowRight, Trash2 } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Button as AnchorButton } from 'react-aria-components/Button';
import type { Dependency, DependencyId, DependencyType, PhaseId, Project } from '../../../planning/model.ts';
import { findItem } from './gantt-items.ts';
import type { Plan } from '../../../planning/plan.ts';
import { Button } from '../../ui/button.tsx';
import { PopoverDialog } from '../../ui/popover.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { OpenLink } from '../../timeline/timeline-model.ts';
import { CommitNumberField } from './drawer/commit-fields.tsx';
import { linkTypeNames, sidesOfType } from './link-types.ts';
import styles from './gantt.module.css';
import linkStyles from './link-popover.module.css';
import type { Act } from './use-actions.ts';

const MAX_LAG_DAYS = 3650;
const types = (['FS', 'SS', 'FF', 'SF'] as const).map((key) => ({ key, label: linkTypeNames[key], short: key }));

export type LinkPopoverProps = {
  readonly plan: Plan;
  readonly linkId: DependencyId;
  readonly at: { readonly x: number; readonly y: number };
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
  readonly onGoTo: (id: string) => void;
  readonly onTakeEnd: (link: OpenLink) => void;
  readonly onClose: () => void;
};

/** An arrow where it was pressed: what it joins, how, with which lag; its ends can be taken to other bars, and it can go. */
export function LinkPopover({ plan, linkId, at, canEdit, act, onGoTo, onTakeEnd, onClose }: LinkPopoverProps) {
  const link = plan.dependencies.get(linkId);
  if (!link) return null;
  const successor = findItem(plan, link.successorId);
  const nameOf = (id: PhaseId) => plan.phases.get(id)?.name ?? 'A phase that you may not see';
  const [from, to] = [nameOf(link.predecessorId), nameOf(link.successorId)];
  const isLocked = !successor || !canEdit(successor.project);
  const unit = successor?.project.workingDays === true ? 'wd' : 'd';
  return (
    <DialogTrigger
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <AnchorButton className={styles.anchor ?? ''} style={{ left: at.x, top: at.y }} excludeFromTabOrder aria-label="Link" />
      <PopoverDialog label={`Link from ${from} to ${to}`} placement="bottom start">
        <div className={linkStyles.panel}>
          <p className={linkStyles.ends}>
            <button type="button" className={linkStyles.end} onClick={() => onGoTo(link.predecessorId)}>
              {from}
            </button>
            <ArrowRight size={14} aria-label="to" />
            <button type="button" className={linkStyles.end} onClick={() => onGoTo(link.successorId)}>
              {to}
            </button>
          </p>
          {isLocked ? (
            <p className={linkStyles.note}>
              {linkTypeNames[link.type]}, lag {link.lagDays} {unit}. You may look at it, not change it.
            </p>
          ) : (
            <LinkFields {...{ link, from, to, unit, act, onTakeEnd, onClose }} />
          )}
        </div>
      </PopoverDialog>
    </DialogTrigger>
  );
}

type LinkFieldsProps = Pick<LinkPopoverProps, 'act' | 'onTakeEnd' | 'onClose'> & {
  readonly link: Dependency;
  /** Names of the phases that it joins. */
  readonly from: string;
  readonly to: string;
  readonly unit: 'wd' | 'd';
};

function LinkFields({ link, from, to, unit, act, onTakeEnd, onClose }: LinkFieldsProps) {
  const take = (held: 'from' | 'to'): void => {
    onClose();
    const [fromSide, toSide] = sidesOfType(link.type);
    const fixed = held === 'to' ? { rowId: link.predecessorId, side: fromSide } : { rowId: link.successorId, side: toSide };
    onTakeEnd({ linkId: link.id, fixed, held });
  };
  const remove = (): void => {
    onClose();
    const announcement = `Link from ${from} to ${to} removed`;
    void act({ commands: [{ kind: 'dependency.unlink', id: link.id }], label: `Unlink ${to}`, announcement }, { isUndoOffered: true });
  };
  return (
    <>
      <Segmented
        label="Type of link"
        choices={types}
        value={link.type}
        onChange={(type) =>
          void act({
            commands: [{ kind: 'dependency.update', id: link.id, type }],
            label: `Change link of ${to}`,
            announcement: `${from} to ${to}, ${linkTypeNames[type].toLowerCase()}`,
          })
        }
      />
      <p className={linkStyles.note}>{sentenceOf(link.type, from, to)}</p>
      <div className={linkStyles.lagRow}>
        <CommitNumberField
          label={unit === 'wd' ? 'Lag in working days' : 'Lag in days'}
          value={link.lagDays}
          minValue={-MAX_LAG_DAYS}
          maxValue={MAX_LAG_DAYS}
          unit={unit}
          className={linkStyles.lag}
          onCommit={(lagDays) =>
            act({ commands: [{ kind: 'dependency.update', id: link.id, lagDays: lagDays ?? 0 }], label: `Change lag of ${to}` })
          }
        />
        <Button size="small" tone="danger" icon={<Trash2 size={14} />} onPress={remove}>
          Remove
        </Button>
      </div>
      <div className={linkStyles.actions}>
        <Button size="small" tone="quiet" onPress={() => take('from')}>
          Other predecessor…
        </Button>
        <Button size="small" tone="quiet" onPress={() => take('to')}>
          Other successor…
        </Button>
      </div>
    </>
  );
}

function sentenceOf(type: DependencyType, from: string, to: string): string {
  switch (type) {
    case 'FS':
      return `${to} starts after ${from} has finished.`;
    case 'SS':
      return `${to} starts when ${from} has started.`;
    case 'FF':
      return `${to} finishes when ${from} has finished.`;
    case 'SF':
      return `${to} finishes when ${from} has started.`;
  }
}

import { useState } from 'react';
import { compareWithKept, type Comparison, type KeptDates, type SlippedItem } from '../../../../planning/schedule/slip.ts';
import type { PhaseId } from '../../../../planning/model.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { countText } from '../describe.ts';
import type { PanelProps } from './panel-props.ts';
import { slipText, type Baseline } from './use-baseline.ts';
import styles from './panels.module.css';

const SHOWN = 8;

export type ComparisonSectionProps = Pick<PanelProps, 'plan' | 'format' | 'onGoTo'> & { readonly baseline: Baseline };

/** What became later, earlier, was added and removed since a baseline, the worst first. */
export function ComparisonSection({ plan, format, baseline, onGoTo }: ComparisonSectionProps) {
  const comparison = compareWithKept(plan, [...baseline.items.values()]);
  const { later, earlier, unchangedCount, addedIds, removed } = comparison;
  const rangeOf = ({ startOn, endOn }: KeptDates) => `${format.short(startOn)} – ${format.short(endOn)}`;
  return (
    <DrawerSection title={`Since ${baseline.name}`}>
      <p className={styles.summary}>{summaryText(comparison)}</p>
      <Slipped title="Ends later" tone="bad" items={later} rangeOf={rangeOf} onGoTo={onGoTo} />
      <Slipped title="Ends earlier" tone="good" items={earlier} rangeOf={rangeOf} onGoTo={onGoTo} />
      <Names
        title="Added"
        names={addedIds.map((id: PhaseId) => ({ id, name: plan.phases.get(id)?.name ?? '', note: '' }))}
        onGoTo={onGoTo}
      />
      <Names
        title="No longer in the plan"
        names={removed.map((kept) => ({ id: undefined, name: kept.name, note: rangeOf(kept) }))}
        onGoTo={onGoTo}
      />
      {unchangedCount > 0 && later.length + earlier.length === 0 ? (
        <p className={styles.hint}>Everything that it holds ends as planned.</p>
      ) : null}
    </DrawerSection>
  );
}

function summaryText({ later, earlier, unchangedCount, addedIds, removed }: Comparison): string {
  return [
    `${later.length} later`,
    `${earlier.length} earlier`,
    `${unchangedCount} on time`,
    addedIds.length > 0 ? `${countText(addedIds.length, 'phase', 'phases')} added` : undefined,
    removed.length > 0 ? `${removed.length} removed` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

type SlippedProps = {
  readonly title: string;
  readonly tone: 'good' | 'bad';
  readonly items: readonly SlippedItem[];
  readonly rangeOf: (kept: KeptDates) => string;
  readonly onGoTo: (id: string) => void;
};

function Slipped({ title, tone, items, rangeOf, onGoTo }: SlippedProps) {
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return null;
  const shown = isWhole ? items : items.slice(0, SHOWN);
  return (
    <div className={styles.group}>
      <h4 className={styles.groupTitle}>
        {title} <span className={styles.count}>{items.length}</span>
      </h4>
      <ul className={styles.list}>
        {shown.map(({ kept, isProject, slip }) => (
          <li key={kept.id}>
            <button type="button" className={styles.row} onClick={() => onGoTo(kept.id)}>
              <span className={cx(styles.rowName, isProject && styles.strong)}>{kept.name}</span>
              <span className={cx(styles.slip, tone === 'bad' ? styles.bad : styles.good)}>
                {slipText(slip.endDays, slip.isWorkingDays)}
              </span>
              <span className={styles.note}>was {rangeOf(kept)}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < items.length ? (
        <Button size="small" tone="quiet" onPress={() => setWhole(true)}>
          Show all {items.length}
        </Button>
      ) : null}
    </div>
  );
}

type NamesProps = {
  readonly title: string;
  readonly names: readonly { readonly id: string | undefined; readonly name: string; readonly note: string }[];
  readonly onGoTo: (id: string) => void;
};

function Names({ title, names, onGoTo }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <div className={styles.group}>
      <h4 className={styles.groupTitle}>
        {title} <span className={styles.count}>{names.length}</span>
      </h4>
      <ul className={styles.list}>
        {names.slice(0, SHOWN).map(({ id, name, note }) => (
          <li key={id ?? `${name} ${note}`}>
            {id === undefined ? (
              <span className={styles.row}>
                <span className={styles.rowName}>{name}</span>
                <span className={styles.note}>was {note}</span>
              </span>
            ) : (
              <button type="button" className={styles.row} onClick={() => onGoTo(id)}>
                <span className={styles.rowName}>{name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {names.length > SHOWN ? <p className={styles.hint}>and {names.length - SHOWN} more</p> : null}
    </div>
  );
}

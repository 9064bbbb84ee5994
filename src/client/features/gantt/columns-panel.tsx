import { ArrowDown, ArrowUp } from 'lucide-react';
import { densities, type Density, type GridOptions } from '../../data/grid-options.ts';
import { usePlan } from '../../data/plan-context.ts';
import type { ColumnHandlers } from '../../timeline/column-head.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { chosenColumns, listColumns } from './gantt-columns.ts';
import { titleOf, type ChangeGrid } from './use-grid-options.ts';
import styles from './grid-panels.module.css';

const densityTexts: Readonly<Record<Density, string>> = { compact: 'Compact', normal: 'Normal', comfortable: 'Roomy' };

export type ColumnsPanelProps = { readonly grid: GridOptions; readonly change: ChangeGrid; readonly onMove: ColumnHandlers['move'] };

/** Which columns there are, in which order, and how high rows are. */
export function ColumnsPanel({ grid, change, onMove }: ColumnsPanelProps) {
  const { plan } = usePlan();
  const all = listColumns(plan);
  const shown = chosenColumns(all, grid.columns);
  // The organization's own first: they are what somebody looks for in a long list.
  const others = all.filter(({ id }) => !shown.some((choice) => choice.id === id)).sort((a, b) => Number(!a.custom) - Number(!b.custom));
  return (
    <div className={styles.panel}>
      <Segmented
        label="Height of rows"
        choices={densities.map((key) => ({ key, label: `${densityTexts[key]} rows`, short: densityTexts[key] }))}
        value={grid.density}
        onChange={(density) => change({ density })}
      />
      <ul className={styles.columns} aria-label="Shown columns, in order">
        {shown.map(({ id }, index) => (
          <li key={id} className={styles.column}>
            <Checkbox
              isSelected
              isDisabled={index === 0}
              onChange={() => change({ columns: shown.filter((choice) => choice.id !== id) })}
              className={styles.columnName}
            >
              {titleOf(plan, id)}
            </Checkbox>
            {index === 0 ? null : (
              <>
                <IconButton
                  size="small"
                  icon={<ArrowUp size={14} />}
                  label={`Move ${titleOf(plan, id)} to the left`}
                  isDisabled={index === 1}
                  onPress={() => onMove(id, shown[index - 1]?.id)}
                />
                <IconButton
                  size="small"
                  icon={<ArrowDown size={14} />}
                  label={`Move ${titleOf(plan, id)} to the right`}
                  isDisabled={index === shown.length - 1}
                  onPress={() => onMove(id, shown[index + 2]?.id)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      <ul className={styles.columns} aria-label="Columns that are not shown">
        {others.map(({ id, title }) => (
          <li key={id} className={styles.column}>
            <Checkbox isSelected={false} onChange={() => change({ columns: [...shown, { id }] })} className={styles.columnName}>
              {title}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Button size="small" tone="quiet" isDisabled={grid.columns === undefined} onPress={() => change({ columns: undefined })}>
        Usual columns
      </Button>
    </div>
  );
}

import { Columns3, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CustomColumn } from '../../../../planning/model.ts';
import { customValuesIn, listCustomColumns, type Plan } from '../../../../planning/plan.ts';
import { usePageActions } from '../../../data/page-actions.ts';
import { usePlan, usePlanStore } from '../../../data/plan-context.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { SortableList } from '../../../ui/sortable-list.tsx';
import { Tag } from '../../../ui/table.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { countOf, kindWords, ownersOf, scopeWords } from './column-words.ts';
import styles from './columns.module.css';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'delete'; readonly column: CustomColumn };

/** The organization's own columns of the Gantt. */
export function ColumnsPage() {
  const store = usePlanStore();
  const { plan } = usePlan();
  const [open, setOpen] = useState<Open>();
  usePageActions(() => [{ id: 'new-column', label: 'New custom column', run: () => setOpen({ kind: 'new' }) }]);
  const columns = listCustomColumns(plan);
  const close = (): void => setOpen(undefined);
  const move = (id: string, index: number): void => {
    const moved = columns.find((column) => column.id === id);
    if (!moved) return;
    const afterId = columns.filter((column) => column !== moved)[index - 1]?.id ?? null;
    void store.run([{ kind: 'customColumn.move', id: moved.id, afterId }], { label: `Move column ${moved.name}` });
  };
  const newButton = (
    <Button tone="primary" icon={<Columns3 />} onPress={() => setOpen({ kind: 'new' })}>
      New column
    </Button>
  );
  return (
    <Page
      title="Columns"
      description="What your organization wants to know of each project or phase. Everybody can show these columns in the Gantt, in this order."
      {...(columns.length > 0 ? { actions: newButton } : {})}
    >
      {columns.length === 0 ? (
        <EmptyState icon={<Columns3 />} title="No custom columns yet" actions={newButton}>
          Text, numbers, dates, boxes to check and lists of options, filled in the Gantt like any other cell.
        </EmptyState>
      ) : (
        <SortableList
          label="Custom columns, in order"
          items={columns}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          className={styles.columns}
          onMove={move}
        >
          {(column) => <ColumnRow plan={plan} column={column} onOpen={setOpen} />}
        </SortableList>
      )}
      {open?.kind === 'new' ? <ColumnDialog onClose={close} /> : null}
      {open?.kind === 'edit' ? <ColumnDialog column={open.column} onClose={close} /> : null}
      {open?.kind === 'delete' ? <DeleteColumnDialog column={open.column} onClose={close} /> : null}
    </Page>
  );
}

const SHOWN_OPTIONS = 6;

type ColumnRowProps = { readonly plan: Plan; readonly column: CustomColumn; readonly onOpen: (open: Open) => void };

function ColumnRow({ plan, column, onOpen }: ColumnRowProps) {
  const { name, kind, appliesTo, options } = column;
  const filledCount = customValuesIn(plan, column.id).length;
  return (
    <div className={styles.column}>
      <div className={styles.about}>
        <span className={styles.name}>{name}</span>
        <Tag tone="accent">{kindWords[kind]}</Tag>
        <span className={styles.meta}>
          {scopeWords[appliesTo]} · {filledCount === 0 ? 'empty' : countOf(filledCount, 'cell filled', 'cells filled')}
        </span>
        {kind === 'list' ? (
          <span className={styles.labels}>
            {options.slice(0, SHOWN_OPTIONS).map((option) => (
              <span key={option.id} className={styles.label}>
                <span className={styles.dot} style={{ background: option.color ?? 'var(--color-line-strong)' }} aria-hidden />
                {option.label}
              </span>
            ))}
            {options.length > SHOWN_OPTIONS ? <span className={styles.meta}>and {options.length - SHOWN_OPTIONS} more</span> : null}
            {options.length === 0 ? <span className={styles.meta}>no options yet</span> : null}
          </span>
        ) : null}
      </div>
      <span className={styles.buttons}>
        <IconButton icon={<Pencil />} label={`Edit ${name}`} size="small" onPress={() => onOpen({ kind: 'edit', column })} />
        <IconButton icon={<Trash2 />} label={`Delete ${name}`} size="small" onPress={() => onOpen({ kind: 'delete', column })} />
      </span>
    </div>
  );
}

function DeleteColumnDialog({ column, onClose }: { readonly column: CustomColumn; readonly onClose: () => void }) {
  const store = usePlanStore();
  const { plan } = usePlan();
  const toasts = useToasts();
  const values = customValuesIn(plan, column.id);
  const remove = async (): Promise<void> => {
    onClose();
    const label = `Delete column ${column.name}`;
    const result = await store.run([{ kind: 'customColumn.delete', id: column.id }], { label });
    if (result.kind !== 'done') return;
    const undo = { label: 'Undo', run: () => void store.revert({ revision: result.revision, label }) };
    toasts.show({ key: 'step', text: `${column.name} is deleted`, action: undo });
  };
  return (
    <ConfirmDialog title={`Delete ${column.name}?`} confirmLabel="Delete column" isOpen onConfirm={() => void remove()} onClose={onClose}>
      {values.length === 0
        ? 'Nothing stands in it. Views that show the column go on without it.'
        : `${countOf(values.length, 'filled cell goes', 'filled cells go')} with it: ${ownersOf(plan, values)}. Views that show the column go on without it. Undo brings all of it back.`}
    </ConfirmDialog>
  );
}

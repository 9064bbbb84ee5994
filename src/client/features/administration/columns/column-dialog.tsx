import { useState } from 'react';
import { createUuid } from '../../../../lib/uuid.ts';
import type { Command } from '../../../../planning/commands/command.ts';
import type { ColumnScope, CustomColumn, CustomColumnId, CustomColumnKind, ListOption } from '../../../../planning/model.ts';
import { customValuesIn } from '../../../../planning/plan.ts';
import { usePlan, usePlanStore } from '../../../data/plan-context.ts';
import { Banner } from '../../../ui/banner.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import styles from '../administration.module.css';
import { countOf, kindWords, lossesOf, scopeWords } from './column-words.ts';
import { newOption, OptionFields } from './option-fields.tsx';

type Draft = {
  readonly name: string;
  readonly kind: CustomColumnKind;
  readonly appliesTo: ColumnScope;
  readonly options: readonly ListOption[];
};
type Fault = { readonly field: string; readonly message: string };

// Entries lose the names of their keys.
const kinds = Object.entries(kindWords).map(([key, label]) => ({ key: key as CustomColumnKind, label }));
const scopes = Object.entries(scopeWords).map(([key, label]) => ({ key: key as ColumnScope, label }));

export type ColumnDialogProps = { readonly column?: CustomColumn; readonly onClose: () => void };

/** What is typed, what is wrong with it, and how it gets into the plan. */
function useColumnForm({ column, onClose }: ColumnDialogProps) {
  const store = usePlanStore();
  const toasts = useToasts();
  const [draft, setDraft] = useState<Draft>(() => draftOf(column));
  const [fault, setFault] = useState<Fault>();
  const set = (change: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...change }));
    setFault(undefined);
  };
  const options = draft.kind === 'list' ? draft.options.filter(({ label }) => label.trim() !== '') : [];
  const save = async (): Promise<void> => {
    const name = draft.name.trim();
    const commands = [commandOf(column, { ...draft, name, options })];
    const outcome = store.preview(commands);
    if (outcome.kind === 'refused') {
      const { field = '', message } = outcome.refusal;
      setFault({ field: field.replace(/^fields\./, ''), message });
      return;
    }
    onClose();
    const label = `${column ? 'Change' : 'Create'} column ${name}`;
    const result = await store.run(commands, { label });
    if (result.kind !== 'refused')
      toasts.show({ key: 'column', tone: 'success', text: `${name} is ${column ? 'saved' : 'a column of the Gantt now'}` });
  };
  const faultAt = (field: string) => (fault?.field === field ? fault.message : undefined);
  const isNowhere = fault !== undefined && !['name', 'kind', 'appliesTo', 'options'].includes(fault.field);
  return { draft, options, set, save, faultAt, formFault: isNowhere ? fault.message : undefined };
}

/** Creates or changes a custom column. What is typed stays while the plan changes. */
export function ColumnDialog(props: ColumnDialogProps) {
  const { column, onClose } = props;
  const { plan } = usePlan();
  const { draft, options, set, save, faultAt, formFault } = useColumnForm(props);
  const filledCount = column ? customValuesIn(plan, column.id).length : 0;
  const losses = lossesOf(
    plan,
    column,
    options.map(({ id }) => id),
  );
  const fixed = filledCount > 0 ? { description: `Fixed while ${countOf(filledCount, 'cell is', 'cells are')} filled` } : {};
  return (
    <FormDialog
      title={column ? `Edit ${column.name}` : 'New column'}
      submitLabel={column ? 'Save' : 'Add column'}
      onClose={onClose}
      onSubmit={() => void save()}
      fault={formFault}
    >
      <TextField
        label="Name"
        isRequired
        maxLength={100}
        placeholder="Risk, Cost centre, Approved…"
        value={draft.name}
        error={faultAt('name')}
        onChange={(name) => set({ name })}
      />
      <div className={styles.pair}>
        <Select
          label="Kind"
          {...fixed}
          choices={kinds}
          value={draft.kind}
          isDisabled={filledCount > 0}
          error={faultAt('kind')}
          onChange={(kind) => set({ kind, ...(kind === 'list' && draft.options.length === 0 ? { options: [newOption(0)] } : {}) })}
        />
        <Select
          label="For"
          choices={scopes}
          value={draft.appliesTo}
          error={faultAt('appliesTo')}
          onChange={(appliesTo) => set({ appliesTo })}
        />
      </div>
      {draft.kind === 'list' ? (
        <OptionFields options={draft.options} error={faultAt('options')} onChange={(next) => set({ options: next })} />
      ) : null}
      {losses.length > 0 ? (
        <Banner tone="warning">
          {losses.map((loss) => (
            <span key={loss} className={styles.line}>
              {loss}
            </span>
          ))}
        </Banner>
      ) : null}
    </FormDialog>
  );
}

function draftOf(column: CustomColumn | undefined): Draft {
  return {
    name: column?.name ?? '',
    kind: column?.kind ?? 'text',
    appliesTo: column?.appliesTo ?? 'all',
    options: column?.options ?? [],
  };
}

function commandOf(column: CustomColumn | undefined, { name, kind, appliesTo, options }: Draft): Command {
  const trimmed = options.map((option) => ({ ...option, label: option.label.trim() }));
  if (!column) {
    // Born here: a command carries the final id.
    return { kind: 'customColumn.create', id: createUuid() as CustomColumnId, fields: { name, kind, appliesTo, options: trimmed } };
  }
  // Only what differs, so that another administrator's change of the rest stands.
  const isSameList = JSON.stringify(trimmed) === JSON.stringify(column.options);
  return {
    kind: 'customColumn.update',
    id: column.id,
    fields: {
      ...(name === column.name ? {} : { name }),
      ...(kind === column.kind ? {} : { kind }),
      ...(appliesTo === column.appliesTo ? {} : { appliesTo }),
      ...(isSameList ? {} : { options: trimmed }),
    },
  };
}

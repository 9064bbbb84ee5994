import { useState } from 'react';
import type { ImportPreview } from '../../../contract/transfers.ts';
import { sheetFields, type SheetField } from '../../../contract/transfer-limits.ts';
import type { SiteId } from '../../../planning/model.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ImportChoices } from './import-state.ts';
import styles from './transfers.module.css';

export type ImportSettingsProps = {
  readonly choices: ImportChoices;
  readonly sites: readonly { readonly id: SiteId; readonly name: string }[];
  readonly preview: ImportPreview;
  /** `isReadAgain`: the preview must be made anew. */
  readonly onChange: (choices: ImportChoices, isReadAgain: boolean) => void;
};

/** Where the plan goes, what it is called, and how a sheet is read. */
export function ImportSettings({ choices, sites, preview, onChange }: ImportSettingsProps) {
  return (
    <section className={styles.settings} aria-label="How to import">
      <div className={styles.fields}>
        <TextField
          label="Project name"
          value={choices.projectName ?? preview.project.name}
          error={choices.projectName?.trim() === '' ? 'Give the project a name.' : undefined}
          maxLength={200}
          onChange={(projectName) => onChange({ ...choices, projectName }, false)}
        />
        {sites.length === 0 ? (
          <TextField
            label="Site"
            description="The first site of your organization. Country and holidays are set under Sites."
            value={choices.newSiteName}
            maxLength={200}
            error={choices.newSiteName.trim() === '' ? 'Give the site a name.' : undefined}
            onChange={(newSiteName) => onChange({ ...choices, newSiteName }, false)}
          />
        ) : (
          <Select
            label="Site"
            choices={sites.map((site) => ({ key: site.id, label: site.name }))}
            value={choices.siteId}
            onChange={(siteId) => onChange({ ...choices, siteId }, true)}
          />
        )}
      </div>
      <Checkbox
        isSelected={choices.workingDays}
        onChange={(workingDays) => onChange({ ...choices, workingDays }, true)}
        description="Lengths and lags of the project skip weekends and holidays of the site. Dates stay as they are in the file."
      >
        Count working days
      </Checkbox>
      {preview.sheet === null ? null : <SheetSettings choices={choices} sheet={preview.sheet} onChange={onChange} />}
    </section>
  );
}

const fieldNames: Record<SheetField, string> = {
  id: 'Row number',
  wbs: 'Structure code (1.2.3)',
  level: 'Outline level',
  name: 'Name',
  start: 'Start',
  finish: 'End',
  duration: 'Duration',
  percent: '% complete',
  predecessors: 'Predecessors',
  milestone: 'Milestone (yes/no)',
  notes: 'Notes',
  resources: 'People',
};
const dateOrders = [
  { key: 'dmy', label: 'Day, month, year (31.12.2026)' },
  { key: 'mdy', label: 'Month, day, year (12/31/2026)' },
  { key: 'ymd', label: 'Year, month, day (2026-12-31)' },
] as const;

type SheetSettingsProps = Pick<ImportSettingsProps, 'choices' | 'onChange'> & { readonly sheet: NonNullable<ImportPreview['sheet']> };

function SheetSettings({ choices, sheet, onChange }: SheetSettingsProps) {
  const [isOpen, setOpen] = useState(sheet.isDateOrderAmbiguous);
  const columnChoices = [
    { key: '-1', label: 'Not in the file' },
    ...sheet.columns.map((column, index) => ({
      key: String(index),
      label: column.title === '' ? `Column ${index + 1}` : column.title,
      ...(column.example === '' ? {} : { note: column.example.slice(0, 24) }),
    })),
  ];
  const setColumn = (field: SheetField, key: string): void =>
    onChange({ ...choices, sheet: { ...choices.sheet, columns: { ...choices.sheet.columns, [field]: Number(key) } } }, true);
  return (
    <details className={styles.sheet} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>How the sheet is read</summary>
      <div className={styles.columns}>
        <Select
          label="Order of dates"
          choices={dateOrders}
          value={sheet.dateOrder}
          onChange={(dateOrder) => onChange({ ...choices, sheet: { ...choices.sheet, dateOrder } }, true)}
        />
        {sheetFields.map((field) => (
          <Select
            key={field}
            label={fieldNames[field]}
            choices={columnChoices}
            value={String(sheet.columns.findIndex((column) => column.field === field))}
            onChange={(key) => setColumn(field, key)}
          />
        ))}
      </div>
    </details>
  );
}

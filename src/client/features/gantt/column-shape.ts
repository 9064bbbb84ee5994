/** What every column of the table is, those of the product and those of the organization. */
import type { CustomColumn } from '../../../planning/model.ts';

/** `choice`: one or several of a list, by key. */
export type ValueKind = 'text' | 'number' | 'date' | 'choice';

export type ColumnShape = {
  readonly title: string;
  /** Where the head of the column has no room for the title. */
  readonly shortTitle?: string;
  readonly kind: ValueKind;
  /** Dates are as wide as the language's longest needs. */
  readonly width: number | 'date';
  readonly align: 'start' | 'end';
  readonly isUsual?: boolean;
  /** Rows can stand under headings of its values. */
  readonly isGroupable?: boolean;
};

/** A custom column, by the id of its definition. */
export type CustomFieldId = `c-${string}`;
export type CustomGanttColumn = ColumnShape & { readonly id: CustomFieldId; readonly custom: CustomColumn };

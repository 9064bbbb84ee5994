import { useCallback, useMemo, useState } from 'react';
import { layOutColumns, type ColumnLayout } from './column-layout.ts';
import type { TimelineColumn } from './timeline-model.ts';

/** Where the columns stand in the table. A width that is being pulled holds until `draftWidth` is told that it is not any more. */
export function useColumnLayout(
  columns: readonly TimelineColumn[],
  gridWidth: number,
  isCompact: boolean,
): { readonly layout: ColumnLayout; readonly draftWidth: (id: string, width: number | undefined) => void } {
  const [draft, setDraft] = useState<{ readonly id: string; readonly width: number }>();
  const layout = useMemo(() => {
    const drafted = draft
      ? columns.map((column) => (column.id === draft.id ? { ...column, width: draft.width, isFlexible: false } : column))
      : columns;
    return layOutColumns(isCompact ? columns.slice(0, 1) : drafted, gridWidth);
  }, [columns, draft, isCompact, gridWidth]);
  const draftWidth = useCallback((id: string, width: number | undefined) => setDraft(width === undefined ? undefined : { id, width }), []);
  return { layout, draftWidth };
}

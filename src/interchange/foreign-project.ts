/**
 * A project as another program's file describes it, before anything is decided about it: what every reader produces and the
 * mapping to commands consumes. Times are local wall-clock text, since no such file knows a time zone.
 */
import type { DependencyType } from '../planning/model.ts';

/** `YYYY-MM-DDTHH:MM:SS`, or `YYYY-MM-DD` where the file has no time of day. */
export type LocalTime = string;

/** Upper bounds of what one file may hold; more is refused rather than read for minutes. */
export const LIMITS = {
  bytes: 100 * 1024 * 1024,
  tasks: 100_000,
  links: 200_000,
  resources: 20_000,
  assignments: 400_000,
  /** Nesting of elements in an XML file; real ones have about eight levels. */
  elementDepth: 100,
  /** Deeper rows are kept, as children of the deepest level. */
  outlineLevels: 100,
  columns: 1024,
  nameLength: 200,
  notesLength: 20_000,
} as const;

export type ForeignLag = {
  /** Minutes, or percent of the predecessor's duration when `unit` is `percent`. Negative: a lead. */
  readonly amount: number;
  /** Working minutes (a day has `minutesPerDay` of them), clock minutes, or percent. */
  readonly unit: 'working' | 'elapsed' | 'percent';
};

export type ForeignLink = {
  readonly predecessorUid: number;
  readonly type: DependencyType;
  readonly lag: ForeignLag;
  /** The predecessor is in another file. */
  readonly isExternal: boolean;
};

export type ForeignTask = {
  /** Key of links and assignments. */
  readonly uid: number;
  /** Row number as the user of the other program sees it. */
  readonly id: number;
  readonly name: string;
  /** 1 for the top level. */
  readonly outlineLevel: number;
  readonly start: LocalTime | null;
  readonly finish: LocalTime | null;
  readonly durationMinutes: number | null;
  readonly isElapsedDuration: boolean;
  /** The stored mark; a task of some length can carry it. */
  readonly isMilestone: boolean;
  readonly isInactive: boolean;
  /** A placeholder for a task of another file. */
  readonly isExternal: boolean;
  /** 0 to 100. */
  readonly percentComplete: number;
  readonly notes: string | null;
  readonly links: readonly ForeignLink[];
  readonly hasConstraint: boolean;
  readonly hasDeadline: boolean;
  readonly hasCost: boolean;
  readonly hasOwnCalendar: boolean;
  readonly baselines: number;
  readonly customFieldIds: readonly string[];
};

export type ForeignResource = {
  readonly uid: number;
  readonly name: string;
  readonly email: string | null;
  readonly kind: 'work' | 'material' | 'cost';
};

export type ForeignAssignment = {
  readonly taskUid: number;
  readonly resourceUid: number;
  /** 100 is full time. */
  readonly unitsPercent: number;
};

export type ForeignCalendar = { readonly uid: number; readonly name: string; readonly exceptions: number };

export type ForeignProject = {
  readonly format: 'mspdi' | 'csv';
  /** The program that wrote the file, where it says so. */
  readonly program: string | null;
  readonly name: string | null;
  readonly start: LocalTime | null;
  readonly finish: LocalTime | null;
  readonly minutesPerDay: number;
  /** Minutes after midnight at which a working day begins and ends by default. */
  readonly dayStartMinute: number;
  readonly dayEndMinute: number;
  /** The row that stands for the whole project. */
  readonly summary: ForeignTask | null;
  /** Rows in order; structure is order and level. */
  readonly tasks: readonly ForeignTask[];
  readonly resources: readonly ForeignResource[];
  readonly assignments: readonly ForeignAssignment[];
  readonly calendars: readonly ForeignCalendar[];
  /** Display names of custom fields by id. */
  readonly customFieldNames: ReadonlyMap<string, string>;
  readonly blankRows: number;
  /** Things that the reader itself had to say about the file. */
  readonly remarks: readonly Remark[];
};

/**
 * Something that is taken over differently (`changed`), not at all (`ignored`), or worth knowing (`note`): a stable code, a whole
 * sentence, how often, and up to five examples.
 */
export type Remark = {
  readonly code: string;
  readonly kind: 'ignored' | 'changed' | 'note';
  readonly message: string;
  readonly count: number;
  readonly examples: readonly string[];
};

export type FileRefusalCode =
  | 'empty'
  | 'too_large'
  | 'too_many_rows'
  | 'too_deep'
  | 'not_supported'
  | 'not_a_plan'
  | 'damaged'
  | 'forbidden_content'
  | 'columns_unknown';

/** Why a file is refused: a sentence that says what it is and what to do. */
export type FileRefusal = { readonly code: FileRefusalCode; readonly message: string };

/**
 * Whether the first row stands for the whole project: alone on level 0. Programs that count levels from 0 have more such rows,
 * and a single row is a project only by its uid.
 */
export function isSummaryRow(tasks: readonly ForeignTask[]): boolean {
  const [first, ...rest] = tasks;
  if (first?.outlineLevel !== 0) return false;
  return rest.length === 0 ? first.uid === 0 : rest.every((task) => task.outlineLevel > 0);
}

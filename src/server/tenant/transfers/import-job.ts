/** What goes into the worker that reads a file, and what comes out: plain data that can be copied between threads. */
import type { Result } from '../../../lib/result.ts';
import type { FileRefusal, ForeignProject } from '../../../interchange/foreign-project.ts';
import type { ImportPlan, MappingOptions } from '../../../interchange/mapping/to-commands.ts';
import type { SheetOptions, SheetReading } from '../../../interchange/sheet/read-csv.ts';

export type ImportJob = {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly sheet: SheetOptions;
  /** A preview does without the commands, which are most of what would be copied between the threads. */
  readonly isPreview: boolean;
  readonly mapping: Omit<MappingOptions, 'createId' | 'fallbackName'>;
};

export type ImportReading = {
  readonly format: ForeignProject['format'];
  readonly program: string | null;
  readonly plan: ImportPlan;
  readonly sheet: SheetReading | null;
};

export type ImportOutcome = Result<ImportReading, FileRefusal>;

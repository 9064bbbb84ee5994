import type { Move } from '../../planning/commands/command.ts';
import type { Patch } from '../../planning/model.ts';
import type { ProblemError } from './api.ts';

/** What became of a change. `message` is a sentence for the user. */
export type RunResult =
  | { readonly kind: 'done'; readonly revision: number; readonly patches: readonly Patch[]; readonly moves: readonly Move[] }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly problem?: ProblemError }
  /** There was nothing to undo or redo, or a person decided against the change. */
  | { readonly kind: 'nothing' };

/** A step that could not be taken back as it is; `problem` says field by field who changed what since. */
export type BlockedStep = {
  readonly direction: 'undo' | 'redo';
  readonly label: string;
  readonly revision: number;
  /** On the person's own list, from which it can be dropped. */
  readonly isOwn: boolean;
  /** What would go back of it at present, in each way in which it can; none of them where nothing would. */
  readonly ways: readonly ('keep' | 'overwrite')[];
  readonly problem: ProblemError;
};

/** What the user should be told, in one place: the shell shows it as a toast, a blocked step as a question. */
export type PlanNotice =
  | { readonly kind: 'refused'; readonly label: string; readonly message: string }
  | { readonly kind: 'blocked'; readonly step: BlockedStep }
  /** `movedIds`: what has other days now, the earliest first; not what only spans what is in it. */
  | { readonly kind: 'undone' | 'redone'; readonly label: string; readonly movedIds: readonly Move['id'][] }
  /** Nothing of it was left to take back, or it was not to be. */
  | { readonly kind: 'dropped'; readonly label: string }
  | { readonly kind: 'reloaded' };

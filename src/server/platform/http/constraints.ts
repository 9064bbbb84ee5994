import type { ProblemCode } from '../../../contract/problems.ts';

/** What the violation of a named database constraint means to the caller. */
export type ConstraintProblem = { readonly code: ProblemCode; readonly detail?: string; readonly field?: string };
export type ConstraintProblems = Readonly<Record<string, ConstraintProblem>>;

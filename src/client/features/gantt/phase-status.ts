import type { PhaseStatus } from '../../../planning/model.ts';

/** The statuses of a phase in words, in the order in which work goes through them. */
export const statusTexts: Readonly<Record<PhaseStatus, string>> = {
  todo: 'To do',
  inProgress: 'In progress',
  blocked: 'Blocked',
  done: 'Done',
};

// Entries lose the names of their keys.
export const statusChoices = Object.entries(statusTexts).map(([key, label]) => ({ key: key as PhaseStatus, label }));

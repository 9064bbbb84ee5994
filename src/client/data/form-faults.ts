import { ProblemError } from './api.ts';

export type FormFaults = {
  /** The sentence for a field of the form, also where the fault is in a part of it. */
  readonly faultOf: (field: string) => string | undefined;
  /** What no field shows. */
  readonly formFault: string | undefined;
};

/** What a form shows of the failure of what it sent. */
export function formFaultsOf(error: Error | null): FormFaults {
  const faults = error instanceof ProblemError ? error.faults : [];
  return {
    faultOf: (field) => sentenceOf(faults.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.message),
    formFault: error !== null && faults.length === 0 ? error.message : undefined,
  };
}

/** The server says what must be, such as "must be entered again"; a field shows a sentence. */
function sentenceOf(message: string | undefined): string | undefined {
  return message !== undefined && /^[a-z]/.test(message) ? `It ${message}${/[.!?]$/.test(message) ? '' : '.'}` : message;
}

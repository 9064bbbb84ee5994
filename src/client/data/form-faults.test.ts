import { describe, expect, it } from 'vitest';
import { ProblemError } from './api.ts';
import { formFaultsOf } from './form-faults.ts';

const refused = (errors: { field: string; message: string }[]) => new ProblemError({ detail: 'Correct the input.', errors }, 422);

describe('what a form shows of a failure', () => {
  it('stands at its field as a sentence, also where a part of the field is at fault', () => {
    const { faultOf, formFault } = formFaultsOf(
      refused([
        { field: 'name', message: 'must be shorter' },
        { field: 'siteIds.1', message: 'There is no such site.' },
      ]),
    );
    expect(faultOf('name')).toBe('It must be shorter.');
    expect(faultOf('siteIds')).toBe('There is no such site.');
    expect([faultOf('site'), formFault]).toEqual([undefined, undefined]);
  });

  it('is said of the whole where no field is at fault, and nothing is where all went well', () => {
    const { faultOf, formFault } = formFaultsOf(new Error('The server cannot be reached.'));
    expect([faultOf('name'), formFault]).toEqual([undefined, 'The server cannot be reached.']);
    expect(formFaultsOf(null).formFault).toBeUndefined();
  });
});

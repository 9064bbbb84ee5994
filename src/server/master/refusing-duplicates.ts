import { failureOf } from '../platform/database/database-errors.ts';
import { ProblemError, type FieldError } from '../platform/http/problem-error.ts';

/** Does something that breaks the constraint when there is such a one already; then it is refused with the fault of the field. */
export async function refusingDuplicates<Value>(constraint: string, fault: FieldError, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== 'constraint' || failure.constraint !== constraint) throw error;
    throw new ProblemError('duplicate', { errors: [fault] });
  }
}

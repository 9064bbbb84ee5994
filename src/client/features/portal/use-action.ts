import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../data/api.ts';
import { useToasts } from '../../ui/toast.tsx';

export type ActionOptions<Input, Answer> = {
  readonly run: (input: Input) => Promise<Answer>;
  readonly onDone?: (answer: Answer) => void;
  /** What to say when it worked. */
  readonly done?: string;
  /** Refusals are shown by the form itself; elsewhere they appear as a message. */
  readonly showsOwnFaults?: boolean;
};

/** Does something, has everything that is shown read again, and says how it went. */
export function useAction<Input, Answer>({ run, onDone, done, showsOwnFaults = false }: ActionOptions<Input, Answer>) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const mutation = useMutation<Answer, Error, Input>({
    mutationFn: run,
    onSuccess: (answer) => {
      if (done !== undefined) toasts.show({ tone: 'success', text: done });
      onDone?.(answer);
    },
    onError: (error) => {
      if (!showsOwnFaults) toasts.show({ tone: 'error', text: 'Not done', detail: error.message });
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  const problem = mutation.error instanceof ProblemError ? mutation.error : undefined;
  const faults = problem?.faults ?? [];
  return {
    run: mutation.mutate,
    isPending: mutation.isPending,
    answer: mutation.data,
    faultOf: (field: string): string | undefined =>
      sentenceOf(faults.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.message),
    formFault: mutation.error !== null && faults.length === 0 ? mutation.error.message : undefined,
  };
}

/** The server says what must be, such as "must be entered again"; a field shows a sentence. */
function sentenceOf(message: string | undefined): string | undefined {
  return message !== undefined && /^[a-z]/.test(message) ? `It ${message}${/[.!?]$/.test(message) ? '' : '.'}` : message;
}

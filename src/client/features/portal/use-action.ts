import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formFaultsOf } from '../../data/form-faults.ts';
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
  return { run: mutation.mutate, isPending: mutation.isPending, answer: mutation.data, ...formFaultsOf(mutation.error) };
}

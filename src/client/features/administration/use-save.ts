import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formFaultsOf } from '../../data/form-faults.ts';
import { withReadableDays } from '../../ui/format-day.ts';
import { useToasts } from '../../ui/toast.tsx';

export type SaveOptions<Input, Answer> = {
  readonly save: (input: Input) => Promise<Answer>;
  /** The list that shows the outcome. */
  readonly refresh: readonly unknown[];
  readonly onSaved?: (answer: Answer) => void;
  /** What to say when it worked. */
  readonly done?: string;
  /** Refusals are shown by the form itself; elsewhere they appear as a message. */
  readonly showsOwnFaults?: boolean;
};

/** Saves, refreshes the list, and says how it went. `faultOf(field)` is the sentence for a form's field. */
export function useSave<Input, Answer>({ save, refresh, onSaved, done, showsOwnFaults = false }: SaveOptions<Input, Answer>) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const mutation = useMutation<Answer, Error, Input>({
    mutationFn: save,
    onSuccess: async (answer) => {
      if (done !== undefined) toasts.show({ tone: 'success', text: done });
      onSaved?.(answer);
      await queryClient.invalidateQueries({ queryKey: refresh });
    },
    onError: (error) => {
      if (!showsOwnFaults) toasts.show({ tone: 'error', text: 'Not saved', detail: withReadableDays(error.message) });
    },
  });
  const { faultOf, formFault } = formFaultsOf(mutation.error);
  const readable = (text: string | undefined): string | undefined => text && withReadableDays(text);
  return {
    run: mutation.mutate,
    isPending: mutation.isPending,
    reset: mutation.reset,
    faultOf: (field: string) => readable(faultOf(field)),
    formFault: readable(formFault),
  };
}

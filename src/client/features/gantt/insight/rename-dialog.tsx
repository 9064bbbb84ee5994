import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../data/call.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { baselineKeys } from './use-baseline.ts';

export type RenameDialogProps = { readonly id: string; readonly name: string; readonly onClose: () => void };

/** Another name for a baseline. */
export function RenameDialog({ id, name: before, onClose }: RenameDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState(before);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = async (): Promise<void> => {
    setPending(true);
    try {
      await call('renameBaseline', { params: { id }, body: { name: name.trim() } });
      await client.invalidateQueries({ queryKey: baselineKeys.list });
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setPending(false);
    }
  };
  return (
    <FormDialog
      title="Rename baseline"
      size="small"
      submitLabel="Rename"
      isPending={isPending}
      isSubmitDisabled={name.trim() === ''}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type in this field */}
      <TextField label="Name" value={name} onChange={setName} maxLength={200} isRequired autoFocus error={failure} />
    </FormDialog>
  );
}

import { useId, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';
import styles from './dialog.module.css';

export type FormDialogProps = Pick<DialogProps, 'title' | 'children' | 'size' | 'isAlert'> & {
  readonly onClose: () => void;
  readonly submitLabel: string;
  readonly onSubmit: () => void;
  readonly isPending?: boolean;
  readonly isSubmitDisabled?: boolean;
  readonly tone?: 'primary' | 'danger';
  /** What is wrong, where no field shows it. */
  readonly fault?: string | undefined;
  /** More buttons, between the one that gives up and the one that sends. */
  readonly moreActions?: ReactNode;
};

/** A window with fields that are sent together, by its button or the Enter key. */
export function FormDialog(props: FormDialogProps) {
  const { title, children, onClose, submitLabel, onSubmit, fault, moreActions } = props;
  const { size = 'medium', isAlert = false, isPending = false, isSubmitDisabled = false, tone = 'primary' } = props;
  const formId = useId();
  return (
    <Dialog
      title={title}
      isOpen
      size={size}
      isAlert={isAlert}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {moreActions}
          <Button tone={tone} type="submit" form={formId} isDisabled={isSubmitDisabled} isPending={isPending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          // The Enter key sends a form whose button is not to be pressed just now.
          if (!isPending) onSubmit();
        }}
      >
        {fault === undefined ? null : <Banner tone="danger">{fault}</Banner>}
        {children}
      </Form>
    </Dialog>
  );
}

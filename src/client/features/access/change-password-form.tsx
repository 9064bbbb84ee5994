import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { ProblemError, type FieldFault } from '../../data/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './access.module.css';

export type ChangePasswordFormProps<Who> = {
  readonly change: (passwords: { readonly currentPassword: string; readonly newPassword: string }) => Promise<Who>;
  readonly size?: 'medium' | 'large';
  readonly submitLabel: string;
  readonly onChanged: (who: Who) => Promise<void> | void;
};

const empty = { currentPassword: '', newPassword: '', repeated: '' };
type Faults = Partial<Record<keyof typeof empty | 'form', string>>;

/** Old password once, new password twice; what is wrong stands at its field. */
export function ChangePasswordForm<Who>({ size = 'medium', submitLabel, change, onChanged }: ChangePasswordFormProps<Who>) {
  const [values, setValues] = useState(empty);
  const [faults, setFaults] = useState<Faults>({});
  const [isPending, setPending] = useState(false);
  const field = (name: keyof typeof empty) => ({
    size,
    name,
    value: values[name],
    error: faults[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });

  const save = async (): Promise<void> => {
    setPending(true);
    try {
      const { currentPassword, newPassword } = values;
      const who = await change({ currentPassword, newPassword });
      setValues(empty);
      await onChanged(who);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setFaults(faultsOf(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <Form
      className={styles.fields ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        const found = check(values);
        setFaults(found);
        if (Object.keys(found).length === 0) void save();
      }}
    >
      {faults.form === undefined ? null : <Banner tone="danger">{faults.form}</Banner>}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page asks for nothing else */}
      <PasswordField label="Current password" autoComplete="current-password" autoFocus={size === 'large'} {...field('currentPassword')} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        description="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
        {...field('newPassword')}
      />
      <PasswordField label="New password again" autoComplete="new-password" {...field('repeated')} />
      <Button
        type="submit"
        tone="primary"
        size={size}
        isWide={size === 'large'}
        className={size === 'large' ? undefined : styles.submit}
        isPending={isPending}
      >
        {submitLabel}
      </Button>
    </Form>
  );
}

function check({ currentPassword, newPassword, repeated }: typeof empty): Faults {
  return {
    ...(currentPassword === '' ? { currentPassword: 'Enter the password that you signed in with.' } : {}),
    ...(newPassword === '' ? { newPassword: 'Enter a new password.' } : {}),
    ...(newPassword === repeated ? {} : { repeated: 'The two new passwords differ. Type the same one again.' }),
  };
}

/** The server says what must be, such as "must be longer"; a field shows a sentence. */
function sentenceOf({ message }: FieldFault): string {
  return /^(must|is|has)\b/.test(message) ? `The password ${message}.`.replace('..', '.') : message;
}

function faultsOf(error: ProblemError): Faults {
  if (error.code === 'wrong_credentials') return { currentPassword: 'This is not your current password.' };
  const named = error.faults.find((fault) => fault.field in empty);
  if (named) return { [named.field]: sentenceOf(named) };
  return error.code === 'password_too_weak' ? { newPassword: error.message } : { form: error.message };
}

import { AccessLayout } from './access-layout.tsx';
import { ChangePasswordForm, type ChangePasswordFormProps } from './change-password-form.tsx';

/** Before anything else: a password that somebody else gave must be replaced. */
export function ChangePasswordPage<Who>({ change, onChanged }: Pick<ChangePasswordFormProps<Who>, 'change' | 'onChanged'>) {
  return (
    <AccessLayout title="Choose your password" intro="The one you signed in with was given to you. Replace it with one that only you know.">
      <ChangePasswordForm size="large" submitLabel="Save and continue" change={change} onChanged={onChanged} />
    </AccessLayout>
  );
}

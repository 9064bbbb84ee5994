import type { Me } from '../../../contract/access.ts';
import { AccessLayout } from './access-layout.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';

/** Before anything else: a password that somebody else gave must be replaced. */
export function ChangePasswordPage({ onChanged }: { readonly onChanged: (me: Me) => Promise<void> }) {
  return (
    <AccessLayout title="Choose your password" intro="The one you signed in with was given to you. Replace it with one that only you know.">
      <ChangePasswordForm size="large" submitLabel="Save and continue" onChanged={onChanged} />
    </AccessLayout>
  );
}

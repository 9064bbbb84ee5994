import { useMe } from '../../data/session.ts';
import { ChangePasswordForm } from './change-password-form.tsx';

/** What a person may change about their own account. */
export function AccountPage() {
  const me = useMe();
  return (
    <div>
      <h1>{me.name}</h1>
      <ChangePasswordForm submitLabel="Change password" onChanged={() => undefined} />
    </div>
  );
}

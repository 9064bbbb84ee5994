import { call } from '../data/call.ts';
import { ChangePasswordPage } from '../features/access/change-password-page.tsx';
import { useEnter } from './use-enter.ts';

export function ChangePasswordRoute() {
  const enter = useEnter();
  return <ChangePasswordPage change={(body) => call('changePassword', { body })} onChanged={enter} />;
}

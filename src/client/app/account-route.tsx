import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { signInOptionsQuery } from '../data/session.ts';
import { AccountPage } from '../features/access/account-page.tsx';

export function AccountRoute() {
  const { failure: code, reference, linked } = useSearch({ from: '/shell/account' });
  const { data: options } = useQuery(signInOptionsQuery(code));
  return <AccountPage options={options} failure={code === undefined ? undefined : { code, reference }} isLinked={linked === 1} />;
}

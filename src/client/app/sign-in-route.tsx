import { useLoaderData, useNavigate, useSearch } from '@tanstack/react-router';
import { WorkspaceSignInPage } from '../features/access/workspace-sign-in-page.tsx';
import { useEnter } from './use-enter.ts';

export function SignInRoute() {
  const enter = useEnter();
  const navigate = useNavigate();
  const { next, failure: code, reference, signedOut } = useSearch({ from: '/sign-in' });
  const options = useLoaderData({ from: '/sign-in' });
  return (
    <WorkspaceSignInPage
      options={options}
      failure={code === undefined ? undefined : { code, reference }}
      wasAtProvider={signedOut === 'provider'}
      next={next}
      onSignedIn={enter}
      onStartAgain={() => void navigate({ to: '/sign-in', search: next === undefined ? {} : { next } })}
    />
  );
}

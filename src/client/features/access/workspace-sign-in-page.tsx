import { KeyRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Me } from '../../../contract/access.ts';
import type { SignInOptions } from '../../../contract/sso.ts';
import { urlOf } from '../../data/api.ts';
import { call } from '../../data/call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { AccessLayout } from './access-layout.tsx';
import styles from './access.module.css';
import { CredentialsForm } from './credentials-form.tsx';
import { FailureBanner, type FailureInAddress } from './failure-banner.tsx';

export type WorkspaceSignInPageProps = {
  /** Undefined: they could not be had, and the form for a password stands on its own. */
  readonly options: SignInOptions | undefined;
  /** What the address says about how the last attempt ended. */
  readonly failure: FailureInAddress | undefined;
  readonly wasAtProvider: boolean;
  /** Where the person wanted to go. */
  readonly next: string | undefined;
  readonly onSignedIn: (me: Me) => Promise<void> | void;
  /** Drops what the address says of the last attempt. */
  readonly onStartAgain: () => void;
};

const HELP = 'No account or forgotten password? Ask an administrator of your organization.';
const signInByPassword = ({ email, secret }: { readonly email: string; readonly secret: string }): Promise<Me> =>
  call('signIn', { body: { email, password: secret } });

/** The ways into a workspace: its provider, a password, the emergency code, as far as they are open. */
export function WorkspaceSignInPage(props: WorkspaceSignInPageProps) {
  const { options, failure, wasAtProvider } = props;
  if (options?.pendingLink && options.failure) return <ConfirmLink {...props} options={options} />;
  return (
    <AccessLayout title={options ? `Sign in to ${options.instanceTitle}` : 'Sign in'} intro="Welcome back. Your plan is where you left it.">
      {failure ? <FailureBanner words={options?.failure ?? undefined} {...failure} /> : null}
      {wasAtProvider && options?.sso && !failure ? (
        <Banner>
          You are signed out of Milestone, but not of {options.sso.label}.{' '}
          <a href={urlOf('signOutAtProvider')}>Sign out of {options.sso.label} too</a>
        </Banner>
      ) : null}
      <Ways {...props} />
    </AccessLayout>
  );
}

function Ways({ options, next, failure, wasAtProvider, onSignedIn }: WorkspaceSignInPageProps) {
  if (!options?.sso) return <CredentialsForm submit={signInByPassword} onSignedIn={onSignedIn} note={HELP} />;
  const { label, startPath } = options.sso;
  const query = next === undefined ? '' : `next=${encodeURIComponent(next)}`;
  return (
    <>
      <LinkButton href={`${startPath}${query === '' ? '' : `?${query}`}`} tone="primary" size="large" isWide>
        <KeyRound aria-hidden />
        Sign in with {label}
      </LinkButton>
      {failure || wasAtProvider ? (
        <LinkButton href={`${startPath}?account=other${query === '' ? '' : `&${query}`}`} tone="quiet" size="small" className={styles.way}>
          Use another account of {label}
        </LinkButton>
      ) : null}
      {options.hasPasswords ? (
        <>
          <Or>or with a password</Or>
          <CredentialsForm submit={signInByPassword} onSignedIn={onSignedIn} tone="neutral" note={HELP} />
        </>
      ) : (
        <EmergencyWay isOpen={options.hasBreakGlass} label={label} onSignedIn={onSignedIn} />
      )}
    </>
  );
}

function Or({ children }: { readonly children: ReactNode }) {
  return <p className={styles.or}>{children}</p>;
}

type EmergencyWayProps = Pick<WorkspaceSignInPageProps, 'onSignedIn'> & { readonly isOpen: boolean; readonly label: string };

/** For an administrator when the provider fails; out of the way until it is asked for. */
function EmergencyWay({ isOpen, label, onSignedIn }: EmergencyWayProps) {
  const [isShown, setShown] = useState(false);
  if (!isShown)
    return (
      <>
        <p className={styles.note}>
          People sign in here with their account of {label}. No access? Ask an administrator of your organization.
        </p>
        {isOpen ? (
          <Button tone="quiet" size="small" className={styles.way} onPress={() => setShown(true)}>
            Use an emergency code
          </Button>
        ) : null}
      </>
    );
  return (
    <>
      <Or>or with the emergency code</Or>
      <CredentialsForm
        submit={({ email, secret }) => call('signInByBreakGlass', { body: { email, code: secret } })}
        onSignedIn={onSignedIn}
        secretLabel="Emergency code"
        secretKind="code"
        submitLabel="Sign in with the code"
        tone="neutral"
        note="For administrators, when the provider cannot be reached. The code works once; make a new one afterwards."
      />
    </>
  );
}

/** The provider has said who it is: the password of the account with that e-mail connects both, once. */
function ConfirmLink({ options, onSignedIn, onStartAgain }: WorkspaceSignInPageProps & { readonly options: SignInOptions }) {
  const { failure, pendingLink } = options;
  if (!failure || !pendingLink) return null;
  return (
    <AccessLayout title={failure.title} intro={failure.message}>
      <CredentialsForm
        email={pendingLink.email}
        submit={({ secret }) => call('confirmSsoLink', { body: { password: secret } })}
        onSignedIn={onSignedIn}
        secretLabel={`Password of ${pendingLink.email}`}
        submitLabel="Connect and sign in"
        note={`From then on you sign in with ${pendingLink.label}, without this password.`}
      />
      <Button tone="quiet" size="small" className={styles.way} onPress={onStartAgain}>
        Not your account? Sign in another way
      </Button>
    </AccessLayout>
  );
}

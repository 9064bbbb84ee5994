import { useQuery } from '@tanstack/react-query';
import { signInSettingsQuery } from '../../../data/reference.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import styles from '../administration.module.css';
import { NewAccountsCard } from './new-accounts-card.tsx';
import { PasswordsCard } from './passwords-card.tsx';
import { SignInEventsCard } from './sign-in-events-card.tsx';
import { SsoCard } from './sso-card.tsx';

/** How people come into this workspace, and what happened when they tried. */
export function SignInSettingsSection() {
  const { data: settings, error } = useQuery(signInSettingsQuery);
  if (error) return <Banner tone="danger">{error.message}</Banner>;
  if (!settings) return <Skeleton rows={6} label="Loading the settings of the sign-in…" />;
  return (
    <>
      <h2 id="sign-in" className={styles.sectionTitle}>
        Sign-in
      </h2>
      <SsoCard settings={settings} />
      {settings.sso ? <NewAccountsCard settings={settings} /> : null}
      <PasswordsCard settings={settings} />
      <SignInEventsCard />
    </>
  );
}

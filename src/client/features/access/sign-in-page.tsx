import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Me } from '../../../contract/access.ts';
import { ProblemError, request } from '../../data/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccessLayout } from './access-layout.tsx';
import styles from './access.module.css';

/** Asks for e-mail and password. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: (me: Me) => Promise<void> }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string>();
  const [isPending, setPending] = useState(false);

  const signIn = async (): Promise<void> => {
    setPending(true);
    setFailure(undefined);
    try {
      await onSignedIn(await request<Me>('signIn', { body: { email, password } }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setFailure(error.message);
      if (error.code === 'wrong_credentials') setPassword('');
    } finally {
      setPending(false);
    }
  };

  return (
    <AccessLayout title="Sign in" intro="Welcome back. Your plan is where you left it.">
      <Form
        className={styles.fields ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (email.trim() === '' || password === '') setFailure('Enter your e-mail address and your password.');
          else void signIn();
        }}
      >
        {failure === undefined ? null : <Banner tone="danger">{failure}</Banner>}
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          size="large"
          value={email}
          onChange={setEmail}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          size="large"
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" tone="primary" size="large" isWide isPending={isPending}>
          Sign in
        </Button>
        <p className={styles.note}>No account or forgotten password? Ask an administrator of your organization.</p>
      </Form>
    </AccessLayout>
  );
}

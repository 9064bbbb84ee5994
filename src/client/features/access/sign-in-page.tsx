import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { ProblemError } from '../../data/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccessLayout } from './access-layout.tsx';
import styles from './access.module.css';

export type SignInPageProps<Who> = {
  readonly signIn: (credentials: { readonly email: string; readonly password: string }) => Promise<Who>;
  readonly onSignedIn: (who: Who) => Promise<void> | void;
  readonly intro: string;
  /** For those without an account or password. */
  readonly help: string;
};

/** Asks for e-mail and password. */
export function SignInPage<Who>({ signIn, onSignedIn, intro, help }: SignInPageProps<Who>) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string>();
  const [isPending, setPending] = useState(false);

  const submit = async (): Promise<void> => {
    setPending(true);
    setFailure(undefined);
    try {
      await onSignedIn(await signIn({ email, password }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setFailure(error.message);
      if (error.code === 'wrong_credentials') setPassword('');
    } finally {
      setPending(false);
    }
  };

  return (
    <AccessLayout title="Sign in" intro={intro}>
      <Form
        className={styles.fields ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (email.trim() === '' || password === '') setFailure('Enter your e-mail address and your password.');
          else void submit();
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
        <p className={styles.note}>{help}</p>
      </Form>
    </AccessLayout>
  );
}

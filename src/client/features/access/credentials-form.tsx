import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { ProblemError } from '../../data/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './access.module.css';

export type CredentialsFormProps<Who> = {
  readonly submit: (credentials: { readonly email: string; readonly secret: string }) => Promise<Who>;
  readonly onSignedIn: (who: Who) => Promise<void> | void;
  /** Whose account it is, where that is known: then the secret alone is asked for. */
  readonly email?: string;
  readonly secretLabel?: string;
  readonly secretKind?: 'password' | 'code';
  readonly submitLabel?: string;
  readonly tone?: 'primary' | 'neutral';
  /** Below the button. */
  readonly note?: ReactNode;
};

/** Asks for e-mail and password, or what stands in for it; what is refused is said above the fields. */
export function CredentialsForm<Who>(props: CredentialsFormProps<Who>) {
  const { email: knownEmail, secretLabel = 'Password', secretKind = 'password', submitLabel = 'Sign in', tone = 'primary', note } = props;
  const [typedEmail, setEmail] = useState('');
  const [secret, setSecret] = useState('');
  const { failure, isPending, send, setFailure } = useSending(props, () => setSecret(''));
  // What the page is for, or what was asked for by a press.
  const isFocused = tone === 'primary' || secretKind === 'code';
  const email = knownEmail ?? typedEmail;
  const secretField = {
    label: secretLabel,
    size: 'large',
    autoFocus: isFocused && knownEmail !== undefined,
    value: secret,
    onChange: setSecret,
  } as const;
  return (
    <Form
      className={styles.fields ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (email.trim() !== '' && secret !== '') void send({ email, secret });
        else setFailure(knownEmail === undefined ? `Enter your e-mail address and your ${secretKind}.` : 'Enter the password.');
      }}
    >
      {failure === undefined ? null : <Banner tone="danger">{failure}</Banner>}
      {knownEmail === undefined ? (
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          size="large"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page asks for nothing else
          autoFocus={isFocused}
          value={typedEmail}
          onChange={setEmail}
        />
      ) : null}
      {secretKind === 'password' ? (
        <PasswordField name="password" autoComplete="current-password" {...secretField} />
      ) : (
        <TextField name="code" autoComplete="off" {...secretField} />
      )}
      <Button type="submit" tone={tone} size="large" isWide isPending={isPending}>
        {submitLabel}
      </Button>
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
    </Form>
  );
}

function useSending<Who>({ submit, onSignedIn }: Pick<CredentialsFormProps<Who>, 'submit' | 'onSignedIn'>, onWrong: () => void) {
  const [failure, setFailure] = useState<string>();
  const [isPending, setPending] = useState(false);
  const send = async (credentials: { readonly email: string; readonly secret: string }): Promise<void> => {
    setPending(true);
    setFailure(undefined);
    try {
      await onSignedIn(await submit(credentials));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setFailure(error.message);
      if (error.code === 'wrong_credentials') onWrong();
    } finally {
      setPending(false);
    }
  };
  return { failure, isPending, send, setFailure };
}

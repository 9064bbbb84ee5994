import { AccessLayout } from './access-layout.tsx';
import { CredentialsForm } from './credentials-form.tsx';

export type SignInPageProps<Who> = {
  readonly signIn: (credentials: { readonly email: string; readonly password: string }) => Promise<Who>;
  readonly onSignedIn: (who: Who) => Promise<void> | void;
  readonly intro: string;
  /** For those without an account or password. */
  readonly help: string;
};

/** Asks for e-mail and password. */
export function SignInPage<Who>({ signIn, onSignedIn, intro, help }: SignInPageProps<Who>) {
  return (
    <AccessLayout title="Sign in" intro={intro}>
      <CredentialsForm submit={({ email, secret }) => signIn({ email, password: secret })} onSignedIn={onSignedIn} note={help} />
    </AccessLayout>
  );
}

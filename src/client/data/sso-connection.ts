import type { SsoConnectionAnswer, SsoProvider, SsoTest } from '../../contract/sso.ts';

/** The connection to an identity provider as it is typed. */
export type SsoConnectionValues = {
  readonly provider: SsoProvider;
  readonly directoryId: string;
  readonly issuerUrl: string;
  readonly clientId: string;
  /** Empty: the stored one stays. */
  readonly clientSecret: string;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly autoCreate: boolean;
};

export function connectionValuesOf(sso: SsoConnectionAnswer | null): SsoConnectionValues {
  return {
    provider: sso?.provider ?? 'entra',
    directoryId: sso?.directoryId ?? '',
    issuerUrl: sso?.issuerUrl ?? '',
    clientId: sso?.clientId ?? '',
    clientSecret: '',
    label: sso?.label ?? '',
    isEnabled: sso?.isEnabled ?? true,
    autoCreate: sso?.autoCreate ?? false,
  };
}

/** What is sent of it: trimmed, and only what the provider needs. */
export function connectionBodyOf({ provider, isEnabled, autoCreate, ...texts }: SsoConnectionValues) {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const clientSecret = texts.clientSecret.trim();
  return {
    provider,
    directoryId: provider === 'entra' ? orNull(texts.directoryId.toLowerCase()) : null,
    issuerUrl: provider === 'oidc' ? orNull(texts.issuerUrl) : null,
    clientId: texts.clientId.trim(),
    ...(clientSecret === '' ? {} : { clientSecret }),
    label: orNull(texts.label),
    isEnabled,
    autoCreate,
  };
}

type Step = SsoTest['steps'][number];
const stepTitles: Readonly<Record<Step['step'], string>> = {
  provider: 'The provider answers',
  issuer: 'It is the right one',
  keys: 'Its signing keys',
  client: 'This application signs in',
  groups: 'Looking up groups',
};

/** What was tested, to be listed. */
export function testChecksOf({ steps }: SsoTest): (Step & { readonly key: string; readonly title: string })[] {
  return steps.map((step) => ({ ...step, key: step.step, title: stepTitles[step.step] }));
}

/** What the test found wrong with a field of the form. */
export function testFaultOf(test: SsoTest | undefined, field: string): string | undefined {
  return test?.steps.find((step) => step.state === 'failed' && step.field === field)?.message;
}

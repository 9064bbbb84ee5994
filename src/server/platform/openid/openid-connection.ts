import type { SsoProvider } from '../../../contract/sso.ts';

/** Where an application is registered. */
export type OpenidPlace = {
  readonly provider: SsoProvider;
  /** Of Entra ID, else null. */
  readonly directoryId: string | null;
  /** Of every other provider, else null. */
  readonly issuerUrl: string | null;
  readonly clientId: string;
};
export type OpenidConnection = OpenidPlace & { readonly clientSecret: string };

/** What is the same for all connections of this server. */
export type OpenidPlatform = {
  /** Entra ID and Graph of the public cloud, unless the configuration names another one. Without a slash at the end. */
  readonly entraUrl: string;
  readonly graphUrl: string;
  /** Whether the issuer of another provider may begin with http:// instead of https://. */
  readonly allowsHttp: boolean;
};

export const PUBLIC_CLOUD: OpenidPlatform = {
  entraUrl: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com',
  allowsHttp: false,
};

/** The issuer that every token of this connection must name. Throws a TypeError when the stored address is none. */
export function issuerOf({ provider, directoryId, issuerUrl }: OpenidPlace, { entraUrl }: OpenidPlatform): URL {
  if (provider === 'entra') return new URL(`${entraUrl}/${directoryId ?? ''}/v2.0`);
  return new URL(issuerUrl ?? '');
}

/** What the button says after “Sign in with”. */
export function buttonLabelOf({
  label,
  provider,
  issuerUrl,
}: Pick<OpenidPlace, 'provider' | 'issuerUrl'> & { readonly label: string | null }): string {
  if (label !== null) return label;
  return provider === 'entra' ? 'Microsoft' : (URL.parse(issuerUrl ?? '')?.host ?? 'your organization');
}

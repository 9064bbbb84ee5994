/**
 * Why a sign-in at the provider did not lead in: for the person a title and a sentence that says what to do, for the
 * administrator the code. `{provider}` is what the button says.
 */
export const signInFailures = {
  sso_off: {
    title: 'Single sign-on is not set up here',
    message: 'Sign in with your e-mail and password, or ask your administrator.',
  },
  sso_changed: {
    title: 'The sign-in was set up anew meanwhile',
    message: 'While you were at the provider, your organization changed how people sign in here. Start again.',
  },
  sso_misconfigured: {
    title: 'Single sign-on is not set up correctly',
    message: 'Nothing is wrong with your account. Tell your administrator to test the connection in the settings of the sign-in.',
  },
  provider_unreachable: {
    title: '{provider} cannot be reached',
    message: 'Try again in a few minutes. If it stays so, tell your administrator.',
  },
  provider_refused: {
    title: '{provider} refused the sign-in',
    message: 'Try again. If it stays so, give your administrator the code below.',
  },
  client_rejected: {
    title: '{provider} does not accept this application',
    message: 'Its client id or secret is wrong or has expired. Tell your administrator; nothing is wrong with your account.',
  },
  cancelled: {
    title: 'The sign-in was cancelled',
    message: 'Nothing was changed. Start again when you are ready.',
  },
  consent_required: {
    title: 'The application is not approved yet',
    message: 'An administrator of your directory must give consent to it at {provider} first.',
  },
  flow_expired: {
    title: 'The sign-in took too long',
    message: 'It has to be finished within ten minutes, in the same browser, with cookies allowed. Start again.',
  },
  state_mismatch: {
    title: 'The answer does not belong to this sign-in',
    message: 'It may come from another tab or an old link. Start again from here.',
  },
  code_rejected: {
    title: 'The sign-in does not count any more',
    message: 'Each answer of {provider} works once, and for a few minutes only. Start again.',
  },
  token_invalid: {
    title: 'The answer of {provider} could not be trusted',
    message: 'You were not signed in. Try again; if it stays so, give your administrator the code below.',
  },
  wrong_directory: {
    title: 'This account belongs to another organization',
    message: 'Sign in with another account of {provider}: the one that your organization gave you.',
  },
  group_required: {
    title: 'You have no access to this workspace',
    message: 'It is open to members of certain groups only. Ask your administrator, who finds under the reference below which ones.',
  },
  groups_unavailable: {
    title: 'Your groups could not be read',
    message: 'This workspace is open to certain groups, and {provider} did not tell which ones are yours. Try again in a few minutes.',
  },
  no_account: {
    title: 'You have no account here yet',
    message: 'Ask your administrator to create one with the e-mail address that you use at {provider}.',
  },
  account_exists: {
    title: 'Is this account yours?',
    message:
      'There is an account with your e-mail address. Enter its password once to connect it with {provider}. If you have none, ask your administrator for one.',
  },
  account_disabled: {
    title: 'Your account is switched off',
    message: 'Ask your administrator to switch it on again.',
  },
  email_missing: {
    title: '{provider} did not tell your e-mail address',
    message: 'Without it no account can be made. Ask your administrator to have the address sent along, or to create your account.',
  },
  users_limit: {
    title: 'This workspace has no room for another account',
    message: 'Ask your administrator: the plan allows no more users.',
  },
  internal: {
    title: 'Something went wrong here',
    message: 'Nothing is wrong with your account. Try again; if it stays so, give your administrator the code below.',
  },
  identity_in_use: {
    title: 'Connected with another account',
    message: 'This identity belongs to another account of this workspace. Disconnect it there first.',
  },
  link_ended: {
    title: 'You were signed out meanwhile',
    message: 'Sign in again, then connect your account once more.',
  },
} as const satisfies Record<string, { readonly title: string; readonly message: string }>;

export type SignInFailureCode = keyof typeof signInFailures;

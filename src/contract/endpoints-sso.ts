/** Single sign-on: the way in, the own identities, and the settings of the sign-in. */
import { z } from 'zod';
import { meSchema } from './access.ts';
import { endpoint } from './endpoint.ts';
import { staffIdSchema } from './plan.ts';
import { pageQuery, pageSchema } from './paging.ts';
import {
  breakGlassBodySchema,
  breakGlassCodeSchema,
  confirmLinkBodySchema,
  identitySchema,
  linkSsoBodySchema,
  linkUrlSchema,
  signInEventKindSchema,
  signInEventSchema,
  signInOptionsQuerySchema,
  signInOptionsSchema,
  signInSettingsSchema,
  ssoTestSchema,
  startSsoQuerySchema,
  updateSignInSettingsBodySchema,
  workspaceSsoBodySchema,
} from './sso.ts';

export const getSignInOptions = endpoint('getSignInOptions', {
  summary: 'What the sign-in page offers, and the failure that its address names, in words',
  access: 'public',
  query: signInOptionsQuerySchema,
  response: signInOptionsSchema,
});
export const startSso = endpoint('startSso', {
  summary: 'Leads the browser to the provider (302); a page goes there, it does not fetch it',
  access: 'public',
  query: startSsoQuerySchema,
  documented: z.null(),
  failurePage: '/sign-in',
});
export const finishSso = endpoint('finishSso', {
  summary: 'Where the provider leads back to: signs in, or leads to the sign-in page with the failure (302)',
  access: 'public',
  documented: z.null(),
  failurePage: '/sign-in',
});
export const signOutAtProvider = endpoint('signOutAtProvider', {
  summary: 'Leads the browser to the sign-out of the provider (302)',
  access: 'public',
  documented: z.null(),
  failurePage: '/sign-in',
});
export const confirmSsoLink = endpoint('confirmSsoLink', {
  summary: 'Connects the account of the same e-mail after a failed sign-in at the provider: its password proves whose it is',
  access: 'public',
  body: confirmLinkBodySchema,
  response: meSchema,
  bodyLimitBytes: 4096,
});
export const signInByBreakGlass = endpoint('signInByBreakGlass', {
  summary: 'Sign in as an administrator with the emergency code, where passwords are off; the code works once',
  access: 'public',
  body: breakGlassBodySchema,
  response: meSchema,
  bodyLimitBytes: 4096,
});

export const linkSso = endpoint('linkSso', {
  summary: 'Begin to connect the own account with an identity of the provider; answers where to send the browser',
  access: 'own.change',
  body: linkSsoBodySchema,
  response: linkUrlSchema,
});
export const listIdentities = endpoint('listIdentities', {
  summary: 'Identities of the provider that the own account is connected with',
  access: 'own.change',
  response: z.object({ items: z.array(identitySchema) }),
});
export const unlinkIdentity = endpoint('unlinkIdentity', {
  summary: 'Disconnect an identity; the last one stays where there is no password to sign in with',
  access: 'own.change',
  params: z.strictObject({ id: z.uuid().toLowerCase() }),
  status: 204,
});

export const listUserIdentities = endpoint('listUserIdentities', {
  summary: 'Identities of the provider that an account is connected with',
  access: 'users.manage',
  params: z.strictObject({ id: staffIdSchema }),
  response: z.object({ items: z.array(identitySchema) }),
});
export const unlinkUserIdentity = endpoint('unlinkUserIdentity', {
  summary: "Disconnect an identity from somebody's account; the sessions that began at the provider end",
  access: 'users.manage',
  params: z.strictObject({ id: staffIdSchema, identityId: z.uuid().toLowerCase() }),
  status: 204,
});

export const getSignInSettings = endpoint('getSignInSettings', {
  summary: 'How people sign in here',
  access: 'settings.manage',
  response: signInSettingsSchema,
});
export const updateSignInSettings = endpoint('updateSignInSettings', {
  summary: 'Switch passwords off or on, and set the sites of new accounts',
  access: 'settings.manage',
  body: updateSignInSettingsBodySchema,
  response: signInSettingsSchema,
});
export const setSso = endpoint('setSso', {
  summary: 'Set up single sign-on of this workspace; the secret is kept encrypted and never answered',
  access: 'settings.manage',
  body: workspaceSsoBodySchema,
  response: signInSettingsSchema,
});
export const removeSso = endpoint('removeSso', {
  summary: 'Remove the single sign-on of this workspace; passwords work again',
  access: 'settings.manage',
  status: 204,
});
export const testSso = endpoint('testSso', {
  summary: 'Try settings without keeping them; without a secret the stored one is used',
  access: 'settings.manage',
  body: workspaceSsoBodySchema,
  response: ssoTestSchema,
});
export const createBreakGlassCode = endpoint('createBreakGlassCode', {
  summary: 'Make a new emergency code; it is answered once, and the one before it stops working',
  access: 'settings.manage',
  response: breakGlassCodeSchema,
});
export const listSignInEvents = endpoint('listSignInEvents', {
  summary: 'What happened at the single sign-on, newest first',
  access: 'settings.manage',
  query: z.strictObject({ ...pageQuery, kind: signInEventKindSchema.optional() }),
  response: pageSchema(signInEventSchema),
});

export const ssoEndpoints = [
  getSignInOptions,
  startSso,
  finishSso,
  signOutAtProvider,
  confirmSsoLink,
  signInByBreakGlass,
  linkSso,
  listIdentities,
  unlinkIdentity,
  listUserIdentities,
  unlinkUserIdentity,
  getSignInSettings,
  updateSignInSettings,
  setSso,
  removeSso,
  testSso,
  createBreakGlassCode,
  listSignInEvents,
] as const;

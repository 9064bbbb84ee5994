/** Where a provider sends people back to, as it is to be registered there. `origin` is how browsers reach this server. */
export function ssoAddressesOf(origin: string, basePath: string): { readonly redirectUri: string; readonly signOutUri: string } {
  return { redirectUri: `${origin}${basePath}/api/auth/callback`, signOutUri: `${origin}${basePath}/sign-in` };
}

/** What a server on loopback for a test or a benchmark needs nothing of: a proxy, secure cookies, metrics, a limit of requests. */
export const BARE_SERVING = {
  version: '0.0.0',
  metricsToken: undefined,
  trustProxy: false,
  secureCookies: undefined,
  publicOrigin: undefined,
  maxRequestsPerMinute: undefined,
} as const;
